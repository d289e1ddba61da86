// What stands in the lists comes from servers and files, and what is typed may be anything: completion offers it inert,
// or not at all, and complains of nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { fillScripts } from './filled-scripts.ts';
import { installed, newFolder } from './real-shell.ts';
import { typing } from './typing.ts';

const folder = newFolder();
afterAll(folder.remove);
const scriptPath = await fillScripts(folder);
const home = folder.path('home');
const lists = folder.path('home/cache/completion');
mkdirSync(lists, { recursive: true });

const writeLists = (lines: readonly string[]): void => {
  const text = lines.map((line) => `${line}\n`).join('');
  for (const kind of ['profiles', 'roles', 'accounts', 'instances', 'keys', 'queries', 'filters'])
    writeFileSync(`${lists}/${kind}`, text);
};

const hostile = [
  '$(touch PWNED)\tA\tR\t1',
  '`touch PWNED`\tA\tR\t1',
  '; touch PWNED\tA\tR\t1',
  '*\tA\tR\t1',
  '~\tA\tR\t1',
  '-n\tA\tR\t1',
  '\u001b]0;title\u0007\tA\u001b[2J\tR\t1',
  'a\r\tA\tR\t1',
  '\\',
  '"',
  "'",
  '\u00ff\ufffd',
  '\t\t\t',
  '',
  '%s%n\tA\tR\t1',
  'a!b\tA\tR\t1',
];

const typed = [
  '',
  '$(',
  '`',
  ';',
  '*',
  '[',
  '[a',
  '\\',
  '"',
  "'",
  '^',
  '.*',
  '-',
  '--',
  '--x=',
  'a b',
  '\u00ff',
  '%',
];

const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  ROLECALL_HOME: home,
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm',
  // An interactive bash would leave its history where this is removed.
  HISTFILE: '',
};

/** Each reads lines from the file in LINES and completes them all. */
const programs = {
  bash: () => [
    'bash',
    '--norc',
    '-c',
    `source ${scriptPath('bash')}
     while IFS= read -r line; do
       COMP_LINE=$line COMP_POINT=\${#line}; _rolecall rolecall "\${line##*[ =:]}"; printf '%s\\n' "\${COMPREPLY[@]}"
     done <"$LINES_OF"`,
  ],
  zsh: () => [
    'zsh',
    '-f',
    '-c',
    `typeset -A compstate=(nmatches 0); compdef() { : }; _files() { : }; _normal() { : }
     compadd() { compstate[nmatches]=1; [[ $argv[-1] == names ]] && print -rl -- $names || print -rl -- $argv }
     compset() { PREFIX=\${PREFIX#*=} }; source ${scriptPath('zsh')}
     while IFS= read -r line; do
       words=("\${(@s: :)line}"); CURRENT=$#words; PREFIX=$words[-1]; compstate[nmatches]=0; _rolecall
     done <"$LINES_OF"`,
  ],
  fish: () => [
    'fish',
    '--no-config',
    '-c',
    `source ${scriptPath('fish')}
     while read -l line; complete -C $line; end <"$LINES_OF"; true`,
  ],
} as const;

const complete = (shell: keyof typeof programs) => {
  const places = ['env', 'login --instance', 'list --saved'];
  const lines = places.flatMap((place) => typed.map((word) => `rolecall ${place} ${word}`));
  lines.push('rolecall no-such ', 'rolecall env --format ', 'rolecall exec x -- --x=');
  writeFileSync(folder.path('lines'), lines.map((line) => `${line}\n`).join(''));
  const [program, ...args] = programs[shell]();
  return spawnSync(program ?? '', args, {
    encoding: 'utf8',
    cwd: folder.path(''),
    env: { ...env, LINES_OF: folder.path('lines') },
  });
};

describe.each(['bash', 'zsh', 'fish'] as const)('completion in %s', (shell) => {
  const isThere = installed(shell) !== undefined;

  it.runIf(isThere)('says nothing of what is missing, or is no file', () => {
    rmSync(lists, { recursive: true, force: true });
    expect(complete(shell).stderr).toBe('');
    mkdirSync(`${lists}/profiles`, { recursive: true });
    expect(complete(shell)).toMatchObject({ stderr: '', status: 0 });
    rmSync(lists, { recursive: true, force: true });
    mkdirSync(lists, { recursive: true });
  });

  it.runIf(isThere)('runs nothing that stands in a list or in the line', () => {
    writeLists(hostile);
    const { stderr, stdout } = complete(shell);
    expect(stderr).toBe('');
    expect(existsSync(folder.path('PWNED'))).toBe(false);
    // The others hand their offers to the shell, which shows such characters in another form.
    if (shell === 'bash') expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it.runIf(isThere)(
    'offers of very many the first, and the last, so that no more is put in than all share',
    () => {
      const many = Array.from({ length: 450 }, (_, at) => `big-${at < 449 ? 'a' : 'z'}${at}\tA\tR\t1`);
      writeLists([]);
      writeFileSync(
        `${lists}/profiles`,
        [...many]
          .sort()
          .map((line) => `${line}\n`)
          .join(''),
      );
      writeFileSync(
        `${lists}/profiles.reversed`,
        [...many]
          .sort()
          .reverse()
          .map((line) => `${line}\n`)
          .join(''),
      );
      writeFileSync(folder.path('lines'), 'rolecall env big\n');
      const [program, ...args] = programs[shell]();
      const { stdout } = spawnSync(program ?? '', args, {
        encoding: 'utf8',
        env: { ...env, LINES_OF: folder.path('lines') },
      });
      const offers = stdout.match(/big-\w+/g) ?? [];
      expect(offers.length).toBe(201);
      expect(offers).toContain('big-z449');
    },
  );
});

describe.skipIf(installed('bash') === undefined)('a line of bash', () => {
  it('is completed inside quotes, behind them, and at its colons', async () => {
    writeLists([]);
    const names = ['acme-prod-ReadOnly', 'evil$(touch PWNED)', 'my team\'s "own"', 'team:prod=x'];
    writeFileSync(`${lists}/profiles`, names.map((name) => `${name}\tA\tR\t1\n`).join(''));
    writeFileSync(`${lists}/queries`, 'env:prod\t2 roles\n');
    const shell = typing('bash', ['--norc', '-i'], env);
    try {
      shell.type(`source ${scriptPath('bash')}; rolecall() { printf 'GOT[%s]\\n' "$*"; }; echo rea""dy\r`);
      await shell.until(/ready\r/);
      const lines: readonly (readonly [typed: string, got: string])[] = [
        ['rolecall env acme\t', 'env acme-prod-ReadOnly'],
        ['rolecall env my\\ t\t', 'env my team\'s "own"'],
        ['rolecall env "my t\t', 'env my team\'s "own"'],
        ["rolecall env 'my t\t", 'env my team\'s "own"'],
        ['rolecall env evi\t', 'env evil$(touch PWNED)'],
        ['rolecall env team:\t', 'env team:prod=x'],
        ['rolecall env --profile=acme\t', 'env --profile=acme-prod-ReadOnly'],
        ['rolecall env PROD-r\t', 'env acme-prod-ReadOnly'],
        ['rolecall env aproly\t', 'env acme-prod-ReadOnly'],
        ['rolecall list env:p\t', 'list env:prod'],
        ['rolecall list @rec\t', 'list @recent'],
      ];
      for (const [at, [line, got]] of lines.entries()) {
        shell.type(`${line}${at}\r`);
        await shell.until(new RegExp(`GOT\\[${got.replace(/[.$()[\]]/g, '\\$&')} ${at}\\]\r`));
      }
    } finally {
      shell.end();
    }
  });
});
