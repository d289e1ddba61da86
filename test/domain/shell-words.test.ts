import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commandString } from '../../src/domain/command-line.ts';
import { shellWords } from '../../src/domain/shell-words.ts';

it.each([
  ['/a/b  process\t--arn 1:R', ['/a/b', 'process', '--arn', '1:R']],
  ['"/a b/c" d', ['/a b/c', 'd']],
  ["'x y'z ''", ['x yz', '']],
  ['', []],
  ['a; b', undefined],
  ['a $(b)', undefined],
  ['"$(b)"', undefined],
  ['a\\ b', undefined],
  ['"open', undefined],
])('%j', (command, words) => {
  expect(shellWords(command)).toEqual(words);
});

it('reads every line that we write', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9_./+@:-]{1,12}( [a-z]{1,5})?$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const argv = [...words, 'end'];
      expect(shellWords(commandString(argv))).toEqual(argv);
    }),
  );
});
