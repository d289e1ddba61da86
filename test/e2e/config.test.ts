import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Journey, setUp, startJourney } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';
import { keys } from '../support/terminal.ts';

const file = ({ program }: Journey): string => join(program.home, 'rolecall', 'config.yaml');
const draft = ({ program }: Journey): string => join(program.home, 'rolecall', 'config.draft.yaml');

const withConfig = async (): Promise<Journey> => {
  const journey = await startJourney();
  await setUp(journey);
  writeFileSync(file(journey), `${readFileSync(file(journey), 'utf8')}theme: dark   # at night\n`);
  return journey;
};

/** An editor that replaces one text by another, one step a call, and counts its calls. */
const editor = (journey: Journey, ...steps: readonly (readonly [from: string, to: string])[]) => {
  const path = join(journey.program.home, 'editor.mjs');
  writeFileSync(
    path,
    `import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const [count, file] = [${JSON.stringify(`${path}.count`)}, process.argv.at(-1)];
const call = existsSync(count) ? Number(readFileSync(count, 'utf8')) : 0;
const [from, to] = ${JSON.stringify(steps)}[call] ?? ['', ''];
writeFileSync(count, String(call + 1));
writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
process.exit(from === 'FAIL' ? 3 : 0);
`,
  );
  return { VISUAL: '', EDITOR: `'${process.execPath}' "${path}"` };
};

describe('config', () => {
  it('reads values by their path, as text, YAML and JSON', async () => {
    const journey = await withConfig();
    const { program, emulator } = journey;
    const get = (...args: readonly string[]) => runInside(program, ['config', 'get', ...args]);
    expect(await get('instances.acme.start_url')).toMatchObject({
      status: 0,
      stdout: `${emulator.startUrl}\n`,
    });
    expect(await get('instances.acme')).toMatchObject({
      stdout: expect.stringContaining('default_region: eu-west-1\n'),
    });
    expect(JSON.parse((await get('--json')).stdout)).toMatchObject({
      default_instance: 'acme',
      theme: 'dark',
    });
    expect((await get()).stdout).toBe(readFileSync(file(journey), 'utf8'));
    expect(await get('default_action')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('default_action is not set'),
    });
    expect(await get('instances.acme.regoin')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('Did you mean region?'),
    });
    expect(await program.run(['config', 'path'])).toMatchObject({ status: 0, stdout: `${file(journey)}\n` });
  });

  it('changes one value in place, and takes it away again', async () => {
    const journey = await withConfig();
    const { program } = journey;
    const before = readFileSync(file(journey), 'utf8');
    const set = (...args: readonly string[]) => runInside(program, ['config', 'set', ...args]);
    expect(await set('theme', 'light')).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(file(journey), 'utf8')).toBe(before.replace('dark   #', 'light #'));
    const account = 'instances.acme.accounts."012345678901"';
    expect(await set(`${account}.tags`, '{env: dev}')).toMatchObject({ status: 0 });
    expect(await set(`${account}.roles."My.Role".profile`, 'mine')).toMatchObject({ status: 0 });
    expect((await program.run(['config', 'get', `${account}.roles.'My.Role'.profile`])).stdout).toBe(
      'mine\n',
    );
    expect(await set('--unset', 'instances.acme.accounts')).toMatchObject({ status: 0 });
    expect(readFileSync(file(journey), 'utf8')).toBe(before.replace('dark   #', 'light #'));
    expect(await set('--unset', 'instances.acme.accounts')).toMatchObject({ status: 1 });
    const audit = readFileSync(join(program.home, 'rolecall', 'state', 'audit.jsonl'), 'utf8');
    expect(audit.match(/"event":"config"/g)).toHaveLength(5);
  });

  it.each([
    [['theme', 'drak'], /theme must be one of auto, terminal, dark, .* Did you mean dark\?/],
    [
      ['instances.acme.regon', 'x'],
      /config\.yaml:\d+:5: instances\.acme\.regon is not a known key. Did you mean region\?/,
    ],
    [['browser', '[unclosed'], 'The value is not YAML'],
    [['profile_template', '{{ nope }}x'], 'there is no variable nope'],
    [['profile_template', '"{{ nope }}"'], 'there is no variable nope'],
    [['a..b', 'x'], 'a..b is not a key of config.yaml'],
    [['theme'], 'Say more'],
    [['theme', 'dark', 'light'], 'Too many words: light'],
  ] as const)('set %j is refused, and nothing is written', async (args, message) => {
    const journey = await withConfig();
    const before = readFileSync(file(journey), 'utf8');
    const { status, stderr } = await runInside(journey.program, ['config', 'set', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      message instanceof RegExp ? message : new RegExp(message.replace(/[?[\].()|$*+]/g, '\\$&')),
    );
    expect(readFileSync(file(journey), 'utf8')).toBe(before);
  });

  it('checks the file, another one, and stdin', async () => {
    const journey = await withConfig();
    const { program } = journey;
    expect(await program.run(['config', 'check'])).toMatchObject({ status: 0, stdout: '' });
    const other = join(program.home, 'other.yaml');
    writeFileSync(other, 'theme: dark\ndefault_acton: exec\n');
    const wrong = {
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(
        `${other}:2:1: default_acton is not a known key. Did you mean default_action?`,
      ),
    };
    expect(await program.run(['config', 'check', other])).toMatchObject(wrong);
    const told = await program.run(['config', 'check', '-', '--json'], { input: 'theme: drak\n' });
    expect(told.status).toBe(2);
    expect(JSON.parse(told.stdout)).toMatchObject({
      file: 'stdin',
      valid: false,
      problems: [{ path: 'theme', line: 1, column: 8, nearest: 'dark' }],
    });
    expect(await program.run(['config', 'check', join(program.home, 'none.yaml')])).toMatchObject({
      status: 2,
    });
  });
});

