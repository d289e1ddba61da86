// A device code drawn large, so that it can be compared with the one in the browser at a glance: three lines of half
// blocks, six rows of five dots a letter.

/** Six rows a letter, each five dots as a base-32 digit. */
const dots: Readonly<Record<string, string>> = {
  '0': 'ehjlpe',
  '1': '4c444e',
  '2': 'eh248v',
  '3': 'u1e11u',
  '4': '26av22',
  '5': 'vgu1he',
  '6': 'eguhhe',
  '7': 'v12444',
  '8': 'ehehhe',
  '9': 'ehhf1e',
  A: 'ehhvhh',
  B: 'uhuhhu',
  C: 'fggggf',
  D: 'uhhhhu',
  E: 'vguggv',
  F: 'vguggg',
  G: 'fgjhhf',
  H: 'hhvhhh',
  I: 'e4444e',
  J: '7111he',
  K: 'hisihh',
  L: 'gggggv',
  M: 'hrllhh',
  N: 'hpljhh',
  O: 'ehhhhe',
  P: 'uhhugg',
  Q: 'ehhlid',
  R: 'uhhuih',
  S: 'fge11u',
  T: 'v44444',
  U: 'hhhhhe',
  V: 'hhhha4',
  W: 'hhllrh',
  X: 'ha4ahh',
  Y: 'ha4444',
  Z: 'v248gv',
  '-': '00v000',
};

const halves = [' ', '▄', '▀', '█'] as const;

const rowOf = (letter: string, row: number): number => Number.parseInt(letter[row] ?? '0', 32);

const letterLine = (letter: string, line: number): string => {
  const upper = rowOf(letter, line * 2);
  const lower = rowOf(letter, line * 2 + 1);
  return [16, 8, 4, 2, 1]
    .map((bit) => halves[((upper & bit) === 0 ? 0 : 2) + ((lower & bit) === 0 ? 0 : 1)] ?? ' ')
    .join('');
};

/** Three lines; undefined when a character has no large form. */
export const bigText = (text: string): readonly string[] | undefined => {
  const letters = [...text.toUpperCase()].map((letter) => dots[letter]);
  if (letters.some((letter) => letter === undefined)) return undefined;
  return [0, 1, 2].map((line) => letters.map((letter) => letterLine(letter ?? '', line)).join('  '));
};
