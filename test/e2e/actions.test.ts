// Every action of the picker that leaves it open, in a real pty.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptedBrowser, startJourney, startSignedIn } from '../support/journey.ts';
import { ownLine } from '../support/program.ts';
import { keys, type TestTerminal } from '../support/terminal.ts';

const alt = (letter: string): string => `\u001b${letter}`;

const audit = (home: string): readonly Record<string, unknown>[] =>
  readFileSync(join(home, 'rolecall', 'state', 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The last text that was put on the terminal's clipboard. */
const clipboard = (terminal: TestTerminal): string => {
  const found = [...terminal.raw().matchAll(/\u001b\]52;c;([A-Za-z0-9+/=]*)\u0007/g)].at(-1);
  return Buffer.from(found?.[1] ?? '', 'base64').toString();
};

describe('actions that leave the picker open', () => {
  it('gets the credentials of all marked roles, shows how long they live, and forgets them again', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press(alt('a'));
    await terminal.waitFor('6 marked');
    terminal.press(alt('w'));
    await terminal.waitFor('Credentials of 6 roles are cached.');
    await terminal.waitFor(/AdministratorAccess.*\b(?:59m|1h|60m)/);
    terminal.press(alt('r'));
    await terminal.waitFor('Forgot the cached credentials of 6 roles.');
    terminal.press(alt('r'));
    await terminal.waitFor('No credentials were cached.');
    terminal.press(keys.control('c'));
    await terminal.exited();
    const events = audit(program.home).map(({ event }) => event);
    expect(events.filter((event) => event === 'credentials')).toHaveLength(6);
    expect(events.filter((event) => event === 'forgotten')).toHaveLength(12);
  });

  it('opens the console without leaving', async () => {
    const { emulator, program } = await startSignedIn();
    const { env, saw } = scriptedBrowser(program);
    const terminal = program.open([], { env: { ...program.env, ...env } });
    await terminal.waitFor('6 / 6');
    terminal.press('billing');
    await terminal.waitFor('1 / 6');
    terminal.press(keys.tab);
    await terminal.waitFor('1 marked');
    terminal.press(keys.control('u'), 'ReadOnly', keys.tab);
    await terminal.waitFor('2 marked');
    terminal.press(keys.control('o'));
    await terminal.waitFor('Opened the consoles of 2 roles.', 30_000);
    // Of two browsers, whichever ended last.
    expect((await saw()).text).toMatch(/BillingAdmin|ReadOnlyAccess/);
    const asked = emulator.requests().filter(({ operation }) => operation === 'GetSigninToken');
    expect(asked).toHaveLength(2);
    expect(terminal.isAlternate()).toBe(true);
  });

  it('copies exports that a shell can read, and says what they are', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open([], { showsSecrets: true });
    await terminal.waitFor('6 / 6');
    terminal.press(keys.control('x'));
    await terminal.waitFor('Copy the exports');
    terminal.press(alt('y'));
    await terminal.waitFor('Copied the exports.');
    expect(clipboard(terminal)).toMatch(/export AWS_ACCESS_KEY_ID=/);
    expect(terminal.screen()).not.toContain('AWS_SECRET');
  });

  it('copies account ids, ARNs and links of several roles, a line each', async () => {
    const { program, emulator } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press('admin', alt('a'));
    await terminal.waitFor('3 marked');
    terminal.press(alt('i'));
    await terminal.waitFor('Copied the account id');
    expect(clipboard(terminal).split('\n').sort()).toEqual(['012345678901', '111111111111']);
    terminal.press(keys.control('y'));
    await terminal.waitFor('Copied the ARN');
    expect(clipboard(terminal).split('\n')).toHaveLength(3);
    terminal.press(alt('h'));
    await terminal.waitFor('Copied 3 links');
    expect(clipboard(terminal)).toContain(`${emulator.startUrl}/#/console?account_id=`);
  });

  it('copies a URL that signs in, which no frame shows', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open([], { showsSecrets: true });
    await terminal.waitFor('6 / 6');
    terminal.press(alt('u'));
    await terminal.waitFor('Copied the sign-in URL');
    expect(clipboard(terminal)).toMatch(/Action=login.*SigninToken=/);
    expect(terminal.screen()).not.toContain('SigninToken');
  });

  it('tells by role what failed, after the rest was done', async () => {
    const { program, emulator } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    emulator.fault({ operation: 'GetRoleCredentials', status: 403, error: 'ForbiddenException' });
    terminal.press(alt('a'));
    await terminal.waitFor('6 marked');
    terminal.press(alt('w'));
    await terminal.waitFor('That failed for 1 role');
    await terminal.waitFor('Credentials of 5 roles are cached.');
    terminal.press(keys.escape);
    await terminal.waitFor('6 marked');
  });

  it('signs out, and the next task signs in first', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press(alt('q'));
    await terminal.waitFor('Sign out?');
    terminal.press(keys.enter);
    await terminal.waitFor('Signed out of acme.');
    await terminal.waitFor('signed out, sign in');
    terminal.press(alt('w'));
    await terminal.waitFor('getting credentials');
  });
});

