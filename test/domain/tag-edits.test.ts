import { describe, expect, test } from 'vitest';
import { parseTagEdits } from '../../src/domain/tag-edits.ts';

describe('edits of tags, as they are typed', () => {
  test.each([
    ['env=prod', [{ key: 'env', value: 'prod' }]],
    [
      'env=prod -old',
      [
        { key: 'env', value: 'prod' },
        { key: 'old', value: undefined },
      ],
    ],
    ['owner="Jo Doe"', [{ key: 'owner', value: 'Jo Doe' }]],
    ['owner=\'Jo "J" Doe\'', [{ key: 'owner', value: 'Jo "J" Doe' }]],
    ['url=a=b', [{ key: 'url', value: 'a=b' }]],
    [
      '  a=1   b=2 ',
      [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    ],
    ['größe=klein', [{ key: 'größe', value: 'klein' }]],
  ])('%s', (text, edits) => {
    expect(parseTagEdits(text)).toEqual({ edits });
  });

  test.each([
    ['', undefined],
    ['  ', undefined],
    ['env', 'env says neither key=value nor -key.'],
    ['=prod', '=prod is not a key: letters, digits and _.@/+- only.'],
    ['a:b=c', 'a:b is not a key: letters, digits and _.@/+- only.'],
    ['env=', 'env needs a value; -env removes the tag.'],
    ['-', '- names no tag to remove: -key does.'],
    ['env="prod', 'A quote is not closed.'],
    ['a=1 -a', 'a is there twice.'],
    [`a=${'x'.repeat(129)}`, 'The value of a is too long: 128 characters at most.'],
  ])('%s is no edit', (text, problem) => {
    expect(parseTagEdits(text)).toEqual({ problem });
  });

  test('nothing that is typed can break out of a line', () => {
    expect(JSON.stringify(parseTagEdits('a=\u001b[31mred\u202e'))).not.toMatch(/\\u001b|\u202e/);
  });
});
