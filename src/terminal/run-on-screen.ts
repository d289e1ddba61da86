// A full-screen program on a terminal: keys in, frames out, and the terminal as it was before, whichever way it ends.
import { themeNamed } from '../../themes/registry.ts';
import { rowsOfHeight, type ScreenHeight } from '../domain/screen-height.ts';
import type { Theme } from '../domain/theme.ts';
import type { KeyPress } from '../picker/keymap.ts';
import type { Frame } from '../picker/view-model.ts';
import { type BackgroundQuery, backgroundQuery } from './ask-background.ts';
import { colorSupport } from './color-support.ts';
import { createKeyReader, type KeyReader } from './key-reader.ts';
import { leaveOnSignal, restoreOnMistake } from './leave-on-signal.ts';
import type { LoopWorld } from './loop.ts';
import type { Mount, mount } from './mount.tsx';
import { painter } from './painter.ts';
import { canSuspendJob, suspendJob } from './suspend-job.ts';
import { dependsOnBackground } from './theme-choice.ts';

export type ScreenRequest = {
  readonly theme: string;
  /** Clicks and the wheel are told to the program. */
  readonly hasMouse?: boolean | undefined;
  /** Undefined = full. What is not full is drawn below the prompt. */
  readonly height?: ScreenHeight | undefined;
  /** Answers some theme for any name; those that ship where it is not given. */
  readonly themeNamed?: (name: string) => Theme;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** For decisions about colour. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Given how to borrow the terminal while the program is up, for a question such as a passphrase. */
  readonly lendTerminal?: (lent: LentTerminal | undefined) => void;
};

/** Runs work with the terminal as it was before, then draws the program again. */
export type LentTerminal = <T>(work: () => Promise<T>) => Promise<T>;

export type ScreenEvent =
  | { readonly kind: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'quit-asked' }
  /** There is no shell that could bring the job back. */
  | { readonly kind: 'suspend-refused' };

export type ScreenProgram<Result> = {
  readonly start: () => void;
  readonly press: (presses: readonly KeyPress[]) => void;
  readonly dispatch: (event: ScreenEvent) => void;
  readonly show: () => void;
  readonly result: Promise<Result>;
};

export type ScreenWorld = LoopWorld & { readonly suspend: () => void };

export const sizeOf = ({
  output,
  height = { kind: 'full' },
}: Pick<ScreenRequest, 'output' | 'height'>): { readonly columns: number; readonly rows: number } => ({
  columns: output.columns > 0 ? output.columns : 80,
  rows: rowsOfHeight(height, output.rows > 0 ? output.rows : 24),
});

const isInline = ({ height = { kind: 'full' } }: ScreenRequest): boolean => height.kind !== 'full';

const after = (pause: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, pause);
  return () => clearTimeout(timer);
};

const lend =
  (keys: KeyReader, screen: () => Mount | undefined): LentTerminal =>
  async (work) => {
    const alone = async () => {
      keys.stop();
      try {
        return await work();
      } finally {
        keys.start();
      }
    };
    const mounted = screen();
    if (mounted === undefined) return alone();
    let running: ReturnType<typeof alone> | undefined;
    await mounted.suspendWhile(async () => {
      running = alone();
      // Whatever it throws is for the one who asked, not for the screen.
      await running.catch(() => undefined);
    });
    return running ?? alone();
  };

type Parts<Result> = {
  /** Loads what draws. */
  readonly open: () => Promise<void>;
  readonly program: ScreenProgram<Result>;
  readonly keys: KeyReader;
  readonly close: () => void;
  readonly resize: () => void;
  readonly lent: LentTerminal;
  readonly background: BackgroundQuery;
};

const keysOf = <Result>(
  request: ScreenRequest,
  program: ScreenProgram<Result>,
  background: BackgroundQuery,
): KeyReader =>
  createKeyReader({
    input: request.input,
    output: request.output,
    keep: background.keep,
    // Its reports count from the screen's corner, and nobody knows where the frame stands.
    hasMouse: request.hasMouse === true && !isInline(request),
    onKeys: (presses) => program.press(presses),
    onEnd: () => program.dispatch({ kind: 'quit-asked' }),
  });

