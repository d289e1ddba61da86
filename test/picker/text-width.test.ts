import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import {
  cutEnd,
  cutStart,
  padEnd,
  padStart,
  roomFor,
  shorten,
  textWidth,
  wrapWords,
} from '../../src/picker/text-width.ts';
import fc from '../support/properties.ts';

const latin = fc.integer({ min: 0xa1, max: 0x2af }).map((code) => String.fromCharCode(code));

describe('the width of a text', () => {
  test.each([
    ['admin', 5],
    ['東京', 4],
    ['Zürich', 6],
    ['e\u0301', 1],
    ['👩‍🚀', 2],
  ])('%s takes %i cells', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test('the quick way agrees with the careful one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.string({ unit: latin, maxLength: 20 }),
        (any, plain) => {
          expect(textWidth(any)).toBe(stringWidth(any));
          expect(textWidth(plain)).toBe(stringWidth(plain));
          expect(roomFor(any)).toBeGreaterThanOrEqual(stringWidth(any));
        },
      ),
    );
  });

  test('cuts in the middle, so that the tail stays', () => {
    expect(shorten('stark-payments-production-dr-6-ro', 17)).toBe('stark-pa…-dr-6-ro');
    expect(shorten('short', 17)).toBe('short');
  });

  test('keeps wide characters whole', () => {
    expect(shorten('東京本番環境', 7)).toBe('東…境');
    expect(textWidth(shorten('東京本番環境', 7))).toBeLessThanOrEqual(7);
  });

  test('cuts at the end', () => {
    expect(cutEnd('Only what fits', 9)).toBe('Only wha…');
    expect(cutEnd('fits', 9)).toBe('fits');
  });

  test('cuts at the start', () => {
    expect(cutStart('Only what fits', 9)).toBe('…hat fits');
    expect(cutStart('fits', 9)).toBe('fits');
    expect(cutStart('東京本番環境', 7)).toBe('…番環境');
    expect(cutStart('東京本番環境', 6)).toBe('…環境');
  });

  test('never draws more cells than there are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 1, max: 50 }),
        (text, width) => {
          expect(textWidth(shorten(text, width))).toBeLessThanOrEqual(width);
          expect(textWidth(cutEnd(text, width))).toBeLessThanOrEqual(width);
          expect(textWidth(padEnd(shorten(text, width), width))).toBe(width);
          expect(textWidth(padStart(shorten(text, width), width))).toBe(width);
        },
      ),
    );
  });

  test('wraps at spaces, and breaks a word only where it must', () => {
    expect(wrapWords('the quick brown fox', 9)).toEqual(['the quick', 'brown fox']);
    expect(wrapWords('a verylongword b', 6)).toEqual(['a', 'verylo', 'ngword', 'b']);
  });
});
