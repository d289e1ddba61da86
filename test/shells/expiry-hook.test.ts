// The hook of `on_expiry` in the real shells, over a stand-in for the program that says how it was called. One process a
// shell and a mode: the script brings the times about and calls what the shell would call.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expiryHook, type HookShell } from '../../src/shells/expiry-hook.ts';
import { installed, newFolder } from './real-shell.ts';

const folder = newFolder();
afterAll(folder.remove);
mkdirSync(folder.path('bin'));

// `process` puts keys into the cache unless there is no way to AWS; `env` has later ones only when they are there.
writeFileSync(
  folder.path('bin/rolecall'),
  `#!/bin/sh
echo "call $*" >> "$LOG"
case $1 in
  process) [ -z "$OFFLINE" ] && touch "$CACHE"; [ -z "$OFFLINE" ] || touch "$CACHE.failed" ;;
  env)
    [ -e "$CACHE" ] || exit 1
    rm "$CACHE"
    case $3 in fish) echo "set -gx ROLECALL_EXPIRES_AT $LATER" ;; *) echo "export ROLECALL_EXPIRES_AT=$LATER" ;; esac ;;
esac
`,
);
chmodSync(folder.path('bin/rolecall'), 0o755);

type Dialect = {
  readonly program: readonly string[];
  /** Before the hook is defined: hooks of the person's own. */
  readonly own: string;
  readonly set: (name: string, value: string) => string;
  /** A prompt after a command that ended with 7. */
  readonly prompt: string;
  /** The moment before a command; undefined where the shell has none. */
  readonly command: string | undefined;
};

const quoted = (value: string): string => `'${value}'`;

const dialects: Readonly<Record<HookShell, Dialect>> = {
  bash: {
    program: ['bash', '--norc', '-u'],
    own: `trap 'ours=yes' DEBUG; PROMPT_COMMAND='echo "own $?"'`,
    set: (name, value) => `export ${name}=${quoted(value)}`,
    prompt: '(exit 7); eval "$PROMPT_COMMAND"',
    command: undefined,
  },
  zsh: {
    // A script's own lines are commands to zsh, before which it calls the hook; those of a sourced file are not.
    program: ['zsh', '-f', '-o', 'ksh_arrays', '-c', 'source "$0"'],
    own: 'autoload -Uz add-zsh-hook; own() { echo "own $?" }; add-zsh-hook precmd own',
    set: (name, value) => `export ${name}=${quoted(value)}`,
    prompt: `for hook in "\${precmd_functions[@]}"; do (exit 7); $hook; done`,
    command: `for hook in "\${preexec_functions[@]}"; do $hook; done`,
  },
  fish: {
    program: ['fish', '--no-config'],
    own: 'function own --on-event fish_prompt; echo "own 7"; end',
    set: (name, value) => `set -gx ${name} ${quoted(value)}`,
    prompt: 'emit fish_prompt',
    command: 'emit fish_preexec',
  },
};

const now = Math.floor(Date.now() / 1000);

type Seen = { readonly out: string; readonly err: string };

const run = (shell: HookShell, isRenewing: boolean, steps: (dialect: Dialect) => readonly string[]): Seen => {
  const dialect = dialects[shell];
  const hook = expiryHook(shell, { name: 'role', isRenewing });
  // Twice, as where a startup file is read again.
  const script = [dialect.own, hook, hook, ...steps(dialect), ''].join('\n');
  writeFileSync(folder.path('script'), script);
  const [name = '', ...flags] = dialect.program;
  const { stdout, stderr } = spawnSync(name, [...flags, folder.path('script')], {
    encoding: 'utf8',
    env: {
      PATH: `${folder.path('bin')}:${process.env['PATH']}`,
      HOME: folder.path(''),
      LOG: folder.path(`log.${shell}`),
      CACHE: folder.path(`cache.${shell}`),
      LATER: String(now + 3600),
      ROLECALL_INSTANCE: 'acme',
      ROLECALL_ACCOUNT_ID: '111111111111',
      ROLECALL_ROLE_NAME: 'Admin',
      ROLECALL_PROFILE: 'prod\u001b[31m-admin',
    },
    timeout: 20_000,
  });
  return { out: stdout, err: stderr };
};

