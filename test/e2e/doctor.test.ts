// `rolecall doctor` with the built program, on the days that it is for.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { type Finished, ownFile, ownWords, type Program, runToEnd } from '../support/program.ts';
import { keys, terminalEnv } from '../support/terminal.ts';

type Told = {
  readonly ok: boolean;
  readonly findings: readonly {
    readonly id: string;
    readonly level: string;
    readonly what: string;
    readonly mend: readonly string[];
    readonly fixed?: boolean;
  }[];
};

const told = ({ stdout }: Finished): Told => JSON.parse(stdout) as Told;

const troubles = (finished: Finished): readonly string[] =>
  told(finished)
    .findings.filter(({ level }) => level === 'error' || level === 'warning')
    .map(({ id }) => id);

const diagnose = (program: Program, env: Readonly<Record<string, string>> = {}, ...more: readonly string[]) =>
  program.run(['doctor', '--json', ...more], { env });

/** So that nothing is wrong with this shell but what a test breaks. */
const installed = (program: Program): Readonly<Record<string, string>> => {
  const bin = join(program.home, 'bin');
  mkdirSync(bin, { recursive: true });
  chmodSync(ownFile, 0o755);
  if (!existsSync(join(bin, 'rolecall'))) symlinkSync(ownFile, join(bin, 'rolecall'));
  return { PATH: `${bin}:${process.env['PATH']}` };
};

const configOf = (program: Program): string => join(program.home, 'rolecall', 'config.yaml');

describe('a machine where all is well', () => {
  it('has no errors and no warnings', async () => {
    const { program } = await startSignedIn();
    const finished = await diagnose(program, installed(program));
    expect(troubles(finished)).toEqual([]);
    expect(finished).toMatchObject({ status: 0, stderr: '' });
    const said = told(finished).findings.map(({ id, level }) => `${level} ${id}`);
    for (const fine of ['config', 'files', 'store', 'session', 'clock', 'region', 'catalog', 'variables'])
      expect(said).toContain(`ok ${fine}`);
  });

  it('is told in a terminal by groups, with colours and a last line', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open(['doctor'], { env: installed(program), rows: 60 });
    expect(await terminal.exited()).toBe(0);
    expect(terminal.screen()).toMatch(/^rolecall$[\s\S]*^Sign-in$[\s\S]*^This shell$[\s\S]*^All is well/m);
    expect(terminal.raw()).toContain('\u001b[32mok');
    const mono = program.open(['doctor'], { env: { ...installed(program), NO_COLOR: '1' } });
    expect(await mono.exited()).toBe(0);
    expect(mono.raw()).not.toMatch(/\u001b\[3\dm/);
  });
});

describe('what takes long', () => {
  it('is named on a terminal while it does, and leaves nothing behind', async () => {
    const { program, emulator } = await startSignedIn();
    emulator.fault({ operation: 'Unknown', delay: 2_500 });
    const terminal = program.open(['doctor'], { env: installed(program), rows: 60 });
    await terminal.waitFor('Looking at the clock of AWS ...');
    expect(await terminal.exited()).toBe(0);
    expect(terminal.screen()).not.toContain('Looking at');
    expect(terminal.screen()).toContain('The clock agrees');
  });
});

