// The function of `rolecall init` in the real shells, over a stand-in for the program that says how it was called and
// prints what `env` would. One shell process makes the whole journey.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderExports } from '../../src/actions/render-variables.ts';
import { UsageError } from '../../src/domain/errors.ts';
import type { Variables } from '../../src/domain/export-variables.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { findShell } from '../../src/shells/registry.ts';
import {
  checkFunctionName,
  type FunctionShell,
  markName,
  roleFunction,
} from '../../src/shells/role-function.ts';
import type { ShellId } from '../../src/shells/shell.ts';
import { hostileValues, valuesWithLineEnds } from './hostile-values.ts';
import { installed, newFolder, parseEnvironment } from './real-shell.ts';

const folder = newFolder();
afterAll(folder.remove);
mkdirSync(folder.path('bin'));
const inBin = (name: string, lines: readonly string[]): void => {
  writeFileSync(folder.path(`bin/${name}`), `#!/bin/sh\n${lines.join('\n')}\n`);
  chmodSync(folder.path(`bin/${name}`), 0o755);
};

// Its last word names the role; a role that nobody has fails, and a left picker answers 130.
inBin('rolecall', [
  `{ for word in "$@"; do printf '<%s>' "$word"; done; echo; } >> "$LOG"`,
  '[ "$1" = env ] || { echo "passed $#"; exit 7; }',
  'shell=$3 last=',
  'while [ $# -gt 0 ]; do case $1 in --region) shift ;; --region=*) ;; *) last=$1 ;; esac; shift; done',
  `case $last in none) exit 1 ;; cancelled) exit 130 ;; esac`,
  `cat "${folder.path('')}/$shell.\${last#*:}"`,
]);
// What programs that the shell starts are given.
inBin('held', [`echo "held=$ROLECALL_ROLE_NAME"`]);
inBin('dump', ['env -0 > "$ALL"']);

type Dialect = {
  readonly program: readonly string[];
  /** A statement that prints `status=` and how the line before it ended; without it, the line is `attempt`ed. */
  readonly status?: string;
  readonly attempt?: (line: string) => string;
  /** The shell whose form it asks for, where that is another. */
  readonly asks?: ShellId;
  /** Values with line ends survive. */
  readonly isExact: boolean;
};

const catching =
  (say: string) =>
  (line: string): string =>
    `try { ${line} } catch { ${say} status=failed }`;

const dialects: Readonly<Partial<Record<FunctionShell, Dialect>>> = {
  bash: { program: ['bash', '--norc'], status: 'echo "status=$?"', isExact: true },
  zsh: { program: ['zsh', '-f'], status: 'echo "status=$?"', isExact: true },
  fish: { program: ['fish', '--no-config'], status: 'echo "status=$status"', isExact: true },
  sh: { program: ['dash'], status: 'echo "status=$?"', isExact: true },
  tcsh: { program: ['tcsh', '-f'], status: 'echo "status=$status"', isExact: false },
  xonsh: {
    program: ['xonsh', '--no-rc'],
    attempt: (line) => `${line} || echo status=failed`,
    asks: 'nushell',
    isExact: true,
  },
  elvish: { program: ['elvish', '-norc'], attempt: catching('echo'), asks: 'nushell', isExact: true },
  nushell: { program: ['nu', '--no-config-file'], attempt: catching('print'), isExact: true },
};

const hostile = (isExact: boolean): readonly string[] =>
  isExact ? [...hostileValues, ...valuesWithLineEnds] : hostileValues;

/** What the program prints, in files. */
const writeAnswers = (asked: ShellId, isExact: boolean): void => {
  const names = ['ROLECALL_INSTANCE', 'ROLECALL_ACCOUNT_ID', 'ROLECALL_ROLE_NAME', 'ROLECALL_ASKED_REGION'];
  const values = hostile(isExact).map((value, index) => [`RC_VALUE_${index}`, value] as const);
  const write = (role: string, variables: Variables): void =>
    writeFileSync(folder.path(`${asked}.${role}`), renderExports(findShell(asked), variables));
  // That of the one was asked for.
  for (const [role, region] of [
    ['One', 'us-west-2'],
    ['Two', ''],
  ] as const) {
    const own = ['acme', '111111111111', role, region].map(
      (value, index) => [names[index] ?? '', value] as const,
    );
    write(role, guarded({ set: [...own, ...values], unset: ['RC_GONE'] }));
  }
  write('--clear', guarded({ set: [], unset: names }));
};

type Journey = {
  readonly out: readonly string[];
  readonly calls: readonly string[];
  readonly err: string;
  readonly pid: number;
};

