// The library, as a project that installs the package has it: imported, required, type-checked, and its credentials used by
// the real SDK against the emulator.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { storeOf } from '../soak/callers.ts';
import { shareSignedIn } from '../support/journey.ts';
import { type Project, projectWithLibrary } from '../support/packed-library.ts';
import { prepare } from '../support/prepare.ts';
import { type Finished, runToEnd } from '../support/program.ts';
import { terminalEnv } from '../support/terminal.ts';

const journey = shareSignedIn();

let project: Project;
beforeAll(() => {
  project = projectWithLibrary();
});
afterAll(() => project?.remove());

const run = (file: string, args: readonly string[] = []): Promise<Finished> =>
  runToEnd([process.execPath, file, ...args], terminalEnv(journey().program.env), { cwd: project.folder });

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

type Job = {
  readonly goOn: () => void;
  readonly said: () => readonly Record<string, unknown>[];
  readonly ended: Promise<unknown>;
};

const startJob = (script: string): Job => {
  const env = terminalEnv(journey().program.env);
  const child = spawn(process.execPath, [script], { env, cwd: project.folder });
  let stdout = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  return {
    goOn: () => void child.stdin.write('\n'),
    said: () =>
      stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ended: new Promise((done) => child.on('close', done)),
  };
};

it('renews ahead of the end, once for all callers of all processes', async () => {
  const { emulator, program } = journey();
  const role = '111111111111:ReadOnlyAccess';
  const script = project.write(
    'job.mjs',
    `${esm}
    const warnings = [];
    const provide = fromRolecall({ role: '${role}', onWarning: (text) => warnings.push(text) });
    const client = sts(provide);
    const ask = async (least) => {
      // While another process renews them, keys that still live are handed out.
      while ((await provide()).expiration - Date.now() < least) await new Promise((done) => setTimeout(done, 50));
      const arns = await Promise.all(Array.from({ length: 20 }, () => arnOf(client)));
      const [one] = await Promise.all(Array.from({ length: 20 }, () => provide()));
      const minutes = Math.round((one.expiration - Date.now()) / 60_000);
      say({ id: one.accessKeyId, minutes, arns: new Set(arns).size, warnings: warnings.length });
    };
    await ask(0);
    process.stdin.once('data', () => ask(900_000).then(() => process.exit()));`,
  );
  // AWS is away, and what is kept has four minutes left: less than the SDK likes.
  await prepare(program, ['process', '--arn', role, '--instance', 'acme']);
  await endIn(4);
  emulator.fault({ operation: 'GetRoleCredentials', count: 1000, reset: true });
  const jobs = [startJob(script), startJob(script)];
  const bothSaid = async (many: number): Promise<Record<string, unknown>> => {
    await vi.waitFor(() => expect(jobs.map(({ said }) => said().length)).toEqual([many, many]), 30_000);
    const [one, other] = jobs.map(({ said }) => said().at(-1));
    expect({ ...one, warnings: 0 }).toEqual({ ...other, warnings: 0 });
    // Who finds the other at the renewal, does not hear how it ended.
    return { ...one, warnings: Number(one?.['warnings']) + Number(other?.['warnings']) };
  };
  const before = await bothSaid(1);
  expect(before).toMatchObject({ minutes: 4, arns: 1 });
  expect(before['warnings']).toBeGreaterThan(0);
  emulator.clearFaults();
  emulator.clearRequests();
  for (const { goOn } of jobs) goOn();
  const after = await bothSaid(2);
  expect(after).toMatchObject({ minutes: 60, arns: 1 });
  expect(after['id']).not.toBe(before['id']);
  expect(count('GetRoleCredentials')).toBe(1);
  await Promise.all(jobs.map(({ ended }) => ended));
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
  `;
  const imports = `import type { AwsCredentialIdentityProvider } from '@smithy/types';
    import { fromRolecall, isRolecallError, RolecallError } from 'rolecall';`;
  const files = ['consumer.mts', 'consumer.cts'].map((name) => project.write(name, imports + use));
  const options = '--noEmit --strict --skipLibCheck false --module nodenext --target es2022 --types node';
  const tsc = resolve('node_modules/typescript/lib/tsc.js');
  const exactly = '--exactOptionalPropertyTypes true';
  const argv = [tsc, ...options.split(' '), ...exactly.split(' '), ...files];
  expect(spawnSync(process.execPath, argv, { cwd: project.folder, encoding: 'utf8' }).stdout).toBe('');
});