type Create<Result> = (world: ScreenWorld) => ScreenProgram<Result>;

const assemble = <Result>(
  request: ScreenRequest,
  create: Create<Result>,
  onBroken: (error: unknown) => void,
): Parts<Result> => {
  const { input, output, env, theme, themeNamed: named = themeNamed } = request;
  const color = colorSupport(output, env);
  let mounting: typeof mount | undefined;
  let screen: Mount | undefined;
  let waiting: Frame | undefined;
  const draw = (frame: Frame): void => {
    background.askFor(frame.theme);
    // Colours that change under the eye are worse than a few milliseconds of nothing.
    waiting = background.isOpen() ? frame : undefined;
    if (waiting !== undefined || mounting === undefined) return;
    if (screen === undefined) {
      const inlineRows = isInline(request) ? sizeOf(request).rows : undefined;
      screen = mounting(frame, { input, output, env, inlineRows, paintFor });
      screen.closed.catch(onBroken);
    } else screen.draw(frame);
  };
  const background = backgroundQuery({
    write: (text) => void output.write(text),
    env,
    isNeeded: (name) => output.isTTY === true && dependsOnBackground(name ?? theme, color),
    onKnown: () => {
      if (waiting !== undefined) draw(waiting);
      else if (screen === undefined) program.show();
      else screen.redraw();
    },
  });
  const paintFor = painter(theme, () => ({ color, background: background.background(), named }));
  const suspend = (): void => {
    if (screen === undefined) return;
    if (!canSuspendJob(process.platform)) {
      program.dispatch({ kind: 'suspend-refused' });
      return;
    }
    const work = async (): Promise<void> => {
      keys.stop();
      await suspendJob();
      keys.start();
      program.dispatch({ kind: 'resized', ...sizeOf(request) });
    };
    screen.suspendWhile(work).catch(onBroken);
  };
  const program = create({
    after,
    suspend,
    draw,
    canDraw: () => mounting !== undefined && (screen !== undefined || !background.isOpen()),
  });
  const keys = keysOf(request, program, background);
  const resize = (): void => {
    screen?.forget();
    program.dispatch({ kind: 'resized', ...sizeOf(request) });
    // Rows that were asked for by number make the same frame in a lower terminal.
    if (isInline(request)) screen?.redraw();
  };
  const close = (): void => {
    screen?.close();
    [screen, waiting] = [undefined, undefined];
  };
  const open = async (): Promise<void> => {
    mounting = (await import('./mount.tsx')).mount;
    program.show();
  };
  return { open, program, keys, close, resize, lent: lend(keys, () => screen), background };
};

/** Rejects only when something is broken; whatever happens, the terminal is restored first. */
export const runOnScreen = async <Result>(
  request: ScreenRequest,
  create: Create<Result>,
): Promise<Result> => {
  const { output } = request;
  let breakOff: (error: unknown) => void = () => {};
  const broken = new Promise<never>((_, reject) => {
    breakOff = reject;
  });
  const { open, program, keys, close, resize, lent, background } = assemble(request, create, breakOff);
  const restore = (): void => {
    keys.stop();
    close();
  };
  const stopSignals = leaveOnSignal(breakOff, () => program.dispatch({ kind: 'quit-asked' }));
  const stopMistakes = restoreOnMistake((error) => {
    restore();
    breakOff(error);
  });
  // Before Ink's own listener, so that the frame it draws again is of the new size.
  output.prependListener('resize', resize);
  try {
    keys.start();
    background.askFor(undefined);
    request.lendTerminal?.(lent);
    // While the terminal answers.
    open().catch(breakOff);
    program.start();
    return await Promise.race([program.result, broken]);
  } finally {
    output.off('resize', resize);
    request.lendTerminal?.(undefined);
    await background.settled();
    restore();
    stopSignals();
    stopMistakes();
  }
};
