// The mouse as xterm reports it in its SGR form (`CSI < button ; column ; row M`), and which clicks are double ones.
import type { KeyPress, MousePress } from '../picker/keymap.ts';

/** Presses and the wheel, no movements: Shift with the mouse still selects text, which is the terminal's own. */
export const mouseOn = '\u001b[?1000h\u001b[?1006h';
export const mouseOff = '\u001b[?1006l\u001b[?1000l';

/** ms from one click to the next of the same double click. */
export const doubleClickTime = 400;

const buttons: Readonly<Record<number, MousePress['button']>> = {
  0: 'left',
  64: 'wheel-up',
  65: 'wheel-down',
};

/** Shift, Alt and Ctrl are not told apart. */
const modifiers = 4 | 8 | 16;

/** `<0;3;4` with the final letter; undefined for releases, movements and other buttons. */
export const mousePress = (parameters: string, final: string): MousePress | undefined => {
  const match = /^<(\d+);(\d+);(\d+)$/.exec(parameters);
  const button = match === null ? undefined : buttons[Number(match[1]) & ~modifiers];
  if (match === null || button === undefined || final !== 'M') return undefined;
  return { kind: 'mouse', button, x: Number(match[2]) - 1, y: Number(match[3]) - 1, clicks: 1 };
};

/** Makes the second of two quick clicks on one place a double one. */
export const createClickCounter = (now: () => number): ((press: KeyPress) => KeyPress) => {
  let last: { readonly at: number; readonly x: number; readonly y: number } | undefined;
  return (press) => {
    if (press.kind !== 'mouse' || press.button !== 'left') {
      last = undefined;
      return press;
    }
    const at = now();
    const isSecond =
      last !== undefined &&
      at - last.at < doubleClickTime &&
      last.y === press.y &&
      Math.abs(last.x - press.x) <= 1;
    last = isSecond ? undefined : { at, x: press.x, y: press.y };
    return isSecond ? { ...press, clicks: 2 } : press;
  };
};
