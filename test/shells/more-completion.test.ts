// The completion scripts of the shells that have no arrays of offers to ask for: typed into each, as a person does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { fillScripts } from './filled-scripts.ts';
import { installed, newFolder } from './real-shell.ts';
import { typing } from './typing.ts';

const folder = newFolder();
afterAll(folder.remove);
const scriptPath = await fillScripts(folder);
mkdirSync(folder.path('home/cache/completion'), { recursive: true });
const evil = 'evil$(touch PWNED)\tEvil\tAdmin\t510000000005';
const profiles = [
  'acme-prod-Admin\tAcme Prod\tAdmin\t000000000001',
  'acme-prod-ReadOnly\tAcme Prod\tReadOnly\t000000000001',
];
writeFileSync(
  folder.path('home/cache/completion/profiles'),
  [...profiles, evil].map((line) => `${line}\n`).join(''),
);
writeFileSync(folder.path('home/cache/completion/keys'), 'env:\n');
writeFileSync(
  folder.path('home/cache/completion/accounts'),
  'Evil; Co\t111122223333\nEvil`x`\t111122223334\n',
);

const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: folder.path('home'),
  ROLECALL_HOME: folder.path('home'),
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm',
};

/** What is typed, and how the line reads then. */
const lines: readonly (readonly [typed: string, read: string])[] = [
  ['rolecall comp\t el\t', 'rolecall completion elvish'],
  ['rolecall env acme-prod-R\t', 'rolecall env acme-prod-ReadOnly'],
  ['rolecall console --profile acme-prod-R\t', 'rolecall console --profile acme-prod-ReadOnly'],
  ['rolecall login --fl\t p\t', 'rolecall login --flow pkce'],
  ['rolecall env --shell po\t', 'rolecall env --shell powershell'],
  ['rolecall keys ro\t', 'rolecall keys rotate'],
];

describe.each([
  // A program of that name, so that the shell echoes the words back.
  ['tcsh', ['-f'], (path: string) => `source ${path}; alias rolecall 'echo GOT rolecall'; set prompt = '> '`],
  [
    'elvish',
    ['-norc'],
    (path: string) => `eval (slurp < ${path}); fn rolecall {|@w| echo GOT rolecall $@w }`,
  ],
] as const)('%s', (shell, flags, setup) => {
  it.skipIf(installed(shell) === undefined)('completes commands, flags, values and names', async () => {
    const terminal = typing(shell, flags, env);
    try {
      terminal.type(`${setup(scriptPath(shell))}; echo rea""dy\r`);
      await terminal.until(/ready/);
      for (const [typed, read] of lines) {
        terminal.type(`${typed}\r`);
        await terminal.until(new RegExp(`GOT ${read} *\\r`));
      }
    } finally {
      terminal.end();
    }
  });
});

describe.skipIf(installed('xonsh') === undefined)('xonsh', () => {
  it('offers commands, flags, values and names, with what they are', () => {
    const asked = [
      'rolecall comp',
      'rolecall env acme-prod-R',
      'rolecall login --flow p',
      'rolecall env evi',
      'rolecall env --account Evil',
      'rolecall env --account "Evil',
      'rolecall list en',
      'rolecall keys ro',
      'rolecall env PROD-r',
      'rolecall exec x -- p',
    ];
    const script = `
execx(open('${scriptPath('xonsh')}').read())
from xonsh.built_ins import XSH
from xonsh.parsers.completion_context import CompletionContextParser
parser = CompletionContextParser()
for line in ${JSON.stringify(asked)}:
    found = XSH.completers['rolecall'](parser.parse(line, len(line)))
    print('|'.join(sorted(str(one) + ' = ' + one.description for one in found[0])) if found else None)
`;
    writeFileSync(folder.path('ask.xsh'), script);
    const said = execFileSync('xonsh', ['--no-rc', folder.path('ask.xsh')], { encoding: 'utf8', env });
    expect(said.trim().split('\n')).toEqual([
      'completion = Print the completion script of a shell',
      'acme-prod-ReadOnly = Acme Prod, ReadOnly',
      'pkce = ',
      '',
      "'Evil; Co' = 111122223333",
      'Evil; Co = 111122223333',
      'env: = ',
      'rotate = ',
      'acme-prod-ReadOnly = Acme Prod, ReadOnly',
      'None',
    ]);
  });
});

// From npm, and where it is not installed the run says so by what it skips.
describe.skipIf(installed('nu') === undefined)('nushell', () => {
  it('offers commands, flags, values and names, wherever the lists lie', () => {
    const asked = [
      ['rolecall', 'comp'],
      ['rolecall', 'env', 'acme-prod-R'],
      ['rolecall', 'env', 'PROD-r'],
      ['rolecall', 'env', 'evi'],
      ['rolecall', 'login', '--flow', 'p'],
    ];
    writeFileSync(
      folder.path('ask.nu'),
      `source ${scriptPath('nushell')}
for words in ${JSON.stringify(asked)} { print (do $env.config.completions.external.completer $words | get value | str join '|') }
`,
    );
    const ask = (more: Readonly<Record<string, string>>): readonly string[] =>
      execFileSync('nu', ['-n', folder.path('ask.nu')], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...env, ...more },
      })
        .trimEnd()
        .split('\n');
    const names = ['acme-prod-ReadOnly', 'acme-prod-ReadOnly', '"evil$(touch PWNED)"'];
    expect(ask({})).toEqual(['completion', ...names, 'pkce']);
    mkdirSync(folder.path('home/.cache'));
    renameSync(folder.path('home/cache'), folder.path('home/.cache/rolecall'));
    expect(ask({ ROLECALL_HOME: '' })).toEqual(['completion', ...names, 'pkce']);
  });
});
