// The completion scripts, in the real shells: what TAB offers comes from plain lists, without a program of
// ours, and is all that the registry knows.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Flag } from '../../build/completion/command-line.ts';
import { fillIn, readCommandLines } from '../../build/completion/scripts.ts';
import { takenRows } from '../../build/completion/taken-by.ts';
import { wordsOf } from '../../build/completion/takes.ts';
import { commands } from '../../src/commands/registry.ts';
import { consoleServices } from '../../src/domain/console-services.ts';
import { knownRegions } from '../../src/domain/known-regions.ts';
import { themeNames } from '../../src/domain/theme-name.ts';
import { shells } from '../../src/shells/registry.ts';
import { fillScripts } from './filled-scripts.ts';
import { installed, newFolder } from './real-shell.ts';
import { typing } from './typing.ts';

const folder = newFolder();
afterAll(folder.remove);

const evil = 'evil$(touch PWNED)';
const lists = {
  profiles: [
    'acme-prod-Admin\tAcme Prod\tAdmin\t000000000001',
    'acme-prod-ReadOnly\tAcme Prod\tReadOnly\t000000000001',
    'acme.dev-Admin\tAcme Dev\tAdmin\t210000000002',
    'acmexdev-Admin\tOther\tAdmin\t210000000003',
    `${evil}\tEvil\tAdmin\t410000000005`,
    'my team\'s "own"\tMine\tAdmin\t510000000005',
    'team:prod=x\tZürich\tPower=User\t310000000004',
  ],
  accounts: [
    '000000000001\tAcme Prod',
    '210000000002\tAcme Dev',
    'Acme Dev\t210000000002',
    'Acme Prod\t000000000001',
  ],
  roles: ['Admin\t4 roles', 'Power=User\t1 role', 'ReadOnly\t1 role'],
  instances: ['acme\t6 roles'],
  keys: ['env:', 'role:'],
  queries: ['account:"Acme Prod"\t2 roles', 'env:prod\t3 roles', 'env:stage\t1 role'],
  filters: ['mine\t@fav', 'prod-admins\tenv:prod admin', evil],
};
const writeList = (home: string, name: string, lines: readonly string[]): void => {
  mkdirSync(folder.path(`${home}/completion`), { recursive: true });
  writeFileSync(folder.path(`${home}/completion/${name}`), lines.map((line) => `${line}\n`).join(''));
};
for (const [name, lines] of Object.entries(lists)) writeList('cache', name, lines);
mkdirSync(folder.path('themes'));
writeFileSync(folder.path('themes/my-own.yaml'), '{}\n');

const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: folder.path(''),
  ROLECALL_HOME: folder.path('').replace(/\/$/, ''),
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm',
  FISH_UNIT_TESTS_RUNNING: '1',
};

const scriptPath = await fillScripts(folder);

const run = (program: string, args: readonly string[], env: Readonly<Record<string, string>>): string =>
  execFileSync(program, [...args], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'inherit'] });

type Case = { readonly line: string; readonly offers: readonly string[] };

const cases: readonly Case[] = [
  { line: 'rolecall com', offers: ['completion'] },
  { line: 'rolecall env acme-prod', offers: ['acme-prod-Admin', 'acme-prod-ReadOnly'] },
  { line: 'rolecall exec acme.', offers: ['acme.dev-Admin'] },
  { line: 'rolecall console --profile acme-prod-R', offers: ['acme-prod-ReadOnly'] },
  { line: 'rolecall env --role R', offers: ['ReadOnly'] },
  { line: 'rolecall process --account 0', offers: ['000000000001'] },
  { line: 'rolecall env --shell po', offers: ['powershell'] },
  { line: 'rolecall env --format d', offers: ['dotenv'] },
  { line: 'rolecall login --fl', offers: ['--flow'] },
  { line: 'rolecall login --flow p', offers: ['pkce'] },
  { line: 'rolecall console --service cloudfr', offers: ['cloudfront'] },
  { line: 'rolecall each --region eu-south', offers: ['eu-south-1', 'eu-south-2'] },
  { line: 'rolecall completion z', offers: ['zsh'] },
  { line: 'rolecall list --saved prod', offers: ['prod-admins'] },
  { line: 'rolecall exec --saved m', offers: ['mine'] },
  { line: 'rolecall help qu', offers: ['query'] },
  { line: 'rolecall pick --theme mid', offers: ['midnight'] },
  { line: 'rolecall themes my', offers: ['my-own'] },
  { line: 'rolecall list en', offers: ['env:'] },
  { line: 'rolecall list @rec', offers: ['@recent'] },
  { line: 'rolecall login --instance a', offers: ['acme'] },
  { line: 'rolecall config g', offers: ['get'] },
  { line: 'rolecall config get g', offers: [] },
  { line: 'rolecall env nothing-like-it', offers: [] },
];

