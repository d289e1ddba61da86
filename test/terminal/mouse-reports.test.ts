import { describe, expect, test } from 'vitest';
import { createKeyDecoder } from '../../src/terminal/key-decoder.ts';
import { createClickCounter, doubleClickTime } from '../../src/terminal/mouse-reports.ts';

const decode = (bytes: string) => createKeyDecoder().push(bytes);

const left = (x: number, y: number) => ({ kind: 'mouse', button: 'left', x, y, clicks: 1 }) as const;

describe('reports of the mouse', () => {
  test('a press, with or without a modifier, in cells from 0', () => {
    expect(decode('\u001b[<0;1;1M')).toEqual([left(0, 0)]);
    expect(decode('\u001b[<16;211;52M')).toEqual([left(210, 51)]);
  });

  test('the wheel', () => {
    expect(decode('\u001b[<64;3;4M\u001b[<65;3;4M')).toMatchObject([
      { button: 'wheel-up' },
      { button: 'wheel-down' },
    ]);
  });

  test('releases, movements, other buttons and broken reports are passed over', () => {
    expect(decode('\u001b[<0;3;4m\u001b[<35;3;4M\u001b[<2;3;4M\u001b[<0;3M\u001b[<;;Mx')).toEqual([
      { kind: 'text', text: 'x' },
    ]);
  });

  test('a report in two pieces is one', () => {
    const decoder = createKeyDecoder();
    expect(decoder.push('\u001b[<0;1')).toEqual([]);
    expect(decoder.push(';1M')).toEqual([left(0, 0)]);
  });

  test('two clicks on one place are a double click only when they are quick', () => {
    let now = 0;
    const count = createClickCounter(() => now);
    const clicks = (after: number, x: number, y: number): number | undefined => {
      now += after;
      const press = count(left(x, y));
      return press.kind === 'mouse' ? press.clicks : undefined;
    };
    expect(clicks(0, 3, 3)).toBe(1);
    expect(clicks(100, 3, 3)).toBe(2);
    expect(clicks(100, 3, 3)).toBe(1);
    expect(clicks(doubleClickTime, 3, 3)).toBe(1);
    expect(clicks(100, 3, 4)).toBe(1);
  });
});
