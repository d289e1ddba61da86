// The word `role` in every shell that is here, as a person types it: the shell reads its own startup file, the picker
// draws, and the pick is in the shell. And `init --install`, which writes that file.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { type IntegratedShell, withStartupBlock } from '../../src/shells/startup-block.ts';
import { type Journey, startJourney, startSignedIn } from '../support/journey.ts';
import { ownLine } from '../support/program.ts';
import { keys, type TestTerminal } from '../support/terminal.ts';

const pathOf = (program: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(':')
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));

type Startup = [IntegratedShell, readonly [program: string, file: string]];

const startupFiles: Readonly<Partial<Record<IntegratedShell, Startup[1]>>> = {
  bash: ['bash', '.bashrc'],
  zsh: ['zsh', '.zshrc'],
  fish: ['fish', '.config/fish/config.fish'],
  tcsh: ['tcsh', '.tcshrc'],
  xonsh: ['xonsh', '.xonshrc'],
  elvish: ['elvish', '.config/elvish/rc.elv'],
  nushell: ['nu', '.config/nushell/config.nu'],
};

const write = (folder: string, name: string, code: string): void => {
  writeFileSync(join(folder, name), `#!/bin/sh\n${code}\n`);
  chmodSync(join(folder, name), 0o755);
};

/** A `rolecall` on the PATH, as an installed one is, and a program that says what it is given. */
const installPrograms = ({ program }: Journey): string => {
  const folder = join(program.home, 'bin');
  mkdirSync(folder);
  write(folder, 'rolecall', `exec ${ownLine} "$@"`);
  write(
    folder,
    'held',
    '[ -n "$AWS_ACCESS_KEY_ID" ] && key=key; echo "$1: <$ROLECALL_ACCOUNT_NAME|$ROLECALL_ROLE_NAME|$AWS_REGION|$key>"',
  );
  return `${folder}:${process.env['PATH']}`;
};

const takesRole = async (terminal: TestTerminal): Promise<void> => {
  terminal.press(`held before${keys.enter}`);
  await terminal.waitFor('before: <|||>');
  terminal.press(`role${keys.enter}`);
  await terminal.waitFor('6 / 6');
  terminal.press("o'brien");
  await terminal.waitFor('1 / 6');
  terminal.press(keys.enter);
  await terminal.waitFor(() => !terminal.isAlternate());
  terminal.press(`held within${keys.enter}`);
  await terminal.waitFor("within: <O'Brien $(touch /tmp/rolecall-pwned) `x`|ReadOnlyAccess|eu-west-1|key>");
  terminal.press(`role --clear; held after${keys.enter}`);
  await terminal.waitFor('after: <|||>');
};

it('puts a pick into every shell, by the lines in its own startup file', { timeout: 120_000 }, async () => {
  const journey = await startSignedIn();
  const { program } = journey;
  // Else fish begins to make completions of all man pages.
  mkdirSync(join(program.home, '.local/share/fish/generated_completions'), { recursive: true });
  // xonsh writes the variables that it starts with into its history.
  const env = { PATH: installPrograms(journey), XONSH_HISTORY_BACKEND: 'dummy', PROMPT_TOOLKIT_NO_CPR: '1' };
  for (const [shell, [name, file]] of Object.entries(startupFiles) as Startup[]) {
    const path = pathOf(name);
    if (path === undefined) {
      console.warn(`SKIPPED: ${name} is not installed; its journey did not run.`);
      continue;
    }
    const startup = join(program.home, file);
    mkdirSync(dirname(startup), { recursive: true });
    writeFileSync(startup, withStartupBlock('', { shell, file }));
    const terminal = program.openOther([path], { env, columns: 100 });
    await takesRole(terminal);
    terminal.close();
  }
  expect(existsSync('/tmp/rolecall-pwned')).toBe(false);
});

it('goes into a startup file and out of it: shown, once, behind a link, with its mode and line ends', async () => {
  const { program } = await startJourney();
  const dotfile = join(program.home, 'dotfile');
  const own = '# mine\r\n';
  writeFileSync(dotfile, own, { mode: 0o640 });
  symlinkSync('dotfile', join(program.home, '.bashrc'));
  const init = (...words: readonly string[]) => program.run(['init', 'bash', ...words]);
  expect((await init('--install', '--dry-run')).stdout).toContain('+  eval "$(rolecall init bash)"');
  const refused = await init('--install');
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('--yes') });
  expect(readFileSync(dotfile, 'utf8')).toBe(own);

  expect((await init('--install', '--yes', '--name', 'aws')).status).toBe(0);
  const installed = readFileSync(dotfile, 'utf8');
  expect(installed).toContain('\r\n  eval "$(rolecall init bash --name aws)"\r\n');
  const again = JSON.parse((await init('--install', '--yes', '--json')).stdout);
  expect(again).toEqual({
    shell: 'bash',
    action: 'install',
    file: join(program.home, '.bashrc'),
    changed: false,
    written: false,
  });

  const terminal = program.open(['init', '--uninstall', 'bash']);
  await terminal.waitFor('Remove these lines');
  terminal.press(`y${keys.enter}`);
  expect(await terminal.exited()).toBe(0);
  expect(readFileSync(dotfile, 'utf8')).toBe(own);
  expect(statSync(dotfile).mode & 0o777).toBe(0o640);
  expect(lstatSync(join(program.home, '.bashrc')).isSymbolicLink()).toBe(true);
});
