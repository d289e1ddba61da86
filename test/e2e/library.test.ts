// The library, as a project that installs the package has it: imported, required, type-checked, and its credentials used by
// the real SDK against the emulator.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { storeOf } from '../soak/callers.ts';
import { shareSignedIn } from '../support/journey.ts';
import { type Project, projectWithLibrary } from '../support/packed-library.ts';
import { prepare, runInside } from '../support/prepare.ts';
import { type Finished, runToEnd } from '../support/program.ts';
import { terminalEnv } from '../support/terminal.ts';

const journey = shareSignedIn();

let project: Project;
beforeAll(() => {
  project = projectWithLibrary();
});
afterAll(() => project?.remove());

const run = (
  file: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> => {
  const all = terminalEnv({ ...journey().program.env, ...env });
  return runToEnd([process.execPath, file, ...args], all, { cwd: project.folder });
};

/** What the script printed, a JSON line each. It must succeed. */
const factsOf = async (finished: Promise<Finished>): Promise<readonly Record<string, unknown>[]> => {
  const { status, stdout, stderr } = await finished;
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
};

const count = (operation: string): number =>
  journey()
    .emulator.requests()
    .filter((request) => request.operation === operation).length;

const profile = 'acme-dev-DeveloperAccess';

const who = `
const sts = (credentials) => new STSClient({ region: 'us-east-1', credentials });
const arnOf = async (client) => (await client.send(new GetCallerIdentityCommand({}))).Arn;
const say = (facts) => console.log(JSON.stringify(facts));
`;

const esm = `
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromRolecall } from 'rolecall';${who}`;

it('is imported and required, and gives the SDK the keys of a role by profile, by role and by query', async () => {
  const imported = project.write(
    'imported.mjs',
    `${esm}
    const ways = [{ profile: '${profile}' }, { role: '012345678901:DeveloperAccess' }, { query: 'dev developer' }];
    for (const way of ways) say({ arn: await arnOf(sts(fromRolecall(way))) });`,
  );
  const required = project.write(
    'required.cjs',
    `const { GetCallerIdentityCommand, STSClient } = require('@aws-sdk/client-sts');
    const { fromRolecall, RolecallError } = require('rolecall');${who}
    const main = async () => {
      const keys = await fromRolecall({ profile: '${profile}', toolName: 'required' })();
      say({ arn: await arnOf(sts(async () => keys)), accountId: keys.accountId, left: keys.expiration - Date.now() });
      say({ printed: String(keys) + JSON.stringify({ keys }) });
      const error = await fromRolecall({ profile: 'nobody' })().catch((error) => error);
      say({ isOurs: error instanceof RolecallError, code: error.code, message: error.message, hint: error.hint });
    };
    main();`,
  );
  const [esmFacts, cjsFacts] = await Promise.all([factsOf(run(imported)), factsOf(run(required))]);
  const arn = expect.stringMatching(
    /^arn:aws:sts::012345678901:assumed-role\/AWSReservedSSO_DeveloperAccess_\w{16}\//,
  );
  expect(esmFacts).toEqual([{ arn }, { arn }, { arn }]);
  expect(cjsFacts).toEqual([
    { arn, accountId: '012345678901', left: expect.any(Number) },
    { printed: '[redacted]{"keys":"[redacted]"}' },
    {
      isOurs: true,
      code: 'no-role',
      message: 'No role matches.',
      hint: expect.stringContaining('rolecall list'),
    },
  ]);
  expect(count('GetRoleCredentials')).toBe(1);
  const audit = readFileSync(join(journey().program.home, 'rolecall', 'state', 'audit.jsonl'), 'utf8');
  expect(audit).toContain('"command":"required"');
  expect(audit).toContain('"command":"library"');
});

/** The credentials that are kept: they end in so many minutes. */
const endIn = async (minutes: number): Promise<void> => {
  const store = storeOf(journey().program);
  for (const { key } of await store.list('credentials/')) {
    const record = JSON.parse((await store.get(key)) ?? '');
    record.expiration = Date.now() + minutes * 60_000;
    await store.set(key, JSON.stringify(record), record.expiration);
  }
};

/** A program that goes on. */
const start = (file: string, args: readonly string[], env: Readonly<Record<string, string>>) => {
  const all = terminalEnv({ ...journey().program.env, ...env });
  const child = spawn(process.execPath, [file, ...args], { env: all, cwd: project.folder });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  return {
    child,
    lines: () => stdout.split('\n').slice(0, -1),
    said: () => stderr,
    ended: new Promise<number | null>((done) => child.on('close', done)),
  };
};

it('renews ahead of the end, once for all workers of all processes', async () => {
  const { emulator, program } = journey();
  const role = '111111111111:ReadOnlyAccess';
  // AWS is away, and what is kept has four minutes left: less than the SDK likes.
  await prepare(program, ['process', '--arn', role, '--instance', 'acme']);
  await endIn(4);
  emulator.fault({ operation: 'GetRoleCredentials', count: 1000, reset: true });
  const workers = [1, 2].map(() => start('worker.mjs', [role], { PAUSE_MS: '50' }));
  const allSay = (facts: Record<string, unknown>): Promise<unknown> =>
    vi.waitFor(() => {
      const last = workers.map(({ lines }) => JSON.parse(lines().at(-1) ?? '{}'));
      expect(last).toEqual(workers.map(() => expect.objectContaining(facts)));
      expect(new Set(last.map(({ key }) => key)).size).toBe(1);
    }, 30_000);
  await allSay({ minutes: 4 });
  await vi.waitFor(() => {
    const warnings = workers.map(({ said }) => said()).join('');
    expect(warnings).toMatch(/^Older credentials are used\. /);
  }, 30_000);
  emulator.clearFaults();
  emulator.clearRequests();
  await allSay({ minutes: 60, arn: expect.stringContaining('ReadOnlyAccess') });
  expect(count('GetRoleCredentials')).toBe(1);
  for (const worker of workers) worker.child.kill('SIGTERM');
  expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0]);
});