describe('config edit', () => {
  it('takes what was typed once it is right, and shows what is not', async () => {
    const journey = await withConfig();
    const env = editor(journey, ['theme: dark', 'theem: dark'], ['theem: dark', 'theme: light']);
    const terminal = journey.program.open(['config', 'edit'], { env });
    const screen = await terminal.waitFor('Edit again?');
    expect(screen.replaceAll('\n', '')).toMatch(
      /config\.draft\.yaml:\d+:1: theem is not a known key\. Did you mean theme\?/,
    );
    expect(readFileSync(file(journey), 'utf8')).toContain('theme: dark   # at night');
    terminal.press(keys.enter);
    await terminal.waitFor('is changed');
    expect(await terminal.exited()).toBe(0);
    expect(readFileSync(file(journey), 'utf8')).toContain('theme: light   # at night');
    expect(existsSync(draft(journey))).toBe(false);
  });

  it('keeps what was typed when it is given up, and goes on with it', async () => {
    const journey = await withConfig();
    const before = readFileSync(file(journey), 'utf8');
    const env = editor(journey, ['theme: dark', 'theem: light'], ['theem', 'theme']);
    const first = journey.program.open(['config', 'edit'], { env });
    await first.waitFor('Edit again?');
    first.press(`n${keys.enter}`);
    expect(await first.exited()).toBe(2);
    expect(first.screen()).toContain('What you typed is kept in');
    expect(readFileSync(file(journey), 'utf8')).toBe(before);
    expect(readFileSync(draft(journey), 'utf8')).toContain('theem: light');
    const second = journey.program.open(['config', 'edit'], { env });
    await second.waitFor('Go on with it?');
    second.press(keys.enter);
    expect(await second.exited()).toBe(0);
    expect(readFileSync(file(journey), 'utf8')).toContain('theme: light   # at night');
  });

  it('writes over nobody’s change, and leaves the file when the editor fails', async () => {
    const journey = await withConfig();
    const env = editor(journey, ['theme: dark', 'theem: dark'], ['theem', 'theme'], ['FAIL', '']);
    const terminal = journey.program.open(['config', 'edit'], { env });
    await terminal.waitFor('Edit again?');
    const changed = `${readFileSync(file(journey), 'utf8')}# another's\n`;
    writeFileSync(file(journey), changed);
    writeFileSync(draft(journey), `${readFileSync(draft(journey), 'utf8')}audit: false\n`);
    terminal.press(keys.enter);
    expect(await terminal.exited()).toBe(2);
    expect(terminal.screen()).toContain('changed by another program');
    expect(readFileSync(file(journey), 'utf8')).toBe(changed);
    expect(readFileSync(draft(journey), 'utf8')).toContain('audit: false');
    const failing = journey.program.open(['config', 'edit'], { env });
    await failing.waitFor('Go on with it?');
    failing.press(`n${keys.enter}`);
    expect(await failing.exited()).toBe(1);
    expect(failing.screen()).toContain('ended with 3: nothing was changed');
    expect(readFileSync(file(journey), 'utf8')).toBe(changed);
  });

  it('needs a terminal', async () => {
    const { program } = await withConfig();
    expect(await program.run(['config', 'edit'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('rolecall config set'),
    });
  });
});