describe('what is broken', () => {
  it('a config is told with its line, and all else is looked at', async () => {
    const { program } = await startSignedIn();
    writeFileSync(configOf(program), `${readFileSync(configOf(program), 'utf8')}thme: dark\n`);
    const finished = await diagnose(program, installed(program));
    expect(finished).toMatchObject({ status: 1, stderr: '' });
    expect(troubles(finished)).toEqual(['config-broken']);
    const [broken] = told(finished).findings;
    expect(broken?.what).toMatch(/^\S+config\.yaml:\d+:\d+: thme is not a known key\. Did you mean theme\?/);
    writeFileSync(configOf(program), 'instances: [\n');
    expect(troubles(await diagnose(program, installed(program)))).toEqual(['config-broken']);
  });

  it('a locked store is told without a question', async () => {
    const journey = await startJourney();
    await setUp(journey);
    const { program } = journey;
    const env = { ...installed(program), ROLECALL_MASTER_KEY: '', ROLECALL_PASSPHRASE: 'right' };
    await program.run(['login', '--flow', 'device', '--no-browser'], { env });
    const finished = await diagnose(program, { ...env, ROLECALL_PASSPHRASE: '' });
    expect(troubles(finished)).toEqual(['store-locked']);
    expect(finished.status).toBe(0);
    const terminal = program.open(['doctor'], { env: { ...env, ROLECALL_PASSPHRASE: '' }, rows: 60 });
    expect(await terminal.exited()).toBe(0);
    expect(terminal.raw()).not.toContain('Passphrase of');
    const wrong = await diagnose(program, { ...env, ROLECALL_PASSPHRASE: 'wrong' });
    expect(troubles(wrong)).toEqual(['store-unreadable']);
    expect(wrong.status).toBe(1);
  });

  it('a network that is away is said plainly, and left alone with --offline', async () => {
    const { program, emulator } = await startSignedIn();
    await emulator.close();
    const finished = await diagnose(program, installed(program));
    expect(troubles(finished)).toEqual(['network-unreachable']);
    expect(finished.status).toBe(0);
    const offline = await diagnose(program, installed(program), '--offline');
    expect(troubles(offline)).toEqual([]);
    expect(told(offline).findings.map(({ id }) => id)).toContain('network-skipped');
  });

  it('a clock that is off', async () => {
    const { program, emulator } = await startSignedIn();
    emulator.shiftClock(-3_600_000);
    const finished = await diagnose(program, installed(program));
    expect(troubles(finished)).toEqual(['clock-off']);
    expect(finished.status).toBe(1);
  });

  it('a start URL that AWS does not know in that region', async () => {
    const { program, emulator } = await startJourney();
    mkdirSync(join(program.home, 'rolecall'), { recursive: true });
    const url = `${emulator.url}/elsewhere`;
    const config = `default_instance: acme\ninstances:\n  acme: {start_url: "${url}", region: us-east-1}\n`;
    writeFileSync(configOf(program), config, { mode: 0o600 });
    const refused = { operation: 'StartDeviceAuthorization', error: 'InvalidRequestException', status: 400 };
    emulator.fault(refused);
    const finished = await diagnose(program, installed(program));
    expect(troubles(finished)).toEqual(['catalog-none', 'session-none', 'region-unknown-there']);
    expect(finished.status).toBe(1);
  });

  it('expired keys in the environment, of which nothing is repeated', async () => {
    const { program } = await startSignedIn();
    const env = {
      ...installed(program),
      AWS_ACCESS_KEY_ID: 'ASIAFAKE0000000000SHOW',
      AWS_SECRET_ACCESS_KEY: 'hunter2hunter2hunter2',
      AWS_SESSION_TOKEN: 'sessiontokenofthetest',
      AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00Z',
    };
    const finished = await diagnose(program, env);
    expect(troubles(finished)).toEqual(['keys-expired']);
    expect(finished.status).toBe(1);
    expect(finished.stdout).not.toMatch(/hunter2|sessiontoken|0000SHOW/);
  });

  it('hostile text in files reaches no terminal', async () => {
    const { program } = await startSignedIn();
    mkdirSync(join(program.home, '.aws'));
    writeFileSync(
      program.env['AWS_CONFIG_FILE'] ?? '',
      '[profile \u001b]0;owned\u0007x]\nregion\ncredential_process = /gone/x\n',
    );
    const terminal = program.open(['doctor'], {
      env: { ...installed(program), AWS_PROFILE: '\u001b[2Jx' },
      rows: 60,
    });
    expect(await terminal.exited()).toBe(1);
    expect(terminal.raw()).not.toContain('\u001b]0;');
    expect(terminal.raw()).not.toContain('\u001b[2J');
  });

  it('profiles of another place, and of a role that is gone', async () => {
    const { program, emulator } = await startSignedIn();
    expect((await program.run(['profiles', 'write', '--yes'])).status).toBe(0);
    const path = program.env['AWS_CONFIG_FILE'] ?? '';
    expect(troubles(await diagnose(program, installed(program)))).toEqual([]);
    emulator.assign({ action: 'revoke', accountId: '111111111111', roleName: 'BillingAdmin' });
    expect((await program.run(['refresh'])).status).toBe(0);
    expect(troubles(await diagnose(program, installed(program)))).toEqual(['profile-role-gone']);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(ownFile, '/gone/cli.js'));
    expect(troubles(await diagnose(program, installed(program)))).toEqual([
      'profile-program-missing',
      'profile-role-gone',
    ]);
  });

  it('a home that nobody names', async () => {
    const { program } = await startJourney();
    const { HOME: _, ROLECALL_HOME: __, ...rest } = terminalEnv(program.env);
    const { AWS_CONFIG_FILE: ___, AWS_SHARED_CREDENTIALS_FILE: ____, ...env } = rest;
    const finished = await runToEnd([...ownWords, 'doctor', '--json', '--offline'], env);
    expect(finished).toMatchObject({ status: 0, stderr: '' });
    expect(troubles(finished)).toContain('home-missing');
  });

  it('a failure of credential_process that its SDK hid', async () => {
    const { program } = await startSignedIn();
    const gone = ['process', '--instance', 'acme', '--arn', '111111111111:Nobody'];
    expect((await program.run(gone)).status).toBe(5);
    const finding = told(await diagnose(program, installed(program))).findings.find(
      ({ id }) => id === 'process-failed',
    );
    expect(finding?.what).toMatch(/for 111111111111 Nobody did so just now \(exit 5\)/);
  });
});

