// Roles that Identity Center does not grant: through a role that it does, and from credentials of CI.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roleKeys } from '../emulator/role-keys.ts';
import { callerArn } from '../support/caller-identity.ts';
import { type Journey, scriptedBrowser, startJourney, startSignedIn } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';
import { ownLine } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

huntWithLog();

const deploy = ['--account', '222222222222', '--role', 'DeployRole'];
const deployArn = 'arn:aws:sts::222222222222:assumed-role/DeployRole/ship';

const configPath = ({ program }: Journey): string => join(program.home, 'rolecall', 'config.yaml');

const withAccounts = (journey: Journey, accounts: string): void => {
  const path = configPath(journey);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, before.replace(/^( +default_region: .*\n)/m, `$1${accounts}`));
};

/** In an account where the person holds another role. */
const startChained = async (): Promise<Journey> => {
  const journey = await startSignedIn();
  journey.emulator.trust({ accountId: '222222222222', roleName: 'DeployRole', externalId: 'acme:42' });
  withAccounts(
    journey,
    `    accounts:
      "222222222222":
        roles:
          DeployRole:
            {via: "111111111111/AdministratorAccess", external_id: "acme:42", session_name: ship, profile: deploy}
`,
  );
  return journey;
};

const writeConfig = (journey: Journey, auth: string): void => {
  mkdirSync(dirname(configPath(journey)), { recursive: true });
  writeFileSync(
    configPath(journey),
    `instances:
  ci:
    ${auth}
    region: us-east-1
    accounts:
      "222222222222": {name: Spoke, roles: {DeployRole: {session_name: ship, profile: deploy}}}
`,
  );
};

const adminKeys = async ({ emulator }: Journey) => {
  const issued = await roleKeys(emulator, { accountId: '111111111111', roleName: 'AdministratorAccess' });
  return {
    AWS_ACCESS_KEY_ID: issued.accessKeyId,
    AWS_SECRET_ACCESS_KEY: issued.secretAccessKey,
    AWS_SESSION_TOKEN: issued.sessionToken,
  };
};

describe('a chained role', () => {
  it('is listed, and runs programs', async () => {
    const { program } = await startChained();
    const listed = await program.run(['list', '--fields', 'profile,arn', 'deploy']);
    expect(listed.stdout).toBe('deploy\tarn:aws:iam::222222222222:role/DeployRole\n');
    const ran = await program.run(['exec', ...deploy, '--', 'sh', '-c', 'echo "$ROLECALL_ROLE_ARN"']);
    expect(ran).toMatchObject({ status: 0, stdout: 'arn:aws:iam::222222222222:role/DeployRole\n' });
  });

  it('is what an AWS SDK gets through its profile; twice from the cache', async () => {
    const { program, emulator } = await startChained();
    expect(await program.run(['profiles', 'write', '--yes'])).toMatchObject({ status: 0 });
    expect(await callerArn('deploy', program.env)).toBe(deployArn);
    emulator.clearRequests();
    expect((await program.run(['process', '--profile', 'deploy'])).status).toBe(0);
    const named = ['process', '--instance', 'acme', '--arn', '222222222222:DeployRole'];
    expect(JSON.parse((await program.run(named)).stdout)).toMatchObject({ AccountId: '222222222222' });
    expect(emulator.requests()).toEqual([]);
  });

  it('opens the console', async () => {
    const { program } = await startChained();
    const browser = scriptedBrowser(program);
    expect(await program.run(['console', ...deploy], { env: browser.env })).toMatchObject({ status: 0 });
    expect((await browser.saw()).text).toContain('DeployRole');
  });

  it('that AWS refuses ends with 5 and names the hop, in one line', async () => {
    const { program, emulator } = await startChained();
    emulator.trust({ accountId: '222222222222', roleName: 'DeployRole', externalId: 'other' });
    const { status, stdout, stderr } = await program.run(['process', ...deploy]);
    expect({ status, stdout }).toEqual({ status: 5, stdout: '' });
    expect(stderr).toMatch(
      /^rolecall: AWS does not let AdministratorAccess in 111111111111 assume DeployRole in 222222222222 \(AccessDenied\)\. .*external id\.\n$/,
    );
  });

  it('in a loop is refused with its line', async () => {
    const journey = await startSignedIn();
    const { program } = journey;
    withAccounts(journey, '    accounts: {"222222222222": {roles: {A: {via: "222222222222/A"}}}}\n');
    const { status, stderr } = await program.run(['list']);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /config\.yaml:\d+:\d+: instances.*roles\.A\.via goes round in a loop: 222222222222\/A -> 222222222222\/A\./,
    );
  });
});