/** The function is given, as by bash, the part of the word behind the last character that breaks one. */
const inBash = (lines: readonly string[], env: Readonly<Record<string, string>> = environment) => {
  const calls = lines.map((line) => `try '${line}'`).join('\n');
  const script = `source ${scriptPath('bash')}
    try() { COMP_LINE=$1 COMP_POINT=\${#1}; _rolecall rolecall "\${1##*[ =:]}"; printf '%s,' "\${COMPREPLY[@]}"; printf '\\n'; }
    ${calls}`;
  return run('bash', ['--norc', '-c', script], env)
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').filter((candidate) => candidate !== ''));
};

describe.skipIf(installed('bash') === undefined)('bash', () => {
  const offered = inBash;

  it('offers commands, flags, values and names', () => {
    expect(offered(cases.map(({ line }) => line))).toEqual(cases.map(({ offers }) => offers));
  });

  it('gives back only what follows a colon or an equals sign', () => {
    expect(
      offered([
        'rolecall env team:p',
        'rolecall env team:prod=',
        'rolecall env --profile=acme.',
        'rolecall env --profile=team:',
        'rolecall env --role Power=',
        'rolecall list env:p',
      ]),
    ).toEqual([['prod=x'], ['x'], ['acme.dev-Admin'], ['prod=x'], ['User'], ['prod']]);
  });

  it('quotes what the shell would run, and takes nothing typed for a pattern', () => {
    expect(offered(['rolecall env evi', 'rolecall env $(', 'rolecall env .*', 'rolecall env [a'])).toEqual([
      ['evil\\$\\(touch\\ PWNED\\)'],
      ['evil\\$\\(touch\\ PWNED\\)'],
      [],
      [],
    ]);
  });

  it('completes commands of the system after --', () => {
    expect(offered(['rolecall exec acme-prod-Admin -- no-such-command', 'rolecall exec x -- prin'])).toEqual([
      [],
      expect.arrayContaining(['printf', 'printenv']),
    ]);
  });

  it('finds the names where the cache is, and is silent without them', () => {
    const { ROLECALL_HOME: _, ...rest } = environment;
    const line = ['rolecall env acme.'];
    expect(offered(line, rest)).toEqual([[]]);
    writeList('xdg/rolecall', 'profiles', ['acme.xdg\tA\tB\t000000000001']);
    expect(offered(line, { ...rest, XDG_CACHE_HOME: folder.path('xdg') })).toEqual([['acme.xdg']]);
    writeList('.cache/rolecall', 'profiles', ['acme.home\tA\tB\t000000000001']);
    expect(offered(line, { ...rest, XDG_CACHE_HOME: 'relative' })).toEqual([['acme.home']]);
  });

  it('is registered for rolecall', () => {
    expect(
      run('bash', ['--norc', '-c', `source ${scriptPath('bash')}; complete -p rolecall`], environment),
    ).toContain('-F _rolecall rolecall');
  });
});

const inFish = (lines: readonly string[]) => {
  const calls = lines.map((line) => `complete -C '${line}'; echo =====`).join('\n');
  return run('fish', ['--no-config', '-c', `source ${scriptPath('fish')}\n${calls}`], environment)
    .split('=====\n')
    .slice(0, -1)
    .map((block) => block.split('\n').filter((line) => line !== ''));
};

describe.skipIf(installed('fish') === undefined)('fish', () => {
  const offered = inFish;

  it('offers commands, flags, values and names', () => {
    const words = offered(cases.map(({ line }) => line)).map((block) =>
      block.map((line) => line.split('\t')[0]),
    );
    expect(words).toEqual(cases.map(({ offers }) => offers));
  });

  it('describes names by account and role, and finds them by any part', () => {
    expect(offered(['rolecall env team:', 'rolecall env DEV-A'])).toEqual([
      ['team:prod=x\tZürich, Power=User'],
      ['acme.dev-Admin\tAcme Dev, Admin', 'acmexdev-Admin\tOther, Admin'],
    ]);
  });

  it('completes commands of the system after --', () => {
    const [block = []] = offered(['rolecall exec acme-prod-Admin -- printen']);
    expect(block.map((line) => line.split('\t')[0])).toEqual(['printenv']);
  });
});

