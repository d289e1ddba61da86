// The hooks for direnv and mise, with the real direnv where it is installed and a program that stands for rolecall.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { folderHook } from '../../src/shells/folder-hooks.ts';
import { installed, newFolder } from './real-shell.ts';

const folder = newFolder();
afterAll(folder.remove);

const put = (name: string, text: string, mode = 0o644): string => {
  const path = folder.path(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
  return path;
};

// Prints its words as an export, and fails when they say so.
put(
  'bin/rolecall',
  `#!/bin/sh
case "$*" in *none*) echo 'rolecall: No role.' >&2; exit 1 ;; esac
printf "export ROLECALL_PROFILE='%s'\\n" "$*"
`,
  0o755,
);

const env = {
  PATH: `${folder.path('bin')}:${process.env['PATH']}`,
  HOME: folder.path('home'),
  XDG_CONFIG_HOME: folder.path('home/.config'),
  XDG_DATA_HOME: folder.path('home/.local/share'),
};

const run = (program: string, ...words: readonly string[]) =>
  spawnSync(program, words, { cwd: folder.path('shop'), env, encoding: 'utf8' });

it.runIf(installed('direnv') !== undefined)(
  'direnv takes the folder’s role, or the one that is named, or none',
  () => {
    put('home/.config/direnv/lib/rolecall.sh', folderHook('direnv'));
    const taken = (line: string) => {
      put('shop/.envrc', `${line}\nexport AFTER=yes\n`);
      run('direnv', 'allow', '.');
      return run('direnv', 'exec', '.', 'sh', '-c', 'echo "<$ROLECALL_PROFILE>"');
    };
    expect(taken('use rolecall').stdout).toBe('<env --shell bash --here>\n');
    expect(taken('use rolecall --profile prod').stdout).toBe('<env --shell bash --profile prod>\n');
    const failed = taken('use rolecall none');
    expect(failed.stdout).not.toContain('env --shell');
    expect(failed.stderr).toContain('No role.');
  },
);

it('mise sources a script that sets the role, or nothing', () => {
  put('shop/empty', '');
  const script = put('mise.sh', folderHook('mise'));
  const drawn = 'echo "<$ROLECALL_PROFILE|$rolecall_text>"';
  expect(run('bash', '-c', `. ${script}; ${drawn}`).stdout).toBe('<env --shell bash --here|>\n');
});

it('the guide says where they go', () => {
  const guide = readFileSync('docs/folders.md', 'utf8');
  for (const line of [
    'rolecall init direnv > ~/.config/direnv/lib/rolecall.sh',
    'rolecall init mise > ~/.config/rolecall/mise.sh',
  ])
    expect(guide).toContain(line);
});
