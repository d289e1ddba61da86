// The completion scripts, in the real shells: what TAB offers comes from the plain names file, without a program of
// ours, and is never more than the registry knows.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import { Command } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { completionScripts } from '../../src/commands/completion.ts';
import { commands } from '../../src/commands/registry.ts';
import { consoleServices } from '../../src/domain/console-services.ts';
import { knownRegions } from '../../src/domain/known-regions.ts';
import { themeNames } from '../../src/domain/theme-name.ts';
import { shells } from '../../src/shells/registry.ts';
import { installed, newFolder } from './real-shell.ts';

const folder = newFolder();
afterAll(folder.remove);

mkdirSync(folder.path('cache'));
const names = [
  ['acme-prod-Admin', 'Acme Prod', 'Admin', '000000000001'],
  ['acme-prod-ReadOnly', 'Acme Prod', 'ReadOnly', '000000000001'],
  ['acme.dev-Admin', 'Acme Dev', 'Admin', '210000000002'],
  ['acmexdev-Admin', 'Other', 'Admin', '210000000003'],
  ['team:prod=x', 'Zürich', 'Power=User', '310000000004'],
];
const evil = ['evil$(touch PWNED)', 'Evil', 'Admin', '410000000005'];
writeFileSync(
  folder.path('cache/names'),
  [...names, evil].map((columns) => `${columns.join('\t')}\n`).join(''),
);

writeFileSync(folder.path('cache/filters'), 'mine\nprod-admins\nevil$(touch PWNED)\n');
mkdirSync(folder.path('themes'));
writeFileSync(folder.path('themes/my-own.yaml'), '{}\n');

const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: folder.path(''),
  ROLECALL_HOME: folder.path('').replace(/\/$/, ''),
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm',
};

const scriptPath = (shell: 'bash' | 'zsh' | 'fish'): string => `${process.cwd()}/${completionScripts[shell]}`;

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
  { line: 'rolecall env nothing-like-it', offers: [] },
];

describe.skipIf(installed('bash') === undefined)('bash', () => {
  const offered = (lines: readonly string[], env: Readonly<Record<string, string>> = environment) => {
    const calls = lines.map((line) => `try '${line}'`).join('\n');
    const script = `source ${scriptPath('bash')}
      try() { COMP_LINE=$1 COMP_POINT=\${#1}; _rolecall; printf '%s,' "\${COMPREPLY[@]}"; printf '\\n'; }
      COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'\n${calls}`;
    return run('bash', ['--norc', '-c', script], env)
      .trimEnd()
      .split('\n')
      .map((line) => line.split(',').filter((candidate) => candidate !== ''));
  };

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
      ]),
    ).toEqual([['prod=x'], ['x'], ['acme.dev-Admin'], ['prod=x'], ['User']]);
  });

  it('never offers a name that the shell would run', () => {
    expect(offered(['rolecall env e', 'rolecall env $(', 'rolecall env .*'])).toEqual([[], [], []]);
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
    mkdirSync(folder.path('xdg/rolecall'), { recursive: true });
    writeFileSync(folder.path('xdg/rolecall/names'), 'acme.xdg\tA\tB\t000000000001\n');
    expect(offered(line, { ...rest, XDG_CACHE_HOME: folder.path('xdg') })).toEqual([['acme.xdg']]);
    mkdirSync(folder.path('.cache/rolecall'), { recursive: true });
    writeFileSync(folder.path('.cache/rolecall/names'), 'acme.home\tA\tB\t000000000001\n');
    expect(offered(line, { ...rest, XDG_CACHE_HOME: 'relative' })).toEqual([['acme.home']]);
  });

  it('is registered for rolecall', () => {
    expect(
      run('bash', ['--norc', '-c', `source ${scriptPath('bash')}; complete -p rolecall`], environment),
    ).toContain('-F _rolecall rolecall');
  });
});

describe.skipIf(installed('fish') === undefined)('fish', () => {
  const offered = (lines: readonly string[]) => {
    const calls = lines.map((line) => `complete -C '${line}'; echo =====`).join('\n');
    return run('fish', ['--no-config', '-c', `source ${scriptPath('fish')}\n${calls}`], environment)
      .split('=====\n')
      .slice(0, -1)
      .map((block) => block.split('\n').filter((line) => line !== ''));
  };

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

/** Types into an interactive shell and answers when the text is there; a failure shows the screen. */
const typing = (program: string, args: readonly string[]) => {
  const pty = spawn(program, [...args], { cols: 120, rows: 40, env: environment });
  let screen = '';
  let check = (): void => undefined;
  pty.onData((data) => {
    screen += data;
    check();
  });
  const until = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`No ${pattern} in:\n${screen}`)), 15_000);
      check = () => {
        if (!pattern.test(screen)) return;
        clearTimeout(limit);
        resolve();
      };
      check();
    });
  return { type: (text: string) => pty.write(text), until, end: () => pty.kill() };
};

