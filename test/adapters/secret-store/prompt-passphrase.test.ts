import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { typeKeys } from '../../../src/adapters/secret-store/prompt-passphrase.ts';
import { bundleScript } from '../../support/bundle-script.ts';
import { keys, openTestTerminal, type TestTerminal } from '../../support/terminal.ts';

describe('typing', () => {
  it.each([
    ['', 'abc', { kind: 'typing', text: 'abc' }],
    ['ab', '\u007f\u007f\u007fx', { kind: 'typing', text: 'x' }],
    ['a\u{1f600}', '\b', { kind: 'typing', text: 'a' }],
    ['wrong', '\u0015right', { kind: 'typing', text: 'right' }],
    ['a', '\u001b[A\u001b[1;5C\u001bOPb\u0007', { kind: 'typing', text: 'ab' }],
    ['pass', 'word\rrest', { kind: 'entered', text: 'password', rest: 'rest' }],
    ['', '\n', { kind: 'entered', text: '', rest: '' }],
    ['half', '\u0003', { kind: 'cancelled' }],
    ['', '\u0004', { kind: 'cancelled' }],
    ['half', '\u0004', { kind: 'typing', text: 'half' }],
  ])('%j then %j', (before, typed, after) => {
    expect(typeKeys(before, typed)).toEqual(after);
  });
});

describe('at a terminal', () => {
  let directory: string;
  let script: string;
  let terminal: TestTerminal;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rolecall-prompt-'));
    script = await bundleScript(
      directory,
      `import { promptPassphrase } from './src/adapters/secret-store/prompt-passphrase.ts';
       const confirm = process.argv[2] === 'confirm';
       promptPassphrase('Passphrase', { confirm }).then(
         (answer) => console.log('answer:' + [...(answer ?? 'none')].reverse().join('')),
         (error) => console.log('error:' + error.name),
       );`,
    );
  });
  afterEach(() => terminal.close());
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** Runs a line in a shell that says afterwards how the keyboard is set. */
  const run = (line: string): void => {
    const command = `${line}; stty -a | grep -q ' echo ' && echo keyboard:restored; exit 0`;
    terminal = openTestTerminal({ argv: ['/bin/sh', '-c', command], env: { NODE: process.execPath } });
  };

  it('shows nothing of what is typed, and puts the keyboard back', async () => {
    run(`"$NODE" ${script}`);
    await terminal.waitFor('Passphrase:');
    terminal.press('s3cret', keys.enter);
    await terminal.waitFor('keyboard:restored');
    expect(terminal.screen()).toContain('answer:terc3s');
    expect(terminal.raw()).not.toContain('s3cret');
  });

  it('asks twice for a new passphrase, until both are the same and not empty', async () => {
    run(`"$NODE" ${script} confirm`);
    await terminal.waitFor('Passphrase:');
    terminal.press(keys.enter);
    await terminal.waitFor('cannot be empty');
    terminal.press('one', keys.enter);
    await terminal.waitFor('The same again:');
    terminal.press('two', keys.enter);
    await terminal.waitFor('not the same');
    terminal.press('three\rthree\r');
    await terminal.waitFor('answer:eerht');
  });

  it('is left by Ctrl-C as cancelled', async () => {
    run(`"$NODE" ${script}`);
    await terminal.waitFor('Passphrase:');
    terminal.press('half', keys.control('c'));
    await terminal.waitFor('keyboard:restored');
    expect(terminal.screen()).toContain('error:Cancelled');
  });

  it('asks on /dev/tty when stdin and stderr are elsewhere, and writes nothing to stdout', async () => {
    const output = join(directory, 'stdout');
    run(`echo piped | "$NODE" ${script} 2>/dev/null >${output}; cat ${output}`);
    await terminal.waitFor('Passphrase:');
    terminal.press('abc', keys.enter);
    await terminal.waitFor('keyboard:restored');
    expect(terminal.screen()).toContain('answer:cba');
    expect(terminal.screen().match(/Passphrase/g)).toHaveLength(1);
  });

  it('puts the keyboard back when a signal ends the program', async () => {
    run(`sh -c 'echo $$ > ${directory}/pid; exec "$NODE" ${script}'`);
    await terminal.waitFor('Passphrase:');
    process.kill(Number(readFileSync(join(directory, 'pid'), 'utf8')), 'SIGTERM');
    await terminal.waitFor('keyboard:restored');
  });

  it('answers undefined where there is no terminal', async () => {
    run(`setsid "$NODE" ${script} </dev/null 2>/dev/null | cat`);
    await terminal.waitFor('answer:enon');
  });
});