describe('without Identity Center', () => {
  it('the environment assumes roles, and nobody signs in', async () => {
    const journey = await startJourney();
    const { program, emulator } = journey;
    writeConfig(journey, 'auth: environment');
    const env = await adminKeys(journey);
    emulator.clearRequests();
    const first = await program.run(['process', '--profile', 'deploy'], { env });
    expect(first.status).toBe(0);
    expect(emulator.requests().map(({ operation }) => operation)).toEqual(['AssumeRole']);
    expect((await program.run(['process', '--profile', 'deploy'], { env })).stdout).toBe(first.stdout);
    expect((await program.run(['list', '--fields', 'profile'])).stdout).toBe('deploy\n');
    expect(await program.run(['login'])).toMatchObject({ status: 2 });
    // Other keys in the environment: what was assumed with the former is not theirs.
    const strange = { ...env, AWS_ACCESS_KEY_ID: 'AKIAFAKEFAKEFAKE0000' };
    expect(await program.run(['process', '--profile', 'deploy'], { env: strange })).toMatchObject({
      status: 1,
      stdout: '',
    });
  });

  it('the picker shows its roles, and what they are assumed with', async () => {
    const journey = await startJourney();
    const { program } = journey;
    writeConfig(journey, 'auth: environment');
    const env = { ...(await adminKeys(journey)), SHELL: '/bin/sh', PS1: 'spoke> ' };
    const terminal = program.open([], { env, columns: 120, rows: 30 });
    await terminal.waitFor(/Via +environment/);
    terminal.press(keys.enter);
    await terminal.waitFor('spoke>');
    terminal.press(`echo $ROLECALL_PROFILE-held; exit${keys.enter}`);
    await terminal.waitFor('deploy-held');
    expect(await terminal.exited()).toBe(0);
  });

  it('a profile of the AWS config assumes roles; a profile that leads back to rolecall is told so', async () => {
    const journey = await startJourney();
    const { program } = journey;
    writeConfig(journey, 'auth: profile\n    profile: base');
    const own = await adminKeys(journey);
    const aws = program.env['AWS_CONFIG_FILE'] ?? '';
    mkdirSync(dirname(aws), { recursive: true });
    writeFileSync(
      aws,
      `[profile base]\naws_access_key_id = ${own.AWS_ACCESS_KEY_ID}\naws_secret_access_key = ${own.AWS_SECRET_ACCESS_KEY}\naws_session_token = ${own.AWS_SESSION_TOKEN}\n`,
    );
    const ran = await program.run(['exec', ...deploy, '--', 'sh', '-c', 'echo $ROLECALL_PROFILE']);
    expect(ran).toMatchObject({ status: 0, stdout: 'deploy\n' });
    expect(await program.run(['logout', '--instance', 'ci'])).toMatchObject({ status: 0 });
    const itself = `${ownLine} process --profile deploy`;
    writeFileSync(aws, `[profile base]\ncredential_process = ${itself}\n`);
    const { status, stderr } = await program.run(['process', '--profile', 'deploy']);
    expect(status).toBe(2);
    expect(stderr).toContain(
      'ci takes its base credentials from itself: profile base runs rolecall for ci again.',
    );
  });
});
