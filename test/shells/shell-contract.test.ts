// The contract of every shell that runs here: what `rolecall env` prints, captured by the very line that our help
// gives, leaves exactly the value in the environment, and runs nothing. One process holds many values.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { renderExports } from '../../src/actions/render-variables.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { findShell } from '../../src/shells/registry.ts';
import fc from '../support/properties.ts';
import { hostileValues, valuesWithLineEnds } from './hostile-values.ts';
import {
  type Folder,
  installed,
  newFolder,
  parseEnvironment,
  type RealShell,
  realShells,
  runScript,
} from './real-shell.ts';

const folders = new Map(realShells.map(({ id }) => [id, newFolder()]));
afterAll(() => {
  for (const folder of folders.values()) folder.remove();
});

// One for each shell: what an injection leaves behind must accuse only the shell that let it through.
const folderOf = ({ id }: RealShell): Folder => folders.get(id) ?? newFolder();

const nameOf = (index: number): string => `RC_VALUE_${index}`;

const indexed = (values: readonly string[]) => values.map((value, index) => [nameOf(index), value] as const);

/** The values as children of the shell see them, after it obeyed our text. */
const throughShell = (real: RealShell, values: readonly string[]): readonly (string | undefined)[] => {
  const shell = findShell(real.id);
  const folder = folderOf(real);
  const exports = folder.path('exports');
  writeFileSync(
    exports,
    renderExports(shell, guarded({ set: indexed(values), unset: ['RC_GONE', 'RC_NEVER_THERE'] })),
  );
  const script = `cd ${folder.path('')}\n${shell.capture(`cat ${exports}`)}\nenv -0\n`;
  const seen = parseEnvironment(runScript({ shell: real, folder, script, env: { RC_GONE: 'still here' } }));
  expect(seen.has('RC_GONE')).toBe(false);
  expect(seen.has('RC_NEVER_THERE')).toBe(false);
  return values.map((_, index) => seen.get(nameOf(index)));
};

// The backquotes of tcsh take line ends for blanks: only a file that is sourced can carry them.
const sourcedByTcsh = (real: RealShell, values: readonly string[]): readonly (string | undefined)[] => {
  const folder = folderOf(real);
  const exports = folder.path('exports');
  writeFileSync(exports, renderExports(findShell('tcsh'), guarded({ set: indexed(values), unset: [] })));
  const seen = parseEnvironment(runScript({ shell: real, folder, script: `source ${exports}\nenv -0\n` }));
  return values.map((_, index) => seen.get(nameOf(index)));
};

const text = fc
  .oneof(
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme' }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    {
      weight: 3,
      arbitrary: fc.string({ unit: fc.constantFrom(...'\'"\\`$(){}[]<>|&;!#%^*?~=@ \t\nab\u2018\u2019é😀') }),
    },
  )
  .map((value) => value.replaceAll('\0', ''));

describe.each(realShells)('$program', (real) => {
  const isThere = installed(real.program) !== undefined;

  it.skipIf(!isThere)('keeps every hostile value and runs none', () => {
    const values = real.id === 'tcsh' ? hostileValues : [...hostileValues, ...valuesWithLineEnds];
    expect(throughShell(real, values)).toEqual(values);
    expect(existsSync(folderOf(real).path('PWNED'))).toBe(false);
  });

  it.skipIf(!isThere)('keeps any text', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 60, maxLength: 80 }), (drawn) => {
        const values = real.id === 'tcsh' ? drawn.map((value) => value.replaceAll('\n', '')) : drawn;
        expect(throughShell(real, values)).toEqual(values);
      }),
      { numRuns: real.id === 'xonsh' ? 2 : 4, endOnFailure: true },
    );
  });
});

const tcsh = realShells.find((real) => real.id === 'tcsh' && installed(real.program) !== undefined);

describe.skipIf(tcsh === undefined)('tcsh, from a file', () => {
  it('keeps line ends', () => {
    expect(tcsh && sourcedByTcsh(tcsh, valuesWithLineEnds)).toEqual(valuesWithLineEnds);
  });
});

const fish = installed('fish');

describe.skipIf(fish === undefined)('fish', () => {
  it('keeps a universal variable, and says that it stays', () => {
    const folder = newFolder();
    const text = renderExports(findShell('fish'), guarded({ set: [], unset: ['RC_UNIVERSAL'] }));
    const env = { PATH: process.env['PATH'], HOME: folder.path('.'), XDG_CONFIG_HOME: folder.path('.') };
    const script = `set -Ux RC_UNIVERSAL own; set -gx RC_UNIVERSAL ours; ${text}; echo $RC_UNIVERSAL`;
    const { stdout, stderr } = spawnSync(fish ?? '', ['-c', script], { env, encoding: 'utf8' });
    expect(stdout).toBe('own\n');
    expect(stderr).toContain('RC_UNIVERSAL is a universal variable and stays.');
    folder.remove();
  });
});
