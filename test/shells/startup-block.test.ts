// The lines that setup adds, as text and in the real shells.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import {
  type IntegratedShell,
  integratedShells,
  startupLines,
  withoutStartupBlock,
  withStartupBlock,
} from '../../src/shells/startup-block.ts';
import { startupPlaces } from '../../src/shells/startup-places.ts';
import fc from '../support/properties.ts';
import { fillScripts } from './filled-scripts.ts';
import { installed, newFolder } from './real-shell.ts';

const block = (shell: IntegratedShell, words?: string): string =>
  `${startupLines(shell, words).join('\n')}\n`;

const added = (text: string, shell: IntegratedShell, words?: string): string =>
  withStartupBlock(text, { shell, file: 'rc', words });

describe('the lines for a startup file', () => {
  it.each([
    ['', ''],
    ['alias ll="ls -l"\n', 'alias ll="ls -l"\n\n'],
    ['no end', 'no end\n\n'],
  ])('are added to %j', (before, kept) => {
    expect(added(before, 'bash')).toBe(kept + block('bash'));
  });

  it('are added once, and renewed where they stand', () => {
    const once = added('a\n', 'zsh');
    expect(added(once, 'zsh')).toBe(once);
    const after = `${once}b\n`;
    expect(added(after, 'zsh')).toBe(after);
    const [begin, ...rest] = startupLines('zsh');
    const old = `a\n${begin}\nsomething older\n${rest.at(-1)}\nb\n`;
    expect(added(old, 'zsh')).toBe(`a\n${block('zsh')}b\n`);
  });

  it('keep the name that they say, until another is asked for', () => {
    const named = added('', 'fish', ' --name r --no-completion');
    expect(named).toContain('rolecall init fish --name r --no-completion | source');
    expect(added(named, 'fish')).toBe(named);
    expect(added(named, 'fish', ' --name s')).toBe(block('fish', ' --name s'));
  });

  it('stay out where a line of the person does the same', () => {
    const own = 'if true; then\n  eval "$(rolecall init bash --name r)"\nfi\n';
    expect(added(own, 'bash')).toBe(own);
    const comment = '# eval "$(rolecall init bash)"\n';
    expect(added(comment, 'bash')).toBe(`${comment}\n${block('bash')}`);
  });

  it('change no line end of the person where a file has both', () => {
    const mixed = 'a\r\nb\nc\r\n';
    expect(added(mixed, 'bash')).toBe(`${mixed}\n${block('bash')}`);
    expect(added(`${block('bash')}${mixed}`, 'bash')).toBe(`${block('bash')}${mixed}`);
    expect(withoutStartupBlock(added(mixed, 'bash'), 'rc')).toBe(mixed);
  });

  it('keep the line ends of the file', () => {
    expect(added('a\r\n', 'fish')).toBe(`a\r\n\r\n${block('fish').replaceAll('\n', '\r\n')}`);
  });

  it('go without a trace, whatever stands around them', () => {
    const line = fc.constantFrom('', 'a', '  b', '# c', '\t');
    const lines = fc.array(line, { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.constantFrom(...integratedShells),
        fc.constantFrom('\n', '\r\n'),
        lines,
        lines,
        (shell, eol, before, after) => {
          const whole = before.map((text) => `${text}${eol}`).join('');
          const more = after.map((text) => `${text}${eol}`).join('');
          // Without a line there is no line end to go by.
          fc.pre(whole !== '' || more === '' || eol === '\n');
          expect(withoutStartupBlock(`${added(whole, shell)}${more}`, 'rc')).toBe(`${whole}${more}`);
        },
      ),
    );
    expect(withoutStartupBlock('a\n', 'rc')).toBe('a\n');
  });

  it.each([
    ['a lost end', '# >>> rolecall >>>\nx\n'],
    ['a lost begin', 'x\n# <<< rolecall <<<\n'],
    ['two blocks', '# >>> rolecall >>>\n# <<< rolecall <<<\n# >>> rolecall >>>\n# <<< rolecall <<<\n'],
    ['the wrong order', '# <<< rolecall <<<\n# >>> rolecall >>>\n'],
  ])('are refused with %s, the line told', (_what, text) => {
    const adding = () => withStartupBlock(text, { shell: 'bash', file: '/h/.bashrc' });
    for (const change of [adding, () => withoutStartupBlock(text, '/h/.bashrc')]) {
      expect(change).toThrow(UserError);
      expect(change).toThrow(/^\/h\/\.bashrc:\d+:/);
    }
  });

  it.each([
    ['bash', 'linux', {}, ['/h/.bashrc']],
    ['bash', 'darwin', {}, ['/h/.bash_profile', '/h/.bash_login', '/h/.profile']],
    ['zsh', 'linux', { ZDOTDIR: '/z' }, ['/z/.zshrc']],
    ['fish', 'linux', {}, ['/h/.config/fish/config.fish']],
    ['fish', 'linux', { XDG_CONFIG_HOME: '/x' }, ['/x/fish/config.fish']],
    ['tcsh', 'linux', {}, ['/h/.tcshrc', '/h/.cshrc']],
    ['xonsh', 'linux', {}, ['/h/.xonshrc', '/h/.config/xonsh/rc.xsh']],
    ['elvish', 'linux', {}, ['/h/.config/elvish/rc.elv', '/h/.elvish/rc.elv']],
    ['elvish', 'win32', { APPDATA: 'R' }, ['R\\elvish\\rc.elv']],
    ['nushell', 'linux', {}, ['/h/.config/nushell/config.nu']],
    ['nushell', 'darwin', {}, ['/h/Library/Application Support/nushell/config.nu']],
    ['nushell', 'win32', { APPDATA: 'R' }, ['R\\nushell\\config.nu']],
    ['powershell', 'linux', {}, ['/h/.config/powershell/Microsoft.PowerShell_profile.ps1']],
    [
      'powershell',
      'win32',
      {},
      [
        '/h\\Documents\\PowerShell\\Microsoft.PowerShell_profile.ps1',
        '/h\\Documents\\WindowsPowerShell\\Microsoft.PowerShell_profile.ps1',
      ],
    ],
  ] as const)('of %s on %s with %j go to one of %j', (shell, platform, env, files) => {
    expect(startupPlaces(shell, { env, platform, home: '/h' })).toEqual(files);
  });
});