it('refuses a guarded role unless confirm names it, and says what is wrong by a code', async () => {
  const { program } = journey();
  const config = join(program.home, 'rolecall', 'config.yaml');
  const before = readFileSync(config, 'utf8');
  appendFileSync(config, '\nguard:\n  - match: {account_id: "111111111111"}\n    word: PROD\n');
  const script = project.write(
    'guarded.mjs',
    `${esm}
    const told = async (options) => {
      try {
        const { accountId } = await fromRolecall(options)();
        say({ accountId });
      } catch ({ name, code, message, hint }) {
        say({ name, code, message, hint });
      }
    };
    const role = '111111111111:ReadOnlyAccess';
    await told({ role });
    await told({ role, confirm: 'Acme Dev' });
    await told({ role, confirm: 'Acme Production' });
    await told({ role: '111111111111:Unknown', instance: 'acme' });
    await told({ query: 'acme' });
    await told({ role: '012345678901:DeveloperAccess', instance: 'nowhere' });
    await told({});
    await told({ profile: 'a', query: 'b' });`,
  );
  const facts = await factsOf(run(script));
  writeFileSync(config, before);
  const refused = {
    name: 'RolecallError',
    code: 'not-confirmed',
    message: 'PROD: ReadOnlyAccess in Acme Production (111111111111) is guarded.',
    hint: 'Give the name of the account in confirm: "Acme Production"',
  };
  expect(facts).toEqual([
    refused,
    refused,
    { accountId: '111111111111' },
    expect.objectContaining({ code: 'not-confirmed', hint: 'Run: rolecall refresh' }),
    expect.objectContaining({
      code: 'several-roles',
      message: '6 roles match. Say more, or use profile:',
    }),
    expect.objectContaining({ code: 'wrong-options', message: 'There is no instance named nowhere.' }),
    expect.objectContaining({ code: 'wrong-options' }),
    expect.objectContaining({ code: 'wrong-options' }),
  ]);
});

