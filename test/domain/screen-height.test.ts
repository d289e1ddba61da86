import { describe, expect, it } from 'vitest';
import { parseHeight, rowsOfHeight } from '../../src/domain/screen-height.ts';

describe('a height of the picker', () => {
  it.each([
    ['15', { kind: 'rows', rows: 15 }],
    ['1', { kind: 'rows', rows: 1 }],
    ['40%', { kind: 'percent', percent: 40 }],
    ['100%', { kind: 'percent', percent: 100 }],
    ['full', { kind: 'full' }],
  ])('%s is one', (text, height) => expect(parseHeight(text)).toEqual(height));

  it.each([
    '',
    '0',
    '0%',
    '101%',
    '-5',
    '+5',
    '1.5',
    '4 0',
    '40 %',
    '%',
    '~40%',
    'half',
    '99999',
    '１５',
    '40%\n',
  ])('%j is none', (text) => expect(parseHeight(text)).toBeUndefined());

  it.each([
    ['15', 24, 15],
    ['40%', 50, 20],
    ['50%', 25, 12],
    ['40%', 24, 10],
    ['3', 24, 10],
    ['100%', 24, 24],
    ['30', 24, 24],
    ['3', 8, 8],
    ['full', 24, 24],
  ])('%s of a terminal: at least 10 rows, never more than it has', (text, rows, expected) => {
    const height = parseHeight(text);
    expect(height && rowsOfHeight(height, rows)).toBe(expected);
  });
});
