// Profiles by the built program: every style and layout, what follows a refresh, and the screen of the picker.
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callerArn } from '../support/caller-identity.ts';
import { signIn } from '../support/emulator.ts';
import { type Journey, startSignedIn } from '../support/journey.ts';
import { keys } from '../support/terminal.ts';

const awsConfig = ({ program }: Journey): string => program.env['AWS_CONFIG_FILE'] ?? '';

const textOf = (journey: Journey): string => readFileSync(awsConfig(journey), 'utf8');

const headersOf = (journey: Journey): readonly string[] => textOf(journey).match(/^\[.*\]$/gm) ?? [];

const own = '# my own\n[profile mine]\nregion = eu-central-1\n';

const startWith = async (config = ''): Promise<Journey> => {
  const journey = await startSignedIn();
  mkdirSync(dirname(awsConfig(journey)), { recursive: true });
  writeFileSync(awsConfig(journey), own);
  if (config !== '') appendFileSync(join(journey.program.home, 'rolecall', 'config.yaml'), config);
  return journey;
};

const devArn = /^arn:aws:sts::012345678901:assumed-role\/AWSReservedSSO_DeveloperAccess_/;

/** What `aws sso login` leaves behind. */
const signInByAwsCli = async ({ emulator, program }: Journey, session: string): Promise<void> => {
  const name = createHash('sha1').update(session).digest('hex');
  const folder = join(program.home, '.aws', 'sso', 'cache');
  mkdirSync(folder, { recursive: true });
  // The AWS CLI's own cache, in clear text, as docs/profiles.md says of this style.
  program.mayHoldSecrets(folder);
  const iso = (at: number): string => new Date(at).toISOString();
  const token = {
    startUrl: emulator.startUrl,
    region: emulator.region,
    expiresAt: iso(Date.now() + 3_600_000),
    registrationExpiresAt: iso(Date.now() + 86_400_000),
    ...(await signIn(emulator)),
  };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(token), { mode: 0o600 });
};

describe('profiles write', () => {
  it('without a block gives an SDK the role, and leaves what is the user’s', async () => {
    const journey = await startWith('profile_settings: {output: json, cli_pager: ""}\n');
    const { program } = journey;
    const write = ['profiles', 'write', '--yes', '--no-block', '--default', 'acme-dev-DeveloperAccess'];
    expect(await program.run(write)).toMatchObject({ status: 0 });
    expect(textOf(journey).startsWith(own)).toBe(true);
    expect(textOf(journey)).toContain('\ncli_pager =\noutput = json\n');
    expect(await program.run([...write, '--block'])).toMatchObject({ status: 2, stdout: '' });
    const printed = await program.run(['profiles', 'print', '--json', '--only', 'DeveloperAccess']);
    expect(JSON.parse(printed.stdout)).toMatchObject([
      {
        section: 'profile acme-dev-DeveloperAccess',
        settings: { credential_process: expect.stringContaining(' process '), cli_pager: '', output: 'json' },
      },
    ]);
    expect(await callerArn('acme-dev-DeveloperAccess', program.env)).toMatch(devArn);
    expect(await callerArn('default', program.env)).toMatch(devArn);
    expect(await program.run(['profiles', 'check', '--default', 'acme-dev-DeveloperAccess'])).toMatchObject({
      status: 0,
    });
  });

  it('in style sso needs nothing of rolecall’s, once the AWS tools are signed in, for chained roles too', async () => {
    const journey = await startWith();
    const { program, emulator } = journey;
    emulator.trust({ accountId: '222222222222', roleName: 'DeployRole', externalId: 'acme:42' });
    const path = join(program.home, 'rolecall', 'config.yaml');
    const chained = `    accounts:
      "222222222222":
        roles:
          DeployRole:
            {via: "111111111111/AdministratorAccess", external_id: "acme:42", session_name: ship, profile: deploy}
`;
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^( +default_region: .*\n)/m, `$1${chained}`));
    expect(await program.run(['profiles', 'write', '--yes', '--style', 'sso'])).toMatchObject({ status: 0 });
    expect(textOf(journey)).not.toContain('credential_process');
    await signInByAwsCli(journey, 'acme');
    expect(await callerArn('acme-dev-DeveloperAccess', program.env)).toMatch(devArn);
    expect(await callerArn('deploy', program.env)).toBe(
      'arn:aws:sts::222222222222:assumed-role/DeployRole/ship',
    );
    expect(await program.run(['profiles', 'write', '--yes'])).toMatchObject({ status: 0 });
    expect(await callerArn('deploy', program.env)).toBe(
      'arn:aws:sts::222222222222:assumed-role/DeployRole/ship',
    );
  });

  it('waits for an answer on a terminal, with the diff above', async () => {
    const journey = await startWith();
    const terminal = journey.program.open(['profiles', 'write', '--only', 'billing']);
    await terminal.waitFor('Write 1 profile (1 added, 0 changed, 0 removed)');
    expect(terminal.screen()).toContain('+[profile acme-production-BillingAdmin]');
    terminal.press(`y${keys.enter}`);
    expect(await terminal.exited()).toBe(0);
    expect(headersOf(journey)).toEqual(['[profile mine]', '[profile acme-production-BillingAdmin]']);
  });
});

