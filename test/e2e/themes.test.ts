// Themes in a real terminal: the panel, what it writes, own themes, and what the terminal's background decides.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { ownLine, type Program } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

const altT = '\u001bt';

const configPath = (program: Program): string => join(program.home, 'rolecall', 'config.yaml');

const writeTheme = (program: Program, file: string, text: string): void => {
  const folder = join(program.home, 'rolecall', 'themes');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), text);
};

/** `#rrggbb` as the terminal is told of it. */
const foreground = (hex: string): string =>
  `38;2;${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(';')}`;

describe('themes', () => {
  it('are tried live, put back by Esc, and kept by Enter with the comments of config.yaml', async () => {
    const { program } = await startSignedIn();
    appendFileSync(configPath(program), '# mine to keep\n');
    writeTheme(program, 'harbour.yaml', 'extends: dark\nmuted: "#010203"\n');
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press(altT);
    await terminal.waitFor(/▌ ✓ auto/);
    for (let row = 0; row < 15; row += 1) terminal.press(keys.down);
    await terminal.waitFor(/▌ {3}harbour +yours/);
    expect(terminal.raw()).toContain(foreground('#010203'));
    terminal.press(keys.escape);
    await terminal.waitFor((screen) => !screen.includes('harbour'));
    expect(readFileSync(configPath(program), 'utf8')).not.toContain('theme:');

    terminal.press(altT);
    await terminal.waitFor(/▌ ✓ auto/);
    terminal.press(keys.down, keys.down, keys.enter);
    await terminal.waitFor('The theme is dark');
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
    const config = readFileSync(configPath(program), 'utf8');
    expect(config).toMatch(/^theme: dark$/m);
    expect(config).toContain('# mine to keep');
  });

  it('of one’s own are checked, and a bad one is no reason not to pick', async () => {
    const { program } = await startSignedIn();
    writeTheme(program, 'bad.yaml', 'extends: dark\naccent: redd\n');
    const shown = await program.run(['themes', 'bad']);
    expect(shown.status).toBe(2);
    expect(shown.stderr).toContain('bad.yaml:2:9: accent is no colour. Did you mean red?');
    const listed = JSON.parse((await program.run(['themes', '--json'])).stdout) as { name: string }[];
    expect(listed.find(({ name }) => name === 'bad')).toMatchObject({ own: true, current: false });
    expect(listed.find(({ name }) => name === 'auto')).toMatchObject({ own: false, current: true });

    const terminal = program.open(['--theme', 'bad']);
    await terminal.waitFor(/The theme bad is not drawn: .*bad\.yaml:2:9/);
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
    expect((await program.run(['--theme', 'drak'])).stderr).toContain('Did you mean dark?');
  });

  it('follow COLORFGBG where the terminal says no more', async () => {
    const { program } = await startSignedIn();
    const draws = async (colors: string): Promise<string> => {
      const terminal = program.open([], { env: { COLORFGBG: colors } });
      await terminal.waitFor('6 / 6');
      terminal.press(keys.control('c'));
      await terminal.exited();
      return terminal.raw();
    };
    expect(await draws('15;0')).toContain(foreground('#f0a45d'));
    expect(await draws('0;15')).not.toContain(foreground('#f0a45d'));
  });

  it('follow the answer of the terminal, and nothing of it is left to the shell', async () => {
    const { program } = await startSignedIn();
    const script = `${ownLine} pick; read -r rest; echo "left:[$rest]"`;
    const terminal = program.openOther(['/bin/sh', '-c', script], { background: '#fdf6e3' });
    await terminal.waitFor('6 / 6');
    expect(terminal.raw()).not.toContain(foreground('#f0a45d'));
    expect(terminal.raw()).toContain('48;2;');
    terminal.press(keys.control('c'));
    await terminal.waitFor((screen) => !screen.includes('6 / 6'));
    terminal.press(keys.enter);
    await terminal.waitFor('left:[]');
  });
});
