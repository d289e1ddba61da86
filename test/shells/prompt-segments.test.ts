// The blocks of docs/prompt.md, run as a reader would run them, in the real shells. There is no program on the PATH, so a
// segment that starts one shows it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { shortLifeText } from '../../src/domain/expiry.ts';
import { statusPlaceholders } from '../../src/domain/status-text.ts';
import { installed, newFolder, realShells, runScript } from './real-shell.ts';

const guide = readFileSync('docs/prompt.md', 'utf8');

/** The first block in the section with this title. */
const blockOf = (title: string, language: string): string => {
  const section = guide.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
  const block = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(section)?.[1];
  if (block === undefined) throw new Error(`docs/prompt.md has no block of ${language} for ${title}.`);
  return block;
};

const folder = newFolder();
afterAll(folder.remove);

const second = 1000;
const lives = [-5, 30, 90, 3599, 3630, 7 * 3600 + 59 * 60 + 30].map((seconds) => seconds * second);

const hostile = `$(touch pwned)\`touch pwned\`%F{red}\${x:=y}\\u\\[#(touch pwned)`;

type Segment = {
  readonly id: 'bash' | 'zsh' | 'fish';
  /** The statement that draws the prompt, and a mark after it. */
  readonly draw: string;
  readonly drop: (name: string) => string;
  readonly set: (name: string, value: string) => string;
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const posixSet = (name: string, value: string) => `export ${name}=${quoted(value)}`;

const segments: readonly Segment[] = [
  {
    id: 'bash',
    draw: `eval "$PROMPT_COMMAND"; printf '%s|\\n' "\${PS1@P}"`,
    drop: (name) => `unset ${name}`,
    set: posixSet,
  },
  {
    id: 'zsh',
    draw: `for f in $precmd_functions; do $f; done; print -rn -- \${(%)PROMPT}; print -r -- '|'`,
    drop: (name) => `unset ${name}`,
    set: posixSet,
  },
  {
    id: 'fish',
    draw: "fish_right_prompt; echo '|'",
    drop: (name) => `set -e ${name}`,
    // fish unquotes \\ and \' within single quotes.
    set: (name, value) => `set -gx ${name} '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  },
];

/** What each state of a shell draws. Between two statements a second may pass: no life is near a change of its text. */
const cases = (now: number): readonly (readonly [Readonly<Record<string, string>>, string])[] => {
  const keys = { ROLECALL_KEY_ID: 'ASIAFAKE', AWS_ACCESS_KEY_ID: 'ASIAFAKE' };
  const until = (life: number) => String(Math.floor((now + life) / second));
  return [
    [{}, '|'],
    [{ ROLECALL_PROFILE: 'prod' }, '(prod) |'],
    ...lives.map(
      (life) =>
        [
          { ...keys, ROLECALL_PROFILE: 'prod', ROLECALL_EXPIRES_AT: until(life) },
          `(prod ${shortLifeText(now + life, now)}) |`,
        ] as const,
    ),
    [{ ...keys, ROLECALL_PROFILE: 'prod', AWS_ACCESS_KEY_ID: 'AKIAOTHER' }, '|'],
    [{ ...keys, ROLECALL_PROFILE: hostile }, `(${hostile}) |`],
    [{ ...keys, ROLECALL_PROFILE: 'a\u001b]0;x\u0007b\nc' }, '(a]0;xbc) |'],
    [{ ...keys, ROLECALL_PROFILE: 'prod', ROLECALL_EXPIRES_AT: 'a[$(touch pwned)]' }, '(prod) |'],
  ];
};

describe.each(segments)('the segment for $id', ({ id, draw, drop, set }) => {
  const shell = realShells.find((known) => known.id === id);
  const isHere = shell !== undefined && installed(shell.program) !== undefined;

  it.runIf(isHere)('counts down, runs nothing that a name holds, and starts no program', () => {
    if (shell === undefined) return;
    const table = cases(Date.now());
    const names = ['ROLECALL_PROFILE', 'ROLECALL_KEY_ID', 'AWS_ACCESS_KEY_ID', 'ROLECALL_EXPIRES_AT'];
    const steps = table.map(([variables]) => {
      const rest = names.filter((name) => !(name in variables)).map(drop);
      return [...rest, ...Object.entries(variables).map(([name, value]) => set(name, value)), draw].join(
        '\n',
      );
    });
    const prompt = { bash: "PS1=''", zsh: "PROMPT=''", fish: '' }[id];
    const noPrograms = id === 'fish' ? 'set -gx PATH /nonexistent' : 'PATH=/nonexistent';
    const script = [prompt, noPrograms, blockOf(id, id), ...steps].join('\n');
    const program = installed(shell.program) ?? shell.program;
    const drawn = runScript({ shell: { ...shell, program }, folder, script });
    expect(drawn.split('\n').filter((line) => line !== '')).toEqual(table.map(([, text]) => text));
  });
});

it.runIf(installed('bash') !== undefined)('bash keeps the status of the last command for other hooks', () => {
  const shell = { id: 'bash' as const, program: 'bash', flags: ['--norc'] };
  const script = `PROMPT_COMMAND='echo $?'\n${blockOf('bash', 'bash')}\n(exit 7); eval "$PROMPT_COMMAND"`;
  expect(runScript({ shell, folder, script })).toBe('7\n');
});

it.runIf(installed('zsh') !== undefined)('powerlevel10k is given the text with its percents doubled', () => {
  const shell = { id: 'zsh' as const, program: 'zsh', flags: ['-f'] };
  const body = `${blockOf('zsh', 'zsh')}\n${blockOf('powerlevel10k', 'zsh')}`;
  const script = `p10k() { print -rl -- "$@" }\n${body}\nexport ROLECALL_PROFILE='50% prod'\nprompt_rolecall`;
  expect(runScript({ shell, folder, script })).toBe('segment\n-f\nyellow\n-t\n50%% prod\n');
});

it.runIf(installed('tmux') !== undefined && installed('bash') !== undefined)(
  'tmux counts down by itself',
  () => {
    const socket = folder.path('tmux');
    const tmux = (...words: readonly string[]) =>
      spawnSync('tmux', ['-S', socket, '-f', '/dev/null', ...words], { encoding: 'utf8' });
    tmux('new-session', '-d', '-x', '80', '-y', '5', 'sleep 60');
    try {
      const pane = tmux('display-message', '-p', '#{pane_id}').stdout.trim();
      const line = /^set -g status-right '(.*)'$/m.exec(blockOf('tmux', 'tmux'))?.[1] ?? '';
      const after = (life: number, name: string) => {
        const script = `${blockOf('tmux', 'bash')}\neval "$PROMPT_COMMAND"`;
        const env = {
          TMUX: `${socket},1,0`,
          TMUX_PANE: pane,
          ROLECALL_PROFILE: name,
          ROLECALL_EXPIRES_AT: String(Math.floor(Date.now() / second) + life),
        };
        runScript({ shell: { id: 'bash', program: 'bash', flags: ['--norc'] }, folder, script, env });
        return tmux('display-message', '-p', line).stdout.replace(/\d\d:\d\d\n$/, '');
      };
      expect(after(4410, 'prod')).toBe('prod 73m ');
      expect(after(-5, 'prod')).toBe('prod expired ');
      expect(after(4410, hostile)).toBe(`${hostile} 73m `);
      expect(after(0, '')).toBe('');
    } finally {
      tmux('kill-server');
    }
  },
);

it('lists every field of --format', () => {
  for (const name of statusPlaceholders) expect(guide).toContain(`\`{${name}}\``);
});