const folder = newFolder();
afterAll(folder.remove);
mkdirSync(folder.path('bin'));
await fillScripts(folder);
writeFileSync(
  folder.path('bin/rolecall'),
  `#!/bin/sh\nexec cat "${folder.path('completions')}/$(case $2 in zsh) echo _rolecall ;; *) echo "rolecall.$2" ;; esac)"\n`,
);
chmodSync(folder.path('bin/rolecall'), 0o755);

const registered = {
  bash: 'complete -p rolecall',
  zsh: 'print -r -- $_comps[rolecall]',
  fish: 'complete -C "rolecall logi"',
} as const;

const programs: Readonly<Partial<Record<IntegratedShell, readonly string[]>>> = {
  bash: ['bash', '--norc', '-i', '-c'],
  zsh: ['zsh', '-f', '-i', '-c'],
  fish: ['fish', '--no-config', '-i', '-c'],
  xonsh: ['xonsh', '--no-rc', '-c'],
  elvish: ['elvish', '-norc', '-c'],
  nushell: ['nu', '--no-config-file', '-c'],
};

describe.each(Object.entries(programs) as [IntegratedShell, readonly string[]][])(
  'in %s',
  (shell, [program = '', ...flags]) => {
    const env = {
      FISH_UNIT_TESTS_RUNNING: '1',
      HOME: folder.path(''),
      TERM: 'xterm',
      LC_ALL: 'C.UTF-8',
      ROLECALL_HOME: folder.path('r'),
    };
    const path = process.env['PATH'] ?? '';

    const isThere = installed(program) !== undefined;
    const lines = added('', shell);
    const question = Object.entries(registered).find(([id]) => id === shell)?.[1];

    it.skipIf(!isThere || !question)('they complete rolecall, also when they are read twice', () => {
      const answer = execFileSync(program, [...flags, `${lines}\n${lines}\n${question}`], {
        encoding: 'utf8',
        env: { ...env, PATH: `${folder.path('bin')}:${path}` },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(answer).toMatch(/_rolecall|login/);
    });

    it.skipIf(!isThere)('they say nothing where rolecall is not installed', () => {
      const { stdout, status } = spawnSync(program, [...flags, lines], {
        encoding: 'utf8',
        env: { ...env, PATH: path },
      });
      expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    });
  },
);

describe.skipIf(installed('tcsh') === undefined)('in tcsh', () => {
  // It has no flag for an interactive shell that reads a script.
  const run = (lines: string, path: string): string => {
    writeFileSync(folder.path('script.tcsh'), `set prompt = x\n${lines}\nalias role\n`);
    return execFileSync('tcsh', ['-f', folder.path('script.tcsh')], {
      encoding: 'utf8',
      env: { PATH: path },
    });
  };

  it('they define the function where rolecall is installed, and say nothing where not', () => {
    writeFileSync(folder.path('bin/rolecall'), "#!/bin/sh\necho 'alias role echo;'\n");
    const path = process.env['PATH'] ?? '';
    expect(run(added('', 'tcsh'), path)).toBe('');
    expect(run(added('', 'tcsh'), `${folder.path('bin')}:${path}`)).toBe('echo\n');
  });
});
