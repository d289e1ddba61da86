import { describe, expect, test } from 'vitest';
import { bestByWords, wordScore } from '../../src/domain/word-score.ts';

describe('how well a text answers typed words', () => {
  test.each([
    ['Open the console', 'console'],
    ['Open the console', 'CONS op'],
    ['Copy the account id', 'cpy'],
    ['eu-central-1 Frankfurt', 'frank'],
    ['anything', ''],
  ])('%s answers %s', (text, typed) => {
    expect(wordScore(text, typed)).toBeGreaterThan(0);
  });

  test.each([
    ['Open the console', 'consolex'],
    ['Open the console', 'console role'],
    ['Copy the account id', 'opy the zz'],
    ['A long sentence about everything', 'ahg'],
  ])('%s does not answer %s', (text, typed) => {
    expect(wordScore(text, typed)).toBe(0);
  });

  test('whole words before beginnings, these before the middle, these before scattered letters', () => {
    const found = bestByWords(['xrole', 'role', 'roles', 'r-o-l-e-x', 'other'], 'role', (text) => [text]);
    expect(found).toEqual(['role', 'roles', 'xrole', 'r-o-l-e-x']);
  });

  test('equal ones keep their order, and the name counts more than the rest', () => {
    const items = [
      { name: 'b', more: 'copy' },
      { name: 'copy', more: '' },
      { name: 'copy', more: 'x' },
    ];
    expect(bestByWords(items, 'copy', ({ name, more }) => [name, more])).toEqual([
      items[1],
      items[2],
      items[0],
    ]);
    expect(bestByWords(items, ' ', ({ name }) => [name])).toBe(items);
  });
});