const configOf = (home: string): string => readFileSync(join(home, 'rolecall', 'config.yaml'), 'utf8');

describe('questions of the picker', () => {
  it('edits tags in config.yaml with its comments kept, after it has shown them', async () => {
    const { program } = await startSignedIn();
    const file = join(program.home, 'rolecall', 'config.yaml');
    appendFileSync(
      file,
      '# mine, and it stays\ntag_rules:\n  - match: {account_name: "*dev*"}\n    tags: {env: dev}\n',
    );
    const terminal = program.open(['--query', 'developer']);
    await terminal.waitFor('1 / 6');
    terminal.press(alt('k'));
    await terminal.waitFor('Edit the tags of DeveloperAccess');
    terminal.press('team=core owner="Jo Doe"', keys.enter);
    await terminal.waitFor(/\+\s+team: core/);
    expect(configOf(program.home)).not.toContain('core');
    terminal.press('y');
    await terminal.waitFor('The tags of acme-dev-DeveloperAccess: written to');
    expect(configOf(program.home)).toContain('# mine, and it stays');
    await terminal.waitFor(/owner\s+Jo Doe/);
    terminal.press(alt('k'));
    await terminal.waitFor('Edit the tags of DeveloperAccess');
    terminal.press('-env', keys.enter);
    await terminal.waitFor('is made by a rule (tag_rules)');
    terminal.press(keys.escape);
    await terminal.waitFor('1 / 6');
    terminal.press(alt('k'), '-team -owner', keys.enter);
    await terminal.waitFor(/-\s+team: core/);
    terminal.press('y');
    await terminal.waitFor((screen) => !screen.includes('Jo Doe') && screen.includes('written to'));
    terminal.press(keys.control('c'));
    await terminal.exited();
    // Setting up wrote the first.
    expect(audit(program.home).filter(({ event }) => event === 'config')).toHaveLength(3);
  });

  it('sets the default region of all marked roles', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open(['--query', 'billing']);
    await terminal.waitFor('1 / 6');
    terminal.press(alt('l'));
    await terminal.waitFor('The default region of BillingAdmin');
    terminal.press('stockholm', keys.enter);
    await terminal.waitFor('region: eu-north-1');
    terminal.press('y');
    await terminal.waitFor(/Region\s+eu-north-1/);
    expect(configOf(program.home)).toContain('eu-north-1');
  });

  it('opens a service in a region, with the picker open', async () => {
    const { program } = await startSignedIn();
    const { env, saw } = scriptedBrowser(program);
    const terminal = program.open(['--query', 'billing'], { env: { ...program.env, ...env } });
    await terminal.waitFor('1 / 6');
    terminal.press(alt('o'));
    await terminal.waitFor('Which service to open');
    terminal.press('s3', keys.enter);
    await terminal.waitFor('Which region to open s3 in');
    terminal.press('tokyo', keys.enter);
    await terminal.waitFor('The console is open as BillingAdmin', 30_000);
    expect((await saw()).text).toMatch(/s3\/home\?region=ap-northeast-1/);
  });

  it('finds every action in the palette, and does what is found', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press(':');
    await terminal.waitFor('Everything that can be done');
    terminal.press('account id', keys.enter);
    await terminal.waitFor('Copied the account id');
    terminal.press(alt('x'));
    await terminal.waitFor('Everything that can be done');
    terminal.press('help', keys.enter);
    await terminal.waitFor('Type to search the help');
  });

  it('runs one command with all marked roles after the screen is restored', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press('admin', alt('a'));
    await terminal.waitFor('3 marked');
    terminal.press(alt('e'));
    await terminal.waitFor('Run a command as 3 marked roles');
    terminal.press('echo "$ROLECALL_ACCOUNT_ID is $ROLECALL_ROLE_NAME"', keys.enter);
    await terminal.waitFor('111111111111 is BillingAdmin');
    await terminal.waitFor('012345678901 is AdministratorAccess');
    expect(await terminal.exited()).toBe(0);
    expect(terminal.isAlternate()).toBe(false);
  });

  it('runs it in the demo too, while its sample company is there', async () => {
    const { program } = await startJourney();
    const terminal = program.open(['demo', '--accounts', '3']);
    await terminal.waitFor(/ (\d+) \/ \1/);
    terminal.press(alt('e'));
    await terminal.waitFor('Run a command as');
    terminal.press('echo "as $ROLECALL_INSTANCE"', keys.enter);
    await terminal.waitFor('as demo');
    expect(await terminal.exited()).toBe(0);
  });

  it('never lets a capturing shell run what the command prints', async () => {
    const { program } = await startSignedIn();
    const script = `eval "$(${ownLine} env)"; echo "status $?"`;
    const terminal = program.openOther(['/bin/sh', '-c', script]);
    await terminal.waitFor('6 / 6');
    terminal.press(alt('e'));
    await terminal.waitFor('Run a command as');
    terminal.press(`echo touch ${program.home}/pwned`, keys.enter);
    await terminal.waitFor(/status \d/);
    expect(existsSync(join(program.home, 'pwned'))).toBe(false);
  });
});
