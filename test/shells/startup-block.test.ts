// The lines that setup adds, as text and in the real shells.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import {
  type IntegratedShell,
  integratedShells,
  startupFile,
  startupLines,
  withStartupBlock,
} from '../../src/shells/startup-block.ts';
import { fillScripts } from './filled-scripts.ts';
import { installed, newFolder } from './real-shell.ts';

const block = (shell: IntegratedShell): string => `${startupLines(shell).join('\n')}\n`;

describe('the lines for a startup file', () => {
  it.each([
    ['', ''],
    ['alias ll="ls -l"\n', 'alias ll="ls -l"\n\n'],
    ['no end', 'no end\n\n'],
  ])('are added to %j', (before, kept) => {
    expect(withStartupBlock(before, 'bash', '.bashrc')).toBe(kept + block('bash'));
  });

  it('are added once, and renewed where they stand', () => {
    const once = withStartupBlock('a\n', 'zsh', '.zshrc');
    expect(withStartupBlock(once, 'zsh', '.zshrc')).toBe(once);
    const after = `${once}b\n`;
    expect(withStartupBlock(after, 'zsh', '.zshrc')).toBe(after);
    const [begin, ...rest] = startupLines('zsh');
    const old = `a\n${begin}\nsomething older\n${rest.at(-1)}\nb\n`;
    expect(withStartupBlock(old, 'zsh', '.zshrc')).toBe(`a\n${block('zsh')}b\n`);
  });

  it('keep the line ends of the file', () => {
    expect(withStartupBlock('a\r\n', 'fish', 'config.fish')).toBe(
      `a\r\n\r\n${block('fish').replaceAll('\n', '\r\n')}`,
    );
  });

  it.each([
    ['a lost end', '# >>> rolecall >>>\nx\n'],
    ['a lost begin', 'x\n# <<< rolecall <<<\n'],
    ['two blocks', '# >>> rolecall >>>\n# <<< rolecall <<<\n# >>> rolecall >>>\n# <<< rolecall <<<\n'],
    ['the wrong order', '# <<< rolecall <<<\n# >>> rolecall >>>\n'],
  ])('are refused with %s, the line told', (_what, text) => {
    expect(() => withStartupBlock(text, 'bash', '/h/.bashrc')).toThrow(UserError);
    expect(() => withStartupBlock(text, 'bash', '/h/.bashrc')).toThrow(/^\/h\/\.bashrc:\d+:/);
  });

  it.each([
    ['bash', 'linux', {}, '/h/.bashrc'],
    ['bash', 'darwin', {}, '/h/.bash_profile'],
    ['zsh', 'linux', { ZDOTDIR: '/z' }, '/z/.zshrc'],
    ['fish', 'linux', {}, '/h/.config/fish/config.fish'],
    ['fish', 'linux', { XDG_CONFIG_HOME: '/x' }, '/x/fish/config.fish'],
  ] as const)('of %s on %s with %j go to %s', (shell, platform, env, file) => {
    expect(startupFile(shell, { env, platform, home: '/h' })).toBe(file);
  });
});

const folder = newFolder();
afterAll(folder.remove);
mkdirSync(folder.path('bin'));
await fillScripts(folder);
writeFileSync(
  folder.path('bin/rolecall'),
  `#!/bin/sh\nexec cat "${folder.path('completions')}/$(case $2 in zsh) echo _rolecall ;; *) echo "rolecall.$2" ;; esac)"\n`,
);
chmodSync(folder.path('bin/rolecall'), 0o755);

const registered: Readonly<Record<IntegratedShell, string>> = {
  bash: 'complete -p rolecall',
  zsh: 'print -r -- $_comps[rolecall]',
  fish: 'complete -C "rolecall logi"',
};

const flags: Readonly<Record<IntegratedShell, readonly string[]>> = {
  bash: ['--norc', '-i', '-c'],
  zsh: ['-f', '-i', '-c'],
  fish: ['--no-config', '-i', '-c'],
};

describe.each(integratedShells)('in %s', (shell) => {
  const env = {
    HOME: folder.path(''),
    TERM: 'xterm',
    FISH_UNIT_TESTS_RUNNING: '1',
    LC_ALL: 'C.UTF-8',
    ROLECALL_HOME: folder.path('r'),
  };
  const path = process.env['PATH'] ?? '';

  it.skipIf(installed(shell) === undefined)('they complete rolecall, also when they are read twice', () => {
    const lines = withStartupBlock('', shell, 'x');
    const answer = execFileSync(shell, [...flags[shell], `${lines}\n${lines}\n${registered[shell]}`], {
      encoding: 'utf8',
      env: { ...env, PATH: `${folder.path('bin')}:${path}` },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(answer).toMatch(/_rolecall|login/);
  });

  it.skipIf(installed(shell) === undefined)('they say nothing where rolecall is not installed', () => {
    const { stdout, status } = spawnSync(
      shell,
      [...flags[shell], `${withStartupBlock('', shell, 'x')}\ntrue`],
      {
        encoding: 'utf8',
        env: { ...env, PATH: path },
      },
    );
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});