it('has types that a strict project takes, for import and for require', () => {
  const use = `
    const provider: AwsCredentialIdentityProvider = fromRolecall({ profile: 'p', confirm: ['a'] });
    export const sdk = provider;
    export const left = async (): Promise<number> => (await fromRolecall({ query: 'q' })()).expiration.getTime();
    // @ts-expect-error one that there is not
    fromRolecall({ profil: 'p' });
    export const told = (error: unknown): string => (isRolecallError(error) ? error.code + error.hint : '');
    export const one = new RolecallError('login-needed', 'no');
    const method: AuthMethod = { name: 'saml', available: () => true, authenticate: fromRolecall({ query: 'q' }) };
    const auth = createAwsAuth(forCi({ toolName: 'tool', requiredActions: ['s3:GetObject'], methods: [method] }));
    export const whole: AwsCredentialIdentityProvider = auth.getCredentials;
    auth.on('found', ({ accountId, expiration }) => [accountId?.length, expiration?.getTime()])();
    // @ts-expect-error no event has this name
    auth.on('lost', () => undefined);
    // @ts-expect-error a tool has a name
    createAwsAuth({ setupUi: 'web' });
  `;
  const imports = `import type { AwsCredentialIdentityProvider } from '@smithy/types';
    import { type AuthMethod, createAwsAuth, forCi, fromRolecall, isRolecallError, RolecallError } from 'rolecall';`;
  const files = ['consumer.mts', 'consumer.cts'].map((name) => project.write(name, imports + use));
  const options = '--noEmit --strict --skipLibCheck false --module nodenext --target es2022 --types node';
  const tsc = resolve('node_modules/typescript/lib/tsc.js');
  const exactly = '--exactOptionalPropertyTypes true';
  const argv = [tsc, ...options.split(' '), ...exactly.split(' '), ...files];
  expect(spawnSync(process.execPath, argv, { cwd: project.folder, encoding: 'utf8' }).stdout).toBe('');
});

const configFile = (): string => join(journey().program.home, 'rolecall', 'config.yaml');

/** config.yaml with more in it, for as long as the work takes. */
const withConfig = async <T>(more: string, work: () => Promise<T>): Promise<T> => {
  const before = readFileSync(configFile(), 'utf8');
  appendFileSync(configFile(), more);
  try {
    return await work();
  } finally {
    writeFileSync(configFile(), before);
  }
};

const keysOf = async (arn: string): Promise<Record<string, string>> => {
  const { stdout } = await runInside(journey().program, ['process', '--arn', arn, '--instance', 'acme']);
  const { AccessKeyId, SecretAccessKey, SessionToken } = JSON.parse(stdout);
  return {
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken,
  };
};

it('is as docs/library.md shows it: each of its programs runs', async () => {
  const keys = await keysOf('111111111111:ReadOnlyAccess');
  const blocks = [...readFileSync('docs/library.md', 'utf8').matchAll(/```js\n(.*?)```/gs)];
  const files = blocks.map(([, text = ''], index) => project.write(`docs-${index}.mjs`, text));
  const all = await Promise.all(files.map((file) => run(file, [], keys)));
  const identity = (name: string) => expect.stringContaining(`assumed-role/AWSReservedSSO_${name}_`);
  expect(all).toEqual([
    { status: 0, stdout: identity('DeveloperAccess'), stderr: '' },
    { status: 0, stdout: identity('ReadOnlyAccess'), stderr: '' },
    { status: 0, stdout: expect.stringMatching(/^company-portal: arn:aws:sts::111111111111:/), stderr: '' },
  ]);
});

it('is left out by a bundler where nothing of it is used', async () => {
  const file = project.write('unused.mjs', "import { createAwsAuth } from 'rolecall'; console.log('alone');");
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    external: ['@napi-rs/keyring'],
    format: 'esm',
  });
  expect(outputFiles[0]?.text).not.toContain('RolecallError');
});