describe('what becomes of a role that is taken away', () => {
  const revoke = ({ emulator }: Journey) =>
    emulator.assign({ action: 'revoke', accountId: '111111111111', roleName: 'BillingAdmin' });

  it('its profile goes with the refresh where that was asked for', async () => {
    const journey = await startWith('profiles: {auto: true}\n');
    const { program } = journey;
    const before = await program.run(['refresh']);
    expect(before.stderr).not.toContain('Profiles');
    await program.run(['profiles', 'write', '--yes']);
    revoke(journey);
    const { status, stderr } = await program.run(['refresh']);
    expect(status).toBe(0);
    expect(stderr).toContain('Profiles updated: 0 added, 0 changed, 1 removed.\n');
    expect(headersOf(journey)).not.toContain('[profile acme-production-BillingAdmin]');
    appendFileSync(awsConfig(journey), '[profile mine]\n');
    journey.emulator.assign({ action: 'grant', accountId: '111111111111', roleName: 'BillingAdmin' });
    const broken = await program.run(['refresh']);
    expect(broken.status).toBe(0);
    expect(broken.stderr).toMatch(/Profiles not updated\. .* \[profile mine\] is already at line 2/);
  });

  it('its profile is found by check and removed by prune', async () => {
    const journey = await startWith();
    const { program } = journey;
    await program.run(['profiles', 'write', '--yes']);
    revoke(journey);
    await program.run(['refresh']);
    const checked = await program.run(['profiles', 'check']);
    expect(checked).toMatchObject({ status: 1 });
    expect(checked.stdout).toContain('acme has no role 111111111111:BillingAdmin any more');
    const { status, stdout } = await program.run(['profiles', 'prune', '--yes', '--json']);
    expect({ status, ...JSON.parse(stdout) }).toMatchObject({
      status: 0,
      written: true,
      removed: [{ profile: 'acme-production-BillingAdmin', used_by: [] }],
    });
    expect(await program.run(['profiles', 'check'])).toMatchObject({ status: 0 });
    expect(textOf(journey).startsWith(own)).toBe(true);
  });
});

describe('profiles preview', () => {
  it('shows what a template makes of one’s own roles, and touches nothing', async () => {
    const journey = await startWith();
    const template = '{{ account_name }}';
    const { status, stdout, stderr } = await journey.program.run([
      'profiles',
      'preview',
      '--template',
      template,
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain('Acme-Production\tAcme Production\t111111111111\tBillingAdmin\tchanged: " "');
    expect(stderr).toMatch(/6 names, 4 had to change, 2 are shared/);
    expect(textOf(journey)).toBe(own);
  });
});

describe('in the picker', () => {
  it('a profile is shown, written and removed without leaving', async () => {
    const journey = await startWith();
    const terminal = journey.program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press('billing');
    await terminal.waitFor('1 / 6');
    await terminal.waitFor('no profile');
    terminal.press(keys.control('p'));
    await terminal.waitFor('+[profile acme-production-BillingAdmin]');
    expect(textOf(journey)).toBe(own);
    terminal.press('n');
    // The last line: the frame is whole, and nothing of the one before is left to be taken for the next.
    await terminal.waitFor('Enter subshell');
    expect(textOf(journey)).toBe(own);
    terminal.press(keys.control('p'));
    await terminal.waitFor('write it');
    terminal.press('y');
    await terminal.waitFor(/Wrote profile acme-production-BillingAdmin to/);
    expect(headersOf(journey)).toContain('[profile acme-production-BillingAdmin]');
    await terminal.waitFor(/AWS file +acme-production-BillingAdmin/);
    terminal.press('\u001bp');
    await terminal.waitFor('-[profile acme-production-BillingAdmin]');
    terminal.press('y');
    await terminal.waitFor(/Removed profile acme-production-BillingAdmin from/);
    await terminal.waitFor('no profile');
    expect(textOf(journey)).toBe(own);
    expect(terminal.screen()).toContain('> billing');
  });

  it('values that may be secrets are not in the diff, and hostile ones are inert', async () => {
    const journey = await startWith();
    writeFileSync(
      awsConfig(journey),
      `${own}aws_secret_access_key = fake-not-shown\nx = a\u001b]0;title\u0007\n`,
    );
    const terminal = journey.program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press(keys.control('p'));
    await terminal.waitFor('aws_secret_access_key = ****');
    await terminal.waitFor('write it');
    expect(terminal.raw()).not.toContain('fake-not-shown');
    expect(terminal.raw()).not.toContain('\u001b]0;title');
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
  });

  it('a change of another program after the diff is not overwritten', async () => {
    const journey = await startWith();
    const terminal = journey.program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press(keys.control('p'));
    await terminal.waitFor('write it');
    appendFileSync(awsConfig(journey), 'output = json\n');
    terminal.press('y');
    await terminal.waitFor('was changed by another program');
    expect(textOf(journey)).toBe(`${own}output = json\n`);
  });
});
