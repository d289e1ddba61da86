// What the terminal answers when it is asked for its background (OSC 11), told from keys. The question is followed by
// one that every terminal answers (device attributes), so that silence is known to be one.
import type { Background } from '../domain/theme.ts';

export const backgroundQuestion = '\u001b]11;?\u001b\\\u001b[c';

export type AnswerFilter = {
  /** What is left of the bytes for the keys. The start of an answer is kept for the next bytes. */
  readonly keep: (chunk: string) => string;
};

type Expecting = {
  readonly isExpecting: () => boolean;
  /** Undefined = it answered, and not with a colour. */
  readonly onBackground: (background: Background | undefined) => void;
};

const answer = /\u001b\]11;([^\u0007\u001b]*)(?:\u0007|\u001b\\)|\u001b\[\?[\d;]*c/;
const begun = /\u001b(?:\]11(?:;[^\u0007\u001b]*\u001b?)?|\[\?[\d;]*)$/;
/** Alt and a bracket are keys, too: this is an answer's start only while one is expected. */
const perhapsBegun = /\u001b(?:\]1?|\[)$/;

/** Parts are one to four hex digits each, as XParseColor has them; alpha is ignored. */
const channels = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i;

/** By how bright the eye finds it. Undefined for what is no colour. */
export const backgroundOf = (color: string): Background | undefined => {
  const found = channels.exec(color);
  if (found === null) return undefined;
  const [red = 0, green = 0, blue = 0] = found
    .slice(1)
    .map((part) => Number.parseInt(part, 16) / (16 ** part.length - 1));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 0.5 ? 'dark' : 'light';
};

/** rxvt's `COLORFGBG`, such as `15;0`: the last part is the number of the background's colour. */
export const backgroundOfEnv = (value: string | undefined): Background | undefined => {
  const number = /;(\d{1,2})$/.exec(value ?? '')?.[1];
  if (number === undefined || Number(number) > 15) return undefined;
  return Number(number) < 7 || number === '8' ? 'dark' : 'light';
};

export const answerFilter = ({ isExpecting, onBackground }: Expecting): AnswerFilter => {
  let pending = '';
  return {
    keep: (chunk) => {
      let rest = pending + chunk;
      pending = '';
      for (let found = answer.exec(rest); found !== null; found = answer.exec(rest)) {
        onBackground(found[1] === undefined ? undefined : backgroundOf(found[1]));
        rest = rest.slice(0, found.index) + rest.slice(found.index + found[0].length);
      }
      const cut = begun.exec(rest) ?? (isExpecting() ? perhapsBegun.exec(rest) : null);
      const start = cut?.index ?? rest.length;
      pending = rest.slice(start);
      return rest.slice(0, start);
    },
  };
};