describe.skipIf(installed('zsh') === undefined)('zsh', () => {
  it('completes commands, names, flags and values as they are typed', async () => {
    const shell = typing('zsh', ['-f', '-i']);
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
    const shell = typing('zsh', ['-f', '-i']);
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
    const shell = typing('zsh', ['-f', '-i']);
    try {
      shell.type(
        `fpath=(${process.cwd()}/completions $fpath); autoload -Uz compinit; compinit -u -D; rolecall() print -r -- "GOT[$*]"; echo rea''dy\r`,
      );
      await shell.until(/ready/);
      shell.type('rolecall env acme-prod-R\t\r');
      await shell.until(/GOT\[env acme-prod-ReadOnly ?\]/);
    } finally {
      shell.end();
    }
  });
});

describe('the scripts and the registry', () => {
  const source = { bash: scriptPath('bash'), zsh: scriptPath('zsh'), fish: scriptPath('fish') };
  const text = (shell: keyof typeof source): string => readFileSync(source[shell], 'utf8');

  const inCase = (shell: 'bash' | 'zsh', command: string): string =>
    text(shell).match(new RegExp(`^ {4}${command}\\) (?:echo|flags).*;;$`, 'm'))?.[0] ?? '';

  // fish lists words of many commands at once, some through `$selecting`.
  const selecting = /^set -l selecting (.+)$/m.exec(text('fish'))?.[1] ?? '';
  const inFish = (command: string): string =>
    text('fish')
      .replaceAll('$selecting', selecting)
      .split('\n')
      .filter((line) => new RegExp(`__rolecall_is [a-z ]*\\b${command}\\b`).test(line))
      .join('\n');

  it.each(commands.map(({ name }) => name))('%s is a word of each', (name) => {
    expect(text('bash')).toMatch(new RegExp(`^_rolecall_commands='.*\\b${name}\\b`, 'm'));
    expect(text('zsh')).toMatch(new RegExp(`names=\\(\\n.*\\b${name}\\b`));
    expect(text('zsh')).toMatch(new RegExp(`^ {4}'${name} {2,}`, 'm'));
    expect(text('fish')).toContain(`-n __rolecall_is_first -a ${name} -d`);
  });

  it.each(commands)('$name has its flags in each', async ({ name, load }) => {
    const command = new Command(name);
    (await load()).configure(command);
    const longs = command.options.filter((option) => !option.hidden).map((option) => option.long ?? '');
    const shared = '--profile --account --role --arn --saved --instance --mfa-code';
    for (const long of longs) {
      expect(inCase('bash', name).replace('$select', shared).split(/[ "]/), `bash ${name}`).toContain(long);
      expect(inCase('zsh', name).replace('$select', shared).split(/[ ()]/), `zsh ${name}`).toContain(long);
      expect(inFish(name), `fish ${name}`).toMatch(new RegExp(`-l ${long.slice(2)}( |$)`, 'm'));
    }
  });

  it('every console service and every known region is a value', () => {
    const services = consoleServices.map(({ id }) => id).join(' ');
    const regions = knownRegions.map(({ id }) => id).join(' ');
    for (const shell of ['bash', 'zsh', 'fish'] as const) {
      expect(text(shell), shell).toContain(services);
      expect(text(shell), shell).toContain(regions);
    }
  });

  it('every theme that ships is a word of each', () => {
    for (const shell of ['bash', 'zsh', 'fish'] as const) expect(text(shell)).toContain(themeNames.join(' '));
  });

  it('every shell of the registry is a value of --shell', () => {
    for (const shell of ['bash', 'zsh', 'fish'] as const)
      expect(text(shell)).toContain('bash zsh fish sh powershell cmd nushell xonsh tcsh elvish');
    expect(shells.map((shell) => shell.id).join(' ')).toBe(
      'bash zsh fish sh powershell cmd nushell xonsh tcsh elvish',
    );
  });
});
