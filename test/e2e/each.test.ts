// `each` with real programs: who is meant, what is shown, and that nothing is left behind.
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { shareSignedIn, startSignedIn } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';
import { runInside } from '../support/prepare.ts';
import { ownLine, type Program } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

huntWithLog();

const sh = (script: string): readonly string[] => ['--', 'sh', '-c', script];
const names = 'echo "$ROLECALL_PROFILE $AWS_REGION [$ROLECALL_MASTER_KEY]"';

const isAlive = (pid: number): boolean => {
  // One that has ended, and that nobody has taken note of, is none.
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

const newFile = ({ home }: Program): string => join(home, `pids-${randomUUID()}`);

const pidsIn = (path: string): readonly number[] =>
  existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').map(Number) : [];

/** Killed ones are gone in a moment, not at once. */
const expectEnded = (file: string): Promise<void> =>
  vi.waitFor(() => expect(pidsIn(file).filter(isAlive)).toEqual([]), { timeout: 40_000 });

// Signed in, for all that changes nothing there.
const shared = shareSignedIn();

describe('which roles', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['words, as one query', ['production', 'admin'], ['AdministratorAccess', 'BillingAdmin']],
    ['an account alone', ['--account', '012345678901'], ['AdministratorAccess', 'DeveloperAccess']],
    ['a role alone', ['--role', 'BillingAdmin'], ['BillingAdmin']],
    ['words and an account', ['admin', '--account', 'acme-dev'], ['AdministratorAccess']],
    [
      'more by --also and --profile, none twice',
      ['billing', '--also', 'developer', '--also', 'billing', '--profile', 'acme-dev-DeveloperAccess'],
      ['BillingAdmin', 'DeveloperAccess'],
    ],
    ['an ARN', ['--arn', '111111111111:BillingAdmin'], ['BillingAdmin']],
    ['an instance', ['--instance', 'acme', '--role', 'DeveloperAccess'], ['DeveloperAccess']],
  ])('%s', async (_name, selectors, roles) => {
    const { status, stdout } = await runInside(shared().program, [
      'each',
      ...selectors,
      '--dry-run',
      '--json',
    ]);
    expect(status).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).role_name).sort()).toEqual([...roles].sort());
  });

  it.each<[string, readonly string[], number, string]>([
    ['none', ['--', 'true'], 2, 'Which roles?'],
    ['an empty query', ['', '--', 'true'], 2, 'A selector is empty.'],
    ['an empty --also', ['prod', '--also', ' ', '--', 'true'], 2, 'A selector is empty.'],
    ['--all and a query', ['--all', 'prod', '--', 'true'], 2, '--all'],
    ['no command', ['prod'], 2, 'What is to run?'],
    ['no role', ['nothing-like-it', '--', 'true'], 1, 'No role matches nothing-like-it'],
    ['one part without a role', ['billing', '--also', 'nothing-like-it', '--', 'true'], 1, 'nothing-like-it'],
    ['--jobs of none', ['--all', '--jobs', '0', '--', 'true'], 2, '--jobs'],
    ['two forms', ['--all', '--json', '--prefix', '--', 'true'], 2, '--prefix'],
    ['an unknown instance', ['--instance', 'other', '--', 'true'], 2, 'other'],
  ])('%s is refused', async (_name, words, status, text) => {
    const refused = await runInside(shared().program, ['each', ...words]);
    expect(refused).toMatchObject({ status, stdout: '' });
    expect(refused.stderr).toContain(text);
  });
});