describe.skipIf(installed('zsh') === undefined)('zsh', () => {
  it('completes commands, names, flags and values as they are typed', async () => {
    const shell = typing('zsh', ['-f', '-i'], environment);
    try {
      shell.type(
        `autoload -Uz compinit; compinit -u -D; source ${scriptPath('zsh')}; rolecall() print -r -- "GOT[$*]"; echo rea''dy\r`,
      );
      await shell.until(/ready/);
      const lines: readonly (readonly [typed: string, got: string])[] = [
        ['rolecall com\tz\t', 'completion zsh'],
        ['rolecall env acme-prod-R\t', 'env acme-prod-ReadOnly'],
        ['rolecall env team:\t', 'env team:prod=x'],
        ['rolecall console --profile=acme.\t', 'console --profile=acme.dev-Admin'],
        ['rolecall env --role R\t', 'env --role ReadOnly'],
        ['rolecall env --account 0\t', 'env --account 000000000001'],
        ['rolecall env evi\t', 'env evil$(touch PWNED)'],
        ['rolecall login --fl\tp\t', 'login --flow pkce'],
        ['rolecall exec acme.\t -- printen\t', 'exec acme.dev-Admin -- printenv'],
        ['rolecall env --shell po\t', 'env --shell powershell'],
      ];
      for (const [typed, got] of lines) {
        shell.type(`${typed}\r`);
        await shell.until(new RegExp(`GOT\\[${got.replace(/[.$()[\]]/g, '\\$&')} ?\\]`));
      }
    } finally {
      shell.end();
    }
  });

  it('shows account and role beside a name', async () => {
    const shell = typing('zsh', ['-f', '-i'], environment);
    try {
      shell.type(`autoload -Uz compinit; compinit -u -D; source ${scriptPath('zsh')}; echo rea''dy\r`);
      await shell.until(/ready/);
      shell.type('rolecall env acme-prod-\t\t');
      await shell.until(/acme-prod-ReadOnly {2}Acme Prod {2}ReadOnly {2}000000000001/);
    } finally {
      shell.end();
    }
  });

  it('works as a file of fpath', async () => {
    const shell = typing('zsh', ['-f', '-i'], environment);
    try {
      shell.type(
        `fpath=(${folder.path('completions')} $fpath); autoload -Uz compinit; compinit -u -D; rolecall() print -r -- "GOT[$*]"; echo rea''dy\r`,
      );
      await shell.until(/ready/);
      shell.type('rolecall env acme-prod-R\t\r');
      await shell.until(/GOT\[env acme-prod-ReadOnly ?\]/);
    } finally {
      shell.end();
    }
  });
});

describe('the scripts and the registry', async () => {
  const lines = await readCommandLines();
  const longNames = (flags: readonly Flag[]) => flags.map(({ names: [long = ''] }) => long);
  const offeredFlags = lines.map(({ name, flags }) => ({
    line: `rolecall ${name} --`,
    offers: longNames(flags),
  }));

  it('know every command of the registry, and its flags', () => {
    expect(lines.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
    for (const { line, offers } of offeredFlags) expect(offers, line).toContain('--help');
  });

  it.skipIf(installed('bash') === undefined)('offer all flags in bash', () => {
    expect(inBash(offeredFlags.map(({ line }) => line))).toEqual(offeredFlags.map(({ offers }) => offers));
  });

  it.skipIf(installed('zsh') === undefined)('have all flags in zsh', () => {
    const calls = lines.map(({ name }) => `_rolecall_flags ${name}; print -r -- \${(j:,:)\${(M)reply:#--*}}`);
    const script = `compdef() { : }; source ${scriptPath('zsh')}\n${calls.join('\n')}`;
    expect(run('zsh', ['-f', '-c', script], environment).trim().split('\n')).toEqual(
      offeredFlags.map(({ offers }) => offers.join(',')),
    );
  });

  it.skipIf(installed('fish') === undefined)('offer all flags in fish', () => {
    const found = inFish(offeredFlags.map(({ line }) => line));
    expect(found.map((block) => block.map((line) => line.split('\t')[0]).sort())).toEqual(
      offeredFlags.map(({ offers }) => [...offers].sort()),
    );
  });

  it('know what each flag takes, once for all commands that mean the same', () => {
    const rows = takenRows(lines);
    const taken = (place: string) =>
      rows.find(({ patterns }) => patterns.some((pattern) => pattern === place))?.taken.split(' ');
    expect(taken('*:--region')).toEqual(['words', ...knownRegions.map(({ id }) => id)]);
    expect(taken('*:--service')).toEqual(['words', ...consoleServices.map(({ id }) => id)]);
    expect(taken('*:--theme')).toEqual(['themes', ...themeNames]);
    expect(taken('*:--shell')).toEqual(['words', ...shells.map(({ id }) => id)]);
    expect(taken('env:--format')).toEqual(['words', 'shell', 'dotenv', 'json']);
    expect(taken('status:--format')).toEqual(['anything']);
    expect(taken('config:arg1')).toEqual(['words', 'get', 'set', 'edit', 'path', 'check']);
    expect(taken('*:--tls-key')).toEqual(['files']);
  });

  it.each([
    ['pkce, device or auto (default: the instance’s login, or auto)', 'pkce device auto'],
    ['process (rolecall gives the credentials) or sso (the AWS tools sign in)', 'process sso'],
    ['rows below the prompt instead of the whole screen: 15, 40%, or full', '15 40% full'],
    ['shell, dotenv, json; shell unless given', 'shell dotenv json'],
    ['only roles that match', ''],
    ['actions, separated by commas; may be repeated', ''],
    ['console service to open, such as s3, ec2 or "step functions"', ''],
  ])('read the values that the help spells out: %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words.split(' ').filter((word) => word !== ''));
  });

  it('have a place for the tables', () => {
    expect(() => fillIn('bash', 'echo', lines)).toThrow();
    expect(() => fillIn('cmd', '#@ tables\n', lines)).toThrow();
  });
});