const said = 'rolecall: the keys of prod[31m-admin have expired. Renew them with: role --refresh\n';
const hostile = ['a[$(touch "$CACHE.pwned")]', '08', '9'.repeat(30), '-1', '1e3', ''];
const renewal = 'call process --instance acme --arn 111111111111:Admin';

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  const isThere = installed(shell) !== undefined;
  const taking = `call env --shell ${shell} --refresh --cached`;
  const calls = 'cat "$LOG" 2>/dev/null; rm -f "$LOG"';
  const await_ = (file: string): string =>
    `sh -c 'until [ -e "$1" ]; do sleep 0.02; done' sh "${'$'}CACHE${file}"`;
  const mark = (text: string): string => `echo "= ${text}"; ${calls}`;

  describe.skipIf(!isThere)(`the end of keys in ${shell}`, () => {
    let renewing: Seen;
    let warning: Seen;
    beforeAll(() => {
      // Time passes by setting the hook's own notes back.
      const later = shell === 'fish' ? `set -g _rolecall_began ${now - 30}` : `_rolecall_began=${now - 30}`;
      const muchLater = shell === 'fish' ? 'set -g _rolecall_began 0' : '_rolecall_began=0';
      renewing = run(shell, true, ({ set, prompt, command }) => [
        ...hostile.flatMap((value) => [set('ROLECALL_EXPIRES_AT', value), prompt]),
        set('ROLECALL_EXPIRES_AT', String(now + 3000)),
        prompt,
        mark('nothing is due'),
        set('ROLECALL_EXPIRES_AT', String(now + 300)),
        set('ROLECALL_KEY_ID', 'another'),
        prompt,
        mark('the keys are of somebody else'),
        set('ROLECALL_KEY_ID', ''),
        prompt,
        await_(''),
        mark('due'),
        prompt,
        mark('just begun'),
        later,
        prompt,
        mark('taken'),
        'echo "now $ROLECALL_EXPIRES_AT"',
        muchLater,
        set('OFFLINE', 'yes'),
        set('ROLECALL_EXPIRES_AT', String(now - 10)),
        prompt,
        await_('.failed'),
        mark('ended'),
        later,
        prompt,
        mark('told'),
        later,
        prompt,
        command ?? '',
        mark('told once'),
        set('OFFLINE', ''),
        set('ROLECALL_EXPIRES_AT', String(now - 20)),
        command ?? '',
        mark('before a command'),
        'echo "now $ROLECALL_EXPIRES_AT"',
      ]);
      warning = run(shell, false, ({ set, prompt, command }) => [
        set('ROLECALL_EXPIRES_AT', String(now + 300)),
        prompt,
        set('ROLECALL_EXPIRES_AT', String(now - 10)),
        prompt,
        prompt,
        command ?? '',
        mark('warned'),
        shell === 'bash' ? 'trap -p DEBUG' : '',
      ]);
    }, 60_000);

    it('renews behind the prompt, takes it at a later one, and before a command waits for it', () => {
      const lines = renewing.out.split('\n').filter((line) => line !== '' && !line.startsWith('own'));
      const beforeCommand = shell === 'bash' ? [] : [taking, renewal, taking];
      expect(lines).toEqual([
        '= nothing is due',
        '= the keys are of somebody else',
        '= due',
        renewal,
        '= just begun',
        '= taken',
        taking,
        `now ${now + 3600}`,
        '= ended',
        renewal,
        '= told',
        taking,
        '= told once',
        '= before a command',
        ...beforeCommand,
        `now ${shell === 'bash' ? now - 20 : now + 3600}`,
      ]);
      expect(renewing.err).toBe(said);
      expect(existsSync(folder.path(`cache.${shell}.pwned`))).toBe(false);
    });

    it('warns once, and starts no program', () => {
      const lines = warning.out.split('\n').filter((line) => line !== '' && !line.startsWith('own'));
      expect(lines).toEqual(['= warned', ...(shell === 'bash' ? ["trap -- 'ours=yes' DEBUG"] : [])]);
      expect(warning.err).toBe(said);
    });

    it('leaves hooks of one’s own, and the status that they see', () => {
      const own = warning.out.split('\n').filter((line) => line.startsWith('own'));
      expect(own).toEqual(['own 7', 'own 7', 'own 7']);
    });
  });
}
