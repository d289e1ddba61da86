// Shells that do not run on the machines of this project, by the grammar of their manuals; and what all refuse.
import { describe, expect, it } from 'vitest';
import { renderExports } from '../../src/actions/render-variables.ts';
import { UsageError, UserError } from '../../src/domain/errors.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { detectShell, findShell, shells } from '../../src/shells/registry.ts';

const set = (shell: string, value: string): string => findShell(shell).set('K', value);

describe('quoting', () => {
  it.each([
    ['sh', "it's", "export K='it'\\''s'"],
    ['bash', '$(id)', "export K='$(id)'"],
    ['zsh', '', "export K=''"],
    ['fish', "a\\b'c", "set -gx K 'a\\\\b\\'c'"],
    ['powershell', "it's", "$env:K = 'it''s'"],
    ['powershell', '\u2018\u2019\u201a\u201b', "$env:K = '\u2018\u2018\u2019\u2019\u201a\u201a\u201b\u201b'"],
    ['powershell', '$(id) `n "q" \u201cd\u201d', '$env:K = \'$(id) `n "q" \u201cd\u201d\''],
    ['powershell', 'two\nlines', "$env:K = 'two\nlines'"],
    ['cmd', 'Acme Prod, 1+2=3', 'set "K=Acme Prod, 1+2=3"'],
    ['xonsh', "é'\\\n😀", "$K = '\\u00e9\\'\\\\\\u000a\\U0001f600'"],
    ['tcsh', "it's!", "setenv K 'it'\\''s\\!';"],
    ['elvish', "it's", "set-env K 'it''s'"],
  ])('%s writes %j', (shell, value, statement) => {
    expect(set(shell, value)).toBe(statement);
  });

  it.each([
    '%PATH%',
    '!x!',
    '"',
    '^',
    '&',
    '|',
    '<',
    '>',
    '(',
    ')',
    "'",
    ';',
    '\n',
    '\r',
    '\t',
    'é',
    '\u2019',
    '`',
    '*',
    '~',
  ])('cmd refuses %j', (value) => {
    expect(() => set('cmd', `a${value}b`)).toThrow(UserError);
  });

  it('nushell gets one JSON record, nulls for what goes', () => {
    const set = [
      ['K', '$(id) "q" \n\u001b'],
      ['L', ''],
    ] as const;
    const variables = guarded({ set, unset: ['GONE'] });
    const text = renderExports(findShell('nushell'), variables);
    expect(text.trimEnd()).not.toContain('\n');
    expect(JSON.parse(text)).toEqual({ GONE: null, K: '$(id) "q" \n\u001b', L: '' });
  });

  it.each(shells.map((shell) => shell.id))('%s refuses names that are not plain', (id) => {
    const shell = findShell(id);
    for (const name of ['', 'lower', '1A', 'A B', 'A;id', 'A=B', 'A\n', '$A', 'É', '-A']) {
      expect(() => shell.set(name, 'v')).toThrow(UserError);
      expect(() => shell.unset(name)).toThrow(UserError);
    }
  });

  it.each(shells.map((shell) => shell.id))('%s refuses what no variable can hold', (id) => {
    expect(() => findShell(id).set('K', 'a\0b')).toThrow(UserError);
    expect(() => findShell(id).set('K', 'a\ud800b')).toThrow(UserError);
  });
});

describe('which shell', () => {
  it.each([
    ['bash', 'bash'],
    ['pwsh', 'powershell'],
    ['PowerShell', 'powershell'],
    ['nu', 'nushell'],
    ['dash', 'sh'],
    ['csh', 'tcsh'],
  ])('%s is %s', (name, id) => {
    expect(findShell(name).id).toBe(id);
  });

  it('says which shells it knows', () => {
    expect(() => findShell('zhs')).toThrow(UsageError);
    try {
      findShell('zhs');
    } catch (error) {
      expect((error as UsageError).hint).toContain('bash, zsh, fish, sh, powershell, cmd, nushell');
    }
  });

  it.each([
    { env: { ROLECALL_SHELL: 'fish', SHELL: '/bin/zsh' }, on: 'linux', parent: 'bash', id: 'fish' },
    { env: { SHELL: '/bin/bash' }, on: 'linux', parent: '-zsh', id: 'zsh' },
    { env: { SHELL: '/bin/zsh' }, on: 'linux', parent: 'node', id: 'zsh' },
    { env: { SHELL: '/bin/zsh', NU_VERSION: '0.100.0' }, on: 'linux', id: 'nushell' },
    { env: { SHELL: '/bin/zsh', XONSH_VERSION: '0.13.4' }, on: 'darwin', id: 'xonsh' },
    { env: { SHELL: '/usr/local/bin/fish' }, on: 'darwin', id: 'fish' },
    { env: { SHELL: '/opt/odd' }, on: 'linux', id: 'bash' },
    { env: {}, on: 'linux', id: 'bash' },
    { env: {}, on: 'win32', id: 'powershell' },
    { env: {}, on: 'win32', parent: 'C:\\Program Files\\PowerShell\\7\\pwsh.exe', id: 'powershell' },
    { env: {}, on: 'win32', parent: 'cmd.exe', id: 'cmd' },
    { env: { SHELL: 'C:\\Git\\usr\\bin\\bash.exe' }, on: 'win32', id: 'bash' },
  ] as const)('$env on $on, started by $parent: $id', ({ env, on, id, ...rest }) => {
    expect(detectShell(env, on, 'parent' in rest ? rest.parent : undefined).id).toBe(id);
  });

  it('refuses an unknown ROLECALL_SHELL instead of guessing', () => {
    expect(() => detectShell({ ROLECALL_SHELL: 'zhs', SHELL: '/bin/zsh' }, 'linux')).toThrow(UsageError);
  });
});
