// Asks the terminal for its background, once, and waits no longer than a first frame can.
import type { Background } from '../domain/theme.ts';
import { answerFilter, backgroundOfEnv, backgroundQuestion } from './terminal-answers.ts';

/** The first frame waits for the answer at most this long (ms) after the question; most answer within two. */
export const answerDeadline = 40;

/** An answer that comes after the program has left would be typed into the shell: at most this long (ms) it is
 *  waited for before leaving, counted from the question. */
const latestAnswer = 250;

export type BackgroundQuery = {
  /** Asks where the theme of that name depends on it, unless that was done before; undefined = the usual theme. */
  readonly askFor: (theme: string | undefined) => void;
  readonly background: () => Background | undefined;
  /** Takes the answers out of what the terminal sends. */
  readonly keep: (chunk: string) => string;
  /** Whether the first frame should wait. */
  readonly isOpen: () => boolean;
  /** Resolves when nothing is to be expected any more. */
  readonly settled: () => Promise<void>;
};

type Asked = {
  readonly write: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the theme depends on it. */
  readonly isNeeded: (theme: string | undefined) => boolean;
  /** It is known, or known not to come, or it came late and is another than was thought. */
  readonly onKnown: () => void;
};

/** The Linux console prints what it does not know. */
const cannotAnswer = (term: string | undefined): boolean => term === 'linux' || term === 'dumb';

export const backgroundQuery = ({ write, env, isNeeded, onKnown }: Asked): BackgroundQuery => {
  let background = backgroundOfEnv(env['COLORFGBG']);
  let isOpen = false;
  let awaits = false;
  let askedAt = 0;
  let deadline: NodeJS.Timeout | undefined;
  let pending: NodeJS.Immediate | undefined;
  let onSettled: (() => void) | undefined;
  const close = (): void => {
    clearTimeout(deadline);
    clearImmediate(pending);
    isOpen = false;
  };
  const filter = answerFilter({
    isExpecting: () => awaits,
    onBackground: (found) => {
      const isNews = isOpen || (found !== undefined && found !== background);
      background = found ?? background;
      if (found === undefined) {
        awaits = false;
        onSettled?.();
      }
      close();
      if (isNews) onKnown();
    },
  });
  return {
    askFor: (theme) => {
      if (askedAt !== 0 || cannotAnswer(env['TERM']) || !isNeeded(theme)) return;
      [isOpen, awaits] = [true, true];
      askedAt = performance.now();
      write(backgroundQuestion);
      // What came while the program was busy is read first.
      deadline = setTimeout(() => {
        pending = setImmediate(() => {
          close();
          onKnown();
        });
      }, answerDeadline);
    },
    background: () => background,
    keep: filter.keep,
    isOpen: () => isOpen,
    settled: () => {
      const left = latestAnswer - (performance.now() - askedAt);
      if (!awaits || left <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, left);
        onSettled = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
};
