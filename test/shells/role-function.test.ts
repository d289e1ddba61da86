// The function of `rolecall init` in the real shells, over a stand-in for the program that says how it was called.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/domain/errors.ts';
import { checkFunctionName, type FunctionShell, roleFunction } from '../../src/shells/role-function.ts';
import { installed, newFolder } from './real-shell.ts';

const folder = newFolder();
afterAll(folder.remove);
mkdirSync(folder.path('bin'));
const program = folder.path('bin/rolecall');

/** Answers `env` as the program does: exports of the role that its last word names, which may be hostile. */
writeFileSync(
  program,
  `#!/bin/sh
for word in "$@"; do printf '<%s>' "$word" >&2; done
echo >&2
[ "$1" = env ] || { echo passed; exit 7; }
shell=$3
for last in "$@"; do :; done
case $last in
  none) exit 1 ;;
  cancelled) exit 130 ;;
  --clear) account= name= instance= ;;
  *) account=111111111111 name=\${last#*:} instance=acme ;;
esac
if [ "$shell" = fish ]; then
  printf "set -gx ROLECALL_INSTANCE '%s'\\nset -gx ROLECALL_ACCOUNT_ID '%s'\\nset -gx ROLECALL_ROLE_NAME '%s'\\n" "$instance" "$account" "$name"
  printf "set -gx HOSTILE 'a b\\n\\$(touch PWNED)  \\\\\\\\ *'\\n"
else
  printf "export ROLECALL_INSTANCE='%s'\\nexport ROLECALL_ACCOUNT_ID='%s'\\nexport ROLECALL_ROLE_NAME='%s'\\n" "$instance" "$account" "$name"
  printf "export HOSTILE='a b\\n\\$(touch PWNED)  \\\\\\\\ *'\\n"
fi
`,
);
chmodSync(program, 0o755);

const programs: Readonly<Record<FunctionShell, readonly string[]>> = {
  bash: ['bash', '--norc', '-c'],
  zsh: ['zsh', '-f', '-c'],
  fish: ['fish', '--no-config', '-c'],
};

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  const [name, ...args] = programs[shell];
  const path = installed(name ?? '');
  const run = (...lines: readonly string[]) => {
    const text = `${roleFunction({ shell, name: 'role', commands: ['list', 'exec'] })}\n${lines.join('\n')}`;
    const { stdout, stderr } = spawnSync(path ?? '', [...args, text], {
      encoding: 'utf8',
      cwd: folder.path(''),
      env: { PATH: `${folder.path('bin')}:${process.env['PATH']}`, HOME: folder.path(''), LC_ALL: 'C.UTF-8' },
    });
    return { out: stdout.trimEnd().split('\n'), calls: stderr.trimEnd().split('\n') };
  };
  const held = 'echo "$ROLECALL_ROLE_NAME"';

  describe.skipIf(path === undefined)(`role in ${shell}`, () => {
    it('puts the role into the shell, every byte of it, and hands on its words', () => {
      const { out, calls } = run("role --region eu-west-1 'a  b*' Admin", held, 'printf "[%s]" "$HOSTILE"');
      expect(calls).toEqual([`<env><--shell><${shell}><--region><eu-west-1><a  b*><Admin>`]);
      expect(out.join('\n')).toBe('Admin\n[a b\n$(touch PWNED)  \\ *]');
    });

    it('goes back with -, there and back again, and after --clear', () => {
      const { out, calls } = run(
        'role One',
        'role Two',
        'role -',
        held,
        'role -',
        held,
        'role --clear',
        'role -',
        held,
      );
      expect(out).toEqual(['One', 'Two', 'Two']);
      expect(calls[2]).toBe(`<env><--shell><${shell}><--instance><acme><--arn><111111111111:One>`);
    });

    it('has nothing to go back to at first', () => {
      const { calls } = run('role -');
      expect(calls).toEqual(['role: there is no role to go back to in this shell.']);
    });

    it('leaves the shell as it is when nothing was found or picked, and passes on the status', () => {
      const status = shell === 'fish' ? 'echo $status' : 'echo $?';
      const { out } = run('role One', 'role none', status, held, 'role cancelled', status, held);
      expect(out).toEqual(['1', 'One', '130', 'One']);
    });

    it('passes commands on, and the console', () => {
      const status = shell === 'fish' ? 'echo $status' : 'echo $?';
      const { out, calls } = run("role list 'a b'", status, 'role --console prod');
      expect(out).toEqual(['passed', '7', 'passed']);
      expect(calls).toEqual(['<list><a b>', '<console><prod>']);
    });

    it('says in which shell it is', () => {
      const { out } = run(shell === 'fish' ? 'echo "$ROLECALL_INIT $fish_pid"' : 'echo "$ROLECALL_INIT $$"');
      const [mark = '', id] = out[0]?.split(' ') ?? [];
      expect(mark).toBe(`${shell}:${id}:role`);
    });
  });
}

it('has a name that every shell takes, and not that of the program', () => {
  for (const name of ['role', 'aws-role', 'r2']) expect(checkFunctionName(name)).toBe(name);
  for (const name of ['rolecall', '', '2r', 'a b', 'a;b', '$(x)', '-x'])
    expect(() => checkFunctionName(name)).toThrow(UsageError);
});