describe('what is shown', () => {
  it('is grouped by role in the order of list, with titles, and bytes as they were', async () => {
    const { program } = shared();
    const { status, stdout, stderr } = await program.run([
      'each',
      '--account',
      '111111111111',
      ...sh(`[ $ROLECALL_ROLE_NAME = AdministratorAccess ] && sleep 0.3; ${names}; printf 'a\\rb' >&2`),
    ]);
    expect(status).toBe(0);
    const role = (name: string) =>
      `==> acme-production-${name}  111111111111  Acme Production <==\nacme-production-${name} eu-west-1 []\n`;
    expect(stdout).toBe(['AdministratorAccess', 'BillingAdmin', 'ReadOnlyAccess'].map(role).join('\n'));
    expect(stderr).toContain('==> acme-production-BillingAdmin  111111111111  Acme Production <==\na\rb\n');
    expect(stderr).toMatch(
      /3 roles: 3 ok, 0 failed\n {2}EXIT {2}TIME.*\n {2}0 +\d+\.\ds {2}acme-production-AdministratorAccess {2}111111111111\n/,
    );
  });

  it('is each line behind its name with --prefix, whatever the lines hold', async () => {
    const { program } = shared();
    const { stdout } = await program.run([
      'each',
      'billing',
      '--prefix',
      '--quiet',
      ...sh("printf 'one\\rtwo\\r\\nthree\\n\\nlast'"),
    ]);
    const prefix = 'acme-production-BillingAdmin | ';
    expect(stdout).toBe(['one', 'two', 'three', '', 'last'].map((line) => `${prefix}${line}\n`).join(''));
  });

  it('is one object a line with --json, and every byte is in it', async () => {
    const { program } = shared();
    const { status, stdout, stderr } = await program.run([
      'each',
      '--account',
      '111111111111',
      '--json',
      ...sh("[ $ROLECALL_ROLE_NAME = BillingAdmin ] && { printf '\\377' >&2; exit 3; }; echo 'a\"b'"),
    ]);
    expect(status).toBe(3);
    expect(stderr).toBe('');
    const records = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .sort((a, b) => a.role_name.localeCompare(b.role_name));
    expect(records.map(({ role_name, exit_code }) => [role_name, exit_code])).toEqual([
      ['AdministratorAccess', 0],
      ['BillingAdmin', 3],
      ['ReadOnlyAccess', 0],
    ]);
    expect(records[0]).toMatchObject({
      account_id: '111111111111',
      outcome: 'exited',
      error: null,
      stdout: 'a"b\n',
      stderr: '',
    });
    expect(records[1]).toMatchObject({ stderr: '\ufffd', stderr_base64: '/w==' });
  });

  it('lets no command write over another on a terminal', async () => {
    const { program } = shared();
    const script = "printf '\\033[31mred\\n\\033[2J\\033[H\\033]0;title\\007gone\\rback\\b\\n'";
    const terminal = program.open(['each', 'billing', '--prefix', ...sh(script)]);
    await terminal.waitFor('1 ok');
    expect(terminal.raw()).toContain('\u001b[31mred\u001b[0m');
    expect(terminal.raw()).toContain('back\\x08');
    expect(terminal.raw()).not.toMatch(/\u001b\[2J|\u001b\[H|title/);
    expect(await terminal.exited()).toBe(0);
  });
});

describe('how it ends', () => {
  it('a role without credentials is one failure, and the others go on', async () => {
    const { emulator, program } = await startSignedIn();
    emulator.assign({ action: 'revoke', accountId: '111111111111', roleName: 'BillingAdmin' });
    const { status, stdout, stderr } = await program.run([
      'each',
      'production',
      '!readonly',
      ...sh('echo ran'),
    ]);
    expect(status).toBe(5);
    expect(stdout.match(/^ran$/gm)).toHaveLength(1);
    expect(stderr).toMatch(/ {2}5 not started +\d+\.\ds {2}acme-production-BillingAdmin {2,}111111111111/);
  });

  it.each<[string, string, number]>([
    ['all well', 'exit 0', 0],
    ['one code', '[ $ROLECALL_ROLE_NAME = BillingAdmin ] && exit 7 || exit 0', 7],
    ['several codes', '[ $ROLECALL_ROLE_NAME = BillingAdmin ] && exit 7 || exit 8', 1],
    ['a signal', 'kill -9 $$', 137],
  ])('%s: the exit status says so', async (_name, script, status) => {
    const { program } = shared();
    expect(await program.run(['each', '--account', '111111111111', ...sh(script)])).toMatchObject({ status });
  });

  it('a program that is not there ends with 127', async () => {
    const { program } = shared();
    const { status, stderr } = await program.run(['each', 'billing', '--', 'no-such-program']);
    expect(status).toBe(127);
    expect(stderr).toContain('no-such-program: command not found.');
  });

  it('runs --jobs at once and, with --fail-fast, no more after a failure', async () => {
    const { program } = shared();
    const { status, stdout } = await program.run([
      'each',
      '--all',
      '--jobs',
      '1',
      '--fail-fast',
      '--json',
      ...sh('exit 9'),
    ]);
    expect(status).toBe(9);
    const outcomes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).outcome);
    expect(outcomes).toEqual(['exited', ...Array.from({ length: 5 }, () => 'not-run')]);
  });

  it('stops with --timeout what takes too long', async () => {
    const { program } = shared();
    const script = '[ $ROLECALL_ROLE_NAME = BillingAdmin ] && sleep 60; echo ran';
    const words = ['each', '--account', '111111111111', '--timeout', '1s'];
    const { status, stdout, stderr } = await program.run([...words, ...sh(script)]);
    expect(status).toBe(124);
    expect(stdout.match(/^ran$/gm)).toHaveLength(2);
    expect(stderr).toContain('It took too long, and was stopped.');
    expect(await program.run(['each', '--all', '--timeout', '5', '--', 'true'])).toMatchObject({ status: 2 });
  });

  it('records each use in the audit log', async () => {
    const { program } = await startSignedIn();
    await program.run(['each', 'production', 'admin', '--', 'true']);
    const log = readFileSync(join(program.env['ROLECALL_HOME'] ?? '', 'state', 'audit.jsonl'), 'utf8');
    const mine = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ command }) => command === 'each');
    expect(mine.map(({ event }) => event).sort()).toEqual([
      'credentials',
      'credentials',
      'exec-ended',
      'exec-ended',
    ]);
  });
});