const journey = (shell: FunctionShell, dialect: Dialect): Journey => {
  const { program, status, attempt, asks = shell, isExact } = dialect;
  writeAnswers(asks, isExact);
  const failing = (line: string): readonly string[] =>
    attempt === undefined ? [line, status ?? ''] : [attempt(line)];
  const script = folder.path(`script.${shell}`);
  const log = folder.path(`log.${shell}`);
  const lines = [
    ...failing('role -'),
    "role --region eu-west-1 'a  b*' One",
    'held',
    'dump',
    'role Two',
    'role -',
    'held',
    'role -',
    'held',
    'role --clear',
    'held',
    'role -',
    'held',
    ...failing('role none'),
    ...failing('role cancelled'),
    'held',
    ...failing("role list 'a b' '$(touch PWNED)'"),
    ...failing('role --console prod'),
    ...failing('role --help'),
    'held',
  ];
  writeFileSync(
    script,
    `${roleFunction({ shell, name: 'role', commands: ['list', 'exec'] })}\n${lines.join('\n')}\n`,
  );
  const [name = '', ...flags] = program;
  const { stdout, stderr, pid } = spawnSync(name, [...flags, script], {
    encoding: 'utf8',
    cwd: folder.path(''),
    env: {
      PATH: `${folder.path('bin')}:${process.env['PATH']}`,
      HOME: folder.path(''),
      LC_ALL: 'C.UTF-8',
      LOG: log,
      ALL: folder.path(`all.${shell}`),
      RC_GONE: 'still here',
    },
  });
  return {
    out: stdout.trimEnd().split('\n'),
    calls: readFileSync(log, 'utf8').replaceAll('<--region=', '<--region><').trimEnd().split('\n'),
    err: stderr,
    pid,
  };
};

for (const [shell, dialect] of Object.entries(dialects) as [FunctionShell, Dialect][]) {
  const isThere = installed(dialect.program[0] ?? '') !== undefined;

  describe.skipIf(!isThere)(`role in ${shell}`, () => {
    let made: Journey;
    beforeAll(() => {
      made = journey(shell, dialect);
    }, 30_000);

    it('goes from role to role, back with -, and keeps what it had when a call fails', () => {
      expect(made.out.filter((line) => line.startsWith('held='))).toEqual(
        ['One', 'One', 'Two', '', 'Two', 'Two', 'Two'].map((role) => `held=${role}`),
      );
    });

    it('hands on its words, each as it was', () => {
      const asked = `<env><--shell><${dialect.asks ?? shell}>`;
      const back = (role: string): string =>
        `${asked}<--instance><acme><--arn><111111111111:${role}><--region><${role === 'One' ? 'us-west-2' : ''}>`;
      expect(made.calls).toEqual([
        `${asked}<--region><eu-west-1><a  b*><One>`,
        `${asked}<Two>`,
        back('One'),
        back('Two'),
        `${asked}<--clear>`,
        back('Two'),
        `${asked}<none>`,
        `${asked}<cancelled>`,
        '<list><a b><$(touch PWNED)>',
        '<console><prod>',
        '<--help>',
      ]);
      expect(made.out.filter((line) => line.startsWith('passed'))).toEqual([
        'passed 3',
        'passed 2',
        'passed 1',
      ]);
    });

    it('says how a call ended, and that there is nothing to go back to', () => {
      const ends = dialect.status === undefined ? Array(6).fill('failed') : ['1', '1', '130', '7', '7', '7'];
      expect(made.out.filter((line) => line.startsWith('status='))).toEqual(
        ends.map((end) => `status=${end}`),
      );
      if (dialect.status !== undefined)
        expect(made.err.trim()).toBe('role: there is no role to go back to in this shell.');
    });

    it('puts every byte of a role into the shell, takes out what must go, and runs nothing', () => {
      const seen = parseEnvironment(readFileSync(folder.path(`all.${shell}`), 'utf8'));
      const values = hostile(dialect.isExact);
      expect(values.map((_, index) => seen.get(`RC_VALUE_${index}`))).toEqual(values);
      expect(seen.has('RC_GONE')).toBe(false);
      expect(existsSync(folder.path('PWNED'))).toBe(false);
    });

    it('says in which shell it is', () => {
      expect(parseEnvironment(readFileSync(folder.path(`all.${shell}`), 'utf8')).get(markName)).toBe(
        `${shell}:${made.pid}:role`,
      );
    });
  });
}

it.each(['bash', 'zsh', 'sh'] as const)(
  '%s traces no key, and an alias does not stand in its way',
  (shell) => {
    const { program, isExact } = dialects[shell] as Dialect;
    if (installed(program[0] ?? '') === undefined) return;
    writeAnswers(shell, isExact);
    const made = folder.path(`traced.${shell}`);
    writeFileSync(made, roleFunction({ shell, name: 'role', commands: ['list'] }));
    const script = `${shell === 'bash' ? 'shopt -s expand_aliases\n' : ''}alias role='echo aliased'
eval "$(cat ${made})"
set -x
role One
role none
echo "status=$?"
case $- in *x*) echo traced ;; esac
echo "$ROLECALL_ROLE_NAME"`;
    writeFileSync(folder.path(`tracing.${shell}`), script);
    const [name = '', ...flags] = program;
    const { stdout, stderr } = spawnSync(name, [...flags, folder.path(`tracing.${shell}`)], {
      encoding: 'utf8',
      env: {
        PATH: `${folder.path('bin')}:${process.env['PATH']}`,
        LOG: folder.path('log'),
        LC_ALL: 'C.UTF-8',
      },
    });
    expect(stdout).toBe('status=1\ntraced\nOne\n');
    expect(stderr).toContain('role One');
    expect(stderr).not.toContain('RC_VALUE');
  },
);

it('has a name that every shell takes, and neither that of the program nor a word of the shells', () => {
  for (const name of ['role', 'aws-role', 'r2']) expect(checkFunctionName(name)).toBe(name);
  for (const name of ['rolecall', '', '2r', 'a b', 'a;b', '$(x)', '-x', 'if', 'done', 'eval', 'command'])
    expect(() => checkFunctionName(name)).toThrow(UsageError);
  expect(() => checkFunctionName('aws-role', 'sh')).toThrow(UsageError);
});
