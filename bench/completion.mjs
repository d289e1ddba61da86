// One TAB on a role's name, timed inside each shell, without the shell's own start: what the completion script costs
// over the names file. In zsh the builtin that takes the offers is replaced, since it only works while a line is edited.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repositoryFolder } from './folders.mjs';
import { median } from './statistics.mjs';

const script = (file) => join(repositoryFolder, 'dist/completions', file);

/** Each prints one number a line: the milliseconds of one call. */
const programs = {
  bash: (word, calls) => [
    'bash',
    '--norc',
    '-c',
    `source ${script('rolecall.bash')}
     COMP_LINE='rolecall env ${word}'; COMP_POINT=\${#COMP_LINE}; COMP_WORDBREAKS=$' \\t\\n"><=;|&(:'
     for ((n = 0; n < ${calls}; n++)); do
       start=\${EPOCHREALTIME/[.,]/}; _rolecall rolecall "\${COMP_LINE##* }"; end=\${EPOCHREALTIME/[.,]/}
       [[ \${#COMPREPLY[@]} -gt 1 ]] || exit 3
       echo "$(((end - start) / 1000)).$(printf %03d $(((end - start) % 1000)))"
     done`,
  ],
  zsh: (word, calls) => [
    'zsh',
    '-f',
    '-c',
    `zmodload zsh/datetime; compdef() { : }; compadd() { (( $#names > 1 )) || exit 3 }
     source ${script('_rolecall')}
     for (( n = 0; n < ${calls}; n++ )); do
       words=(rolecall env ${word}); CURRENT=3; PREFIX=${word}
       start=$EPOCHREALTIME; _rolecall; print $(( (EPOCHREALTIME - start) * 1000 ))
     done`,
  ],
  fish: (word, calls) => [
    'fish',
    '--no-config',
    '-c',
    `source ${script('rolecall.fish')}
     test (complete -C 'rolecall env ${word}' | count) -gt 1; or exit 3
     set start (date +%s%N)
     for n in (seq ${calls}); complete -C 'rolecall env ${word}' >/dev/null; end
     math "("(date +%s%N)" - $start) / ${calls} / 1000000"`,
  ],
};

/** Milliseconds, or undefined where the shell is not installed. */
export const measureCompletion = (shell, { home, calls }) => {
  const word = home.profile.slice(0, 'acme-pay'.length);
  const [program, ...args] = programs[shell](word, calls);
  const { status, stdout, stderr, error } = spawnSync(program, args, { env: home.env, encoding: 'utf8' });
  if (error?.code === 'ENOENT') return undefined;
  if (status !== 0) throw new Error(`${shell} ended with ${status}:\n${stderr}`);
  return median(stdout.trim().split('\n').map(Number));
};

export const completedShells = Object.keys(programs);