it('examples/ci-runner.mjs fails at once and says what to set, and takes keys that end', async () => {
  const { emulator } = journey();
  const keys = await keysOf('111111111111:ReadOnlyAccess');
  const user = emulator.addUser({ accountId: '012345678901', userName: 'ci' });
  const lasting = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };
  const [none, some, others, named, checked] = await Promise.all([
    run('ci-runner.mjs'),
    run('ci-runner.mjs', [], keys),
    run('ci-runner.mjs', [], lasting),
    run('ci-runner.mjs', [], { AWS_PROFILE: 'acme-dev-DeveloperAccess' }),
    run('cli-tool.mjs', ['check'], lasting),
  ]);
  expect(none).toMatchObject({ status: 1, stdout: '' });
  expect(none.stderr).toContain('deploy-runner found no AWS credentials.');
  expect(none.stderr).toContain('AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE');
  expect(some).toEqual({ status: 0, stdout: 'deploying to 111111111111\n', stderr: '' });
  expect(named).toEqual({ status: 0, stdout: 'deploying to 012345678901\n', stderr: '' });
  expect(checked.stdout).toMatch(/^ci in 012345678901, for good\n/);
  expect(others.status).toBe(1);
  expect(others.stderr).toContain('lasting keys of an IAM user, which deploy-runner does not take');
});

it('examples/cli-tool.mjs takes the profile that config.yaml gives the tool, and checks it', async () => {
  const profile = 'acme-production-ReadOnlyAccess';
  const [whoami, check, profiles, named] = await withConfig(`\ntools: {cloud-tool: ${profile}}\n`, () =>
    Promise.all([
      run('cli-tool.mjs'),
      run('cli-tool.mjs', ['check']),
      run('cli-tool.mjs', ['profiles']),
      run('cli-tool.mjs', ['--profile', 'acme-dev-DeveloperAccess']),
    ]),
  );
  expect(whoami).toMatchObject({ status: 0, stderr: '' });
  expect(whoami.stdout).toContain('111111111111:assumed-role/AWSReservedSSO_ReadOnlyAccess_');
  expect(check.status).toBe(1);
  expect(check.stdout).toMatch(/^ReadOnlyAccess in 111111111111, \d+m left\n/);
  expect(check.stdout).toContain('s3:ListAllMyBuckets: allowed\nec2:StopInstances: denied\n');
  expect(check.stderr).toContain('cloud-tool needs what these credentials may not do: ec2:StopInstances.');
  expect(profiles.stdout).toContain(`${profile} *\n`);
  expect(named.stdout).toContain('AWSReservedSSO_DeveloperAccess_');
});

it('examples/express-middleware.mjs answers, or says why not with 401', async () => {
  const servers = [
    start('express-middleware.mjs', [], { APP_PROFILE: 'acme-dev-DeveloperAccess' }),
    start('express-middleware.mjs', [], {}),
  ];
  await vi.waitFor(() => expect(servers.map(({ lines }) => lines().length)).toEqual([1, 1]), 20_000);
  const [good, bad] = await Promise.all(
    servers.map(async ({ lines }) => {
      const answer = await fetch(`${lines()[0]}/whoami`);
      return { status: answer.status, body: await answer.json() };
    }),
  );
  expect(good).toEqual({
    status: 200,
    body: { arn: expect.stringContaining('AWSReservedSSO_DeveloperAccess_') },
  });
  expect(bad).toEqual({
    status: 401,
    body: {
      error: 'no-credentials',
      message: expect.stringContaining('web-app found no AWS credentials.'),
      hint: expect.stringContaining('AWS_PROFILE'),
    },
  });
  for (const { child } of servers) child.kill();
  await Promise.all(servers.map(({ ended }) => ended));
});