describe('--fix', () => {
  const breakThings = async (program: Program) => {
    const state = join(program.home, 'rolecall', 'state');
    const stale = join(state, '.x.0123456789abcdef.tmp');
    writeFileSync(stale, '', { mode: 0o600 });
    const longAgo = new Date(Date.now() - 86_400_000);
    utimesSync(stale, longAgo, longAgo);
    chmodSync(state, 0o755);
    const written = await program.run(['credentials', 'write', '-p', 'acme-dev-DeveloperAccess']);
    expect(written.status).toBe(0);
    const credentials = program.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '';
    const text = readFileSync(credentials, 'utf8');
    writeFileSync(credentials, text.replace(/expires \S+/, 'expires 2020-01-01T00:00:00Z'));
    return { state, stale, credentials };
  };

  it('mends what is safe, once it is agreed to, and writes it down', async () => {
    const { program } = await startSignedIn();
    const { state, stale, credentials } = await breakThings(program);
    const before = await diagnose(program, installed(program));
    expect(troubles(before)).toEqual(['files-open', 'clear-keys-expired']);
    const refused = await program.run(['doctor', '--fix'], { env: installed(program) });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('--yes');
    expect(existsSync(stale)).toBe(true);

    const fixed = await diagnose(program, installed(program), '--fix', '--yes');
    expect(fixed.status).toBe(0);
    expect(told(fixed).findings.filter((finding) => finding.fixed === true)).toHaveLength(3);
    expect(existsSync(stale)).toBe(false);
    expect(statSync(state).mode & 0o777).toBe(0o700);
    expect(readFileSync(credentials, 'utf8')).toBe('');
    expect(troubles(await diagnose(program, installed(program)))).toEqual([]);
    expect(readFileSync(join(state, 'audit.jsonl'), 'utf8')).toContain('"event":"doctor"');
  });

  it('asks before each on a terminal, and leaves what is declined', async () => {
    const { program } = await startSignedIn();
    const { state, stale } = await breakThings(program);
    const terminal = program.open(['doctor', '--fix'], { env: installed(program), rows: 60 });
    await terminal.waitFor(/Close .*\(y\/N\)/);
    terminal.press('n', keys.enter);
    await terminal.waitFor(/Remove .*tmp\? \(y\/N\)/);
    terminal.press('y', keys.enter);
    await terminal.waitFor(/Remove the keys that have ended .*\(y\/N\)/);
    terminal.press(keys.enter);
    expect(await terminal.exited()).toBe(0);
    expect(existsSync(stale)).toBe(false);
    expect(statSync(state).mode & 0o777).toBe(0o755);
  });
});
