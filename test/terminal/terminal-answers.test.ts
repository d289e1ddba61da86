import { describe, expect, test } from 'vitest';
import { answerFilter, backgroundOf, backgroundOfEnv } from '../../src/terminal/terminal-answers.ts';
import fc from '../support/properties.ts';

const esc = '\u001b';

const filtered = (...chunks: readonly string[]) => filteredWhile(false, chunks);

const filteredWhile = (isExpecting: boolean, chunks: readonly string[]) => {
  const answers: unknown[] = [];
  const { keep } = answerFilter({
    isExpecting: () => isExpecting,
    onBackground: (found) => answers.push(found),
  });
  return { keys: chunks.map(keep).join(''), answers };
};

describe('what the terminal answers', () => {
  test.each([
    ['rgb:0000/0000/0000', 'dark'],
    ['rgb:ffff/ffff/ffff', 'light'],
    ['rgb:1e1e/1e1e/2e2e', 'dark'],
    ['rgb:fd/f6/e3', 'light'],
    ['rgba:0000/0000/0000/cccc', 'dark'],
    ['rgb:f/f/f', 'light'],
    ['#ffffff', undefined],
    ['rgb:', undefined],
  ])('%s is %s', (color, background) => {
    expect(backgroundOf(color)).toBe(background);
  });

  test.each([
    ['15;0', 'dark'],
    ['0;15', 'light'],
    ['15;default;0', 'dark'],
    ['0;7', 'light'],
    ['7;8', 'dark'],
    ['15;default', undefined],
    ['15;300', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('COLORFGBG=%s is %s', (value, background) => {
    expect(backgroundOfEnv(value)).toBe(background);
  });

  test('is taken out of what is typed', () => {
    const answer = `${esc}]11;rgb:ffff/ffff/ffff${esc}\\${esc}[?62;22c`;
    expect(filtered(`pr${answer}od`)).toEqual({ keys: 'prod', answers: ['light', undefined] });
    expect(filtered(`${esc}]11;rgb:00/00/00\u0007`, 'x')).toEqual({ keys: 'x', answers: ['dark'] });
  });

  test('is whole however it is cut', () => {
    const bytes = `a${esc}]11;rgb:1111/2222/3333${esc}\\b${esc}[?1;2cc`;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: bytes.length - 1 }), (at) => {
        // An escape alone is a key, which the decoder tells by a pause.
        fc.pre(bytes[at - 1] !== esc);
        const { keys, answers } = filteredWhile(true, [bytes.slice(0, at), bytes.slice(at)]);
        return keys === 'abc' && answers[0] === 'dark' && answers[1] === undefined;
      }),
    );
  });

  test.each([esc, `${esc}[A`, `${esc}]`, `${esc}[200~x${esc}[201~`, `${esc}b`])(
    '%j stays what it is',
    (keys) => {
      expect(filtered(keys)).toEqual({ keys, answers: [] });
    },
  );
});