it('tries own methods first, keeps what it found, and takes no other identity where the named one fails', async () => {
  const keys = await keysOf('111111111111:ReadOnlyAccess');
  const { emulator } = journey();
  emulator.assign({
    action: 'revoke',
    accountId: '111111111111',
    roleName: 'BillingAdmin',
    isStillListed: true,
  });
  const script = project.write(
    'methods.cjs',
    `const { createAwsAuth, RolecallError } = require('rolecall');
    const say = (facts) => console.log(JSON.stringify(facts));
    const failed = (work) => work.then(() => 'it worked', (error) => ({ isOurs: error instanceof RolecallError, code: error.code }));
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
    let asked = 0;
    let minutes = 60;
    const portal = {
      name: 'portal',
      available: ({ ciMode }) => ciMode,
      authenticate: async ({ region }) => {
        asked += 1;
        return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(Date.now() + minutes * 60_000), region };
      },
    };
    const broken = { name: 'broken', available: () => true, authenticate: () => { throw new Error('no route'); } };
    const main = async () => {
      const auth = createAwsAuth({ toolName: 'own', ciMode: true, methods: [broken] });
      auth.register(portal);
      const events = [];
      for (const name of ['trying', 'passed-over', 'found']) auth.on(name, ({ method, reason, accountId }) => events.push([name, method, reason ?? accountId].join(' ').trim()));
      const [one, other] = await Promise.all([auth.getCredentials(), auth.getCredentials()]);
      await auth.getCredentials();
      say({ events, asked, isSame: one === other, accountId: one.accountId, printed: JSON.stringify(one) });
      const { ok, method, identity, permissions, expiry } = await auth.check();
      say({ ok, method, name: identity.name, permissions, level: expiry.level, asked });
      auth.forget();
      minutes = 4;
      await auth.getCredentials();
      await auth.getCredentials();
      say({ asked });

      const named = createAwsAuth({ toolName: 'named', profileName: 'acme-production-BillingAdmin' });
      say(await failed(named.getCredentials()));
      say({ problems: (await named.check()).problems.map(({ code }) => code) });
      say(await failed(named.runSetup()));

      const answers = ['no-such-profile', 'acme-dev-AdministratorAccess'];
      const requests = [];
      const ui = { name: 'mine', run: async (request) => { requests.push(request); return { kind: 'done', profile: answers.shift() }; } };
      const asking = createAwsAuth({ toolName: 'asking', allowEnvironment: false, setupUi: ui, sessionDuration: '1h', allowIamUser: false, customPermissions: [{ actions: ['s3:GetObject'], why: 'to read' }] });
      say(await failed(asking.getCredentials()));
      const { accountId } = await asking.getCredentials();
      const { methods, profiles, sessionDuration, customPermissions } = requests[1];
      say({ accountId, methods, profiles: profiles.length, sessionDuration, why: customPermissions[0].why });
      const left = createAwsAuth({ toolName: 'left', allowEnvironment: false, setupUi: { name: 'left', run: async () => ({ kind: 'cancelled' }) } });
      say(await failed(left.getCredentials()));
    };
    main();`,
  );
  const facts = await withConfig('', () => factsOf(run(script, [], keys)));
  expect(facts).toEqual([
    {
      events: ['trying broken', 'passed-over broken no route', 'trying portal', 'found portal 111111111111'],
      asked: 1,
      isSame: true,
      accountId: '111111111111',
      printed: '"[redacted]"',
    },
    {
      ok: true,
      method: 'portal',
      name: 'ReadOnlyAccess',
      permissions: [{ action: 'sts:GetCallerIdentity', resource: '*', decision: 'allowed' }],
      level: 'fresh',
      asked: 1,
    },
    { asked: 3 },
    { isOurs: true, code: 'not-assigned' },
    { problems: ['not-assigned'] },
    { isOurs: true, code: 'setup-needed' },
    { isOurs: true, code: 'failed' },
    {
      accountId: '012345678901',
      methods: ['identity-center', 'profile'],
      profiles: 6,
      sessionDuration: 3600,
      why: 'to read',
    },
    { isOurs: true, code: 'cancelled' },
  ]);
});
