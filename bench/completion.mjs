// One TAB on a role's name, timed inside each shell, without the shell's own start: what the completion script costs
// over the lists of names. In zsh the builtin that takes the offers is replaced, since it only works while a line is
// edited. Beside it, in the same run: the start of a process that does nothing, and `fzf --filter` on the same roles.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from './folders.mjs';
import { median, round } from './statistics.mjs';
import { floorProgram, timePrograms } from './whole-processes.mjs';

const script = (file) => join(repositoryFolder, 'dist/completions', file);

/** Each prints one number a line: the milliseconds of one call. */
const programs = {
  bash: (word, calls) => [
    'bash',
    '--norc',
    '-c',
    `source ${script('rolecall.bash')}
     COMP_LINE='rolecall env ${word}'; COMP_POINT=\${#COMP_LINE}
     for ((n = 0; n < ${calls}; n++)); do
       start=\${EPOCHREALTIME/[.,]/}; _rolecall rolecall '${word}'; end=\${EPOCHREALTIME/[.,]/}
       [[ \${#COMPREPLY[@]} -gt 1 ]] || exit 3
       echo "$(((end - start) / 1000)).$(printf %03d $(((end - start) % 1000)))"
     done`,
  ],
  zsh: (word, calls) => [
    'zsh',
    '-f',
    '-c',
    `zmodload zsh/datetime; typeset -A compstate; compdef() { : }; compadd() { compstate[nmatches]=$#names }
     source ${script('_rolecall')}
     for (( n = 0; n < ${calls}; n++ )); do
       words=(rolecall env ${word}); CURRENT=3; PREFIX=${word}; compstate[nmatches]=0
       start=$EPOCHREALTIME; _rolecall; end=$EPOCHREALTIME
       (( compstate[nmatches] > 1 )) || exit 3
       print $(( (end - start) * 1000 ))
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
const timeShell = (shell, { home, word, calls }) => {
  const [program, ...args] = programs[shell](word, calls);
  const { status, stdout, stderr, error } = spawnSync(program, args, { env: home.env, encoding: 'utf8' });
  if (error?.code === 'ENOENT') return undefined;
  if (status !== 0) throw new Error(`${shell} ended with ${status}:\n${stderr}`);
  return median(stdout.trim().split('\n').map(Number));
};

const timeOthers = ({ home, word, floorEnv, folder, calls }) => {
  const input = join(folder, 'completed-lines');
  writeFileSync(input, home.lines);
  const fzf = { name: 'fzf', argv: ['fzf', '--filter', `^${word}`], env: home.env, input };
  const hasFzf = spawnSync('fzf', ['--version']).status === 0;
  const medians = timePrograms([floorProgram(floorEnv), ...(hasFzf ? [fzf] : [])], calls);
  return { node: medians.get('floor'), 'fzf --filter': medians.get('fzf') };
};

/** Shell -> `{ value, note }` or `{ absent }`; the word is the start of a name that a handful of roles have. */
export const measureCompletion = ({ home, floorEnv, folder, calls }) => {
  const word = home.profile.slice(0, 'acme-pay'.length);
  const others = timeOthers({ home, word, floorEnv, folder, calls });
  const compared = (took) =>
    Object.entries(others)
      .filter(([, other]) => other !== undefined)
      .map(([name, other]) => `${round(took / other)} x ${name}`)
      .join(', ');
  return Object.keys(programs).map((shell) => {
    const value = timeShell(shell, { home, word, calls });
    return [shell, value === undefined ? { absent: 'not on PATH' } : { value, note: compared(value) }];
  });
};