describe('guarded roles', () => {
  it('are confirmed for all, whatever --yes says, by their number or their names', async () => {
    const { program } = await startSignedIn();
    appendFileSync(
      join(program.env['ROLECALL_HOME'] ?? '', 'config.yaml'),
      '\nguard:\n  - match: {account_id: "111111111111"}\n    word: PROD\n',
    );
    const words = ['each', '--all', '--yes'];
    const refused = await program.run([...words, ...sh('echo ran')]);
    expect(refused).toMatchObject({ status: 3, stdout: '' });
    expect(refused.stderr).toContain('PROD: BillingAdmin in Acme Production (111111111111) is guarded.');
    const confirmed = await program.run([...words, '--confirm', '3', ...sh('echo ran')]);
    expect(confirmed.stdout.match(/^ran$/gm)).toHaveLength(6);
    expect(await program.run(['each', '--account', 'acme-dev', '--', 'true'])).toMatchObject({ status: 0 });
    expect(await program.run(['each', '--all', '--dry-run'])).toMatchObject({ status: 0 });
  });
});

describe('nothing is left behind', () => {
  const lasting = (file: string, trap = 'true') =>
    `${trap}; sh -c 'echo $$ >> ${file}; while :; do sleep 0.05; done' & echo $$ >> ${file}; wait`;

  it.each<[string, string, number]>([
    ['SIGTERM', 'SIGTERM', 143],
    ['SIGHUP', 'SIGHUP', 129],
  ])('after %s', async (_name, signal, status) => {
    const { program } = shared();
    const file = newFile(program);
    const terminal = program.open(['each', '--account', '111111111111', ...sh(lasting(file))]);
    await vi.waitFor(() => expect(pidsIn(file)).toHaveLength(6), { timeout: 40_000 });
    terminal.signal(signal);
    expect(await terminal.exited()).toBe(status);
    await expectEnded(file);
  });

  it('after Ctrl-C, which each command may answer in its own way', async () => {
    const { program } = shared();
    const file = newFile(program);
    const terminal = program.open([
      'each',
      '--account',
      '012345678901',
      ...sh(lasting(file, 'trap "echo tidy; exit 5" INT')),
    ]);
    await vi.waitFor(() => expect(pidsIn(file)).toHaveLength(4), { timeout: 40_000 });
    terminal.press(keys.control('c'));
    await terminal.waitFor('tidy');
    await terminal.waitFor(/2 roles: 0 ok, 2 failed/);
    expect(await terminal.exited()).toBe(130);
    await expectEnded(file);
  });

  it('where they ignore every signal, at the second Ctrl-C', async () => {
    const { program } = shared();
    const file = newFile(program);
    const terminal = program.open(['each', 'billing', ...sh(lasting(file, 'trap "" INT TERM'))]);
    await vi.waitFor(() => expect(pidsIn(file)).toHaveLength(2), { timeout: 40_000 });
    terminal.press(keys.control('c'));
    await terminal.waitFor('once more kills');
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
    await expectEnded(file);
  });

  it('when the reader of the output goes away', async () => {
    const { program } = shared();
    const file = newFile(program);
    const script = `echo $$ >> ${file}; while :; do echo line; sleep 0.05; done`;
    const words = `${ownLine} each billing -- sh -c '${script}' | head -1; echo over`;
    const terminal = program.openOther(['sh', '-c', words]);
    await terminal.waitFor('over');
    await expectEnded(file);
  });
});

describe('asking first', () => {
  it('lists the roles when there are many, and runs nothing after no', async () => {
    const { program } = shared();
    const terminal = program.open(['each', '--all', '--', 'echo', 'ran']);
    await terminal.waitFor('with these 6 roles? (y/N)');
    expect(terminal.raw()).toContain('acme-dev-DeveloperAccess');
    terminal.press(`n${keys.enter}`);
    expect(await terminal.exited()).toBe(130);
    expect(terminal.raw()).not.toContain('==>');
  });

  it('is not done with --yes, nor for few', async () => {
    const { program } = shared();
    for (const words of [
      ['--all', '--yes'],
      ['--role', 'AdministratorAccess'],
    ]) {
      const terminal = program.open(['each', ...words, '--', 'true']);
      await terminal.waitFor(/roles: \d ok/);
      expect(await terminal.exited()).toBe(0);
    }
  });
});
