// fzf's flags, in a pipe and in a real terminal: what is printed, and the exit codes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { ownLine, type Program } from '../support/program.ts';
import { keys, type TestTerminal } from '../support/terminal.ts';

const lines = (text: string): readonly string[] => text.split('\n').slice(0, -1);

/** Runs it on a terminal with a captured stdout. */
const captured = (program: Program, args: string): { terminal: TestTerminal; out: () => string } => ({
  terminal: program.openOther([
    '/bin/sh',
    '-c',
    `${ownLine} ${args} > ${program.home}/out; echo "status $?"`,
  ]),
  out: () => readFileSync(`${program.home}/out`, 'utf8'),
});

describe('fzf’s flags', () => {
  it('--filter prints what matches without a terminal, best first, and ends with 1 for nothing', async () => {
    const { program } = await startSignedIn();
    const found = await program.run(['--filter', 'acme admin', '--print-query']);
    expect(found).toMatchObject({ status: 0, stderr: '' });
    expect(lines(found.stdout)[0]).toBe('acme admin');
    expect(lines(found.stdout).slice(1).sort()).toEqual([
      'acme-dev-AdministratorAccess',
      'acme-production-AdministratorAccess',
      'acme-production-BillingAdmin',
    ]);
    expect(await program.run(['-f', 'nothing-like-it'])).toEqual({ status: 1, stdout: '', stderr: '' });
    const json = await program.run(['--filter', 'billing', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      query: 'billing',
      key: '',
      roles: [{ profile: 'acme-production-BillingAdmin', account_id: '111111111111' }],
    });
  });

  it('--select-1 takes the only match, --exit-0 leaves where there is none, neither with a screen', async () => {
    const { program } = await startSignedIn();
    expect(await program.run(['-1', '-q', 'billing', '--print'])).toEqual({
      status: 0,
      stdout: 'acme-production-BillingAdmin\n',
      stderr: '',
    });
    expect(await program.run(['--exit-0', '--query', 'zzzz', '--print-query'])).toEqual({
      status: 1,
      stdout: 'zzzz\n',
      stderr: '',
    });
    const script = `${ownLine} -1 -q billing --action export | grep -c SECRET_ACCESS_KEY=`;
    const terminal = program.openOther(['/bin/sh', '-c', `echo "exports: $(${script})"`]);
    await terminal.waitFor('exports: 1');
  });

  it('--select-1 does not pass a guard', async () => {
    const { program } = await startSignedIn();
    await program.run(['config', 'set', 'guard', '[{match: {role_name: "Billing*"}, word: CAREFUL}]']);
    const { status, stdout, stderr } = await program.run(['-1', '-q', 'billing', '--action', 'export']);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain('CAREFUL');
  });

  it('--multi prints all that are marked, and --expect the key', async () => {
    const { program } = await startSignedIn();
    const { terminal, out } = captured(program, '--multi --print-query --expect ctrl-o,alt-enter');
    await terminal.waitFor('6 / 6');
    terminal.press('acme');
    await terminal.waitFor('> acme');
    terminal.press(keys.tab);
    await terminal.waitFor('1 marked');
    terminal.press(keys.tab);
    await terminal.waitFor('2 marked');
    terminal.press(keys.control('o'));
    await terminal.waitFor('status 0');
    const [query, key, ...roles] = lines(out());
    expect({ query, key, count: roles.length }).toEqual({ query: 'acme', key: 'ctrl-o', count: 2 });
  });

  it('Enter on nothing ends with 1, Ctrl-C with 130 and no word', async () => {
    const { program } = await startSignedIn();
    const nothing = captured(program, '--print-query --query zzzz');
    await nothing.terminal.waitFor('No role matches');
    nothing.terminal.press(keys.enter);
    await nothing.terminal.waitFor('status 1');
    expect(nothing.out()).toBe('zzzz\n');
    const left = captured(program, '--print');
    await left.terminal.waitFor('6 / 6');
    left.terminal.press(keys.control('c'));
    await left.terminal.waitFor('status 130');
    expect(left.out()).toBe('');
  });

  it('ROLECALL_DEFAULT_OPTS stands for options, and says what is wrong in it', async () => {
    const { program } = await startSignedIn();
    const env = { ROLECALL_DEFAULT_OPTS: "--select-1 --print --query 'acme billing'" };
    expect(await program.run([], { env })).toMatchObject({
      status: 0,
      stdout: 'acme-production-BillingAdmin\n',
    });
    expect(await program.run(['--query', 'developer'], { env })).toMatchObject({
      stdout: 'acme-dev-DeveloperAccess\n',
    });
    const wrong = await program.run([], { env: { ROLECALL_DEFAULT_OPTS: '--no-such' } });
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('ROLECALL_DEFAULT_OPTS: unknown option');
    const terminal = program.open(['env'], { env: { ROLECALL_DEFAULT_OPTS: '--no-mouse' } });
    await terminal.waitFor('6 / 6');
    expect(terminal.raw()).not.toContain('\u001b[?1000h');
    terminal.press(keys.control('c'));
    const list = await program.run(['list'], { env: { ROLECALL_DEFAULT_OPTS: '--no-such' } });
    expect(list.status).toBe(0);
  });

  it('refuses what cannot go together, and keys that are none', async () => {
    const { program } = await startSignedIn();
    expect(await program.run(['--print', '--action', 'console'])).toMatchObject({ status: 2 });
    const key = await program.run(['--expect', 'hyper-x']);
    expect(key).toMatchObject({ status: 2 });
    expect(key.stderr).toContain('"hyper-x", which is not a key');
  });
});
