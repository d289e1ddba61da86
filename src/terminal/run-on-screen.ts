// A full-screen program on a terminal: keys in, frames out, and the terminal as it was before, whichever way it ends.
import { createPaint, type Paint } from '../../components/paint.ts';
import { themeNamed } from '../../themes/registry.ts';
import type { KeyPress } from '../picker/keymap.ts';
import { colorSupport } from './color-support.ts';
import { createKeyReader, type KeyReader } from './key-reader.ts';
import { leaveOnSignal } from './leave-on-signal.ts';
import type { LoopWorld } from './loop.ts';
import { type Mount, mount } from './mount.tsx';
import { canSuspendJob, suspendJob } from './suspend-job.ts';

export type ScreenRequest = {
  readonly theme: string;
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
  readonly result: Promise<Result>;
};

export type ScreenWorld = LoopWorld & { readonly suspend: () => void };

export const sizeOf = (output: NodeJS.WriteStream): { readonly columns: number; readonly rows: number } => ({
  columns: output.columns > 0 ? output.columns : 80,
  rows: output.rows > 0 ? output.rows : 24,
});

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

/** A frame may name a theme of its own; without colours there is but one. */
const painter = ({ output, env, theme }: ScreenRequest): ((own: string | undefined) => Paint) => {
  const color = colorSupport(output, env);
  const made = new Map<string, Paint>();
  return (own) => {
    const name = color.isMono ? 'mono' : (own ?? theme);
    const paint = made.get(name) ?? createPaint(themeNamed(name), color.level);
    made.set(name, paint);
    return paint;
  };
};

type Parts<Result> = {
  readonly program: ScreenProgram<Result>;
  readonly keys: KeyReader;
  readonly close: () => void;
  readonly lent: LentTerminal;
};

type Create<Result> = (world: ScreenWorld) => ScreenProgram<Result>;

const assemble = <Result>(
  request: ScreenRequest,
  create: Create<Result>,
  onBroken: (error: unknown) => void,
): Parts<Result> => {
  const { input, output } = request;
  const paintFor = painter(request);
  let screen: Mount | undefined;
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
      program.dispatch({ kind: 'resized', ...sizeOf(output) });
    };
    screen.suspendWhile(work).catch(onBroken);
  };
  const program = create({
    after,
    suspend,
    draw: (frame) => {
      if (screen !== undefined) return screen.draw(frame);
      screen = mount(frame, { input, output, paintFor });
      screen.closed.catch(onBroken);
    },
  });
  const keys = createKeyReader({
    input,
    output,
    onKeys: (presses) => program.press(presses),
    onEnd: () => program.dispatch({ kind: 'quit-asked' }),
  });
  return { program, keys, close: () => screen?.close(), lent: lend(keys, () => screen) };
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
  const { program, keys, close, lent } = assemble(request, create, breakOff);
  const restore = (): void => {
    keys.stop();
    close();
  };
  const onResize = (): void => program.dispatch({ kind: 'resized', ...sizeOf(output) });
  const stopSignals = leaveOnSignal(breakOff, () => program.dispatch({ kind: 'quit-asked' }));
  // Before Ink's own listener, so that the frame it draws again is of the new size.
  output.prependListener('resize', onResize);
  try {
    keys.start();
    request.lendTerminal?.(lent);
    program.start();
    return await Promise.race([program.result, broken]);
  } finally {
    output.off('resize', onResize);
    stopSignals();
    request.lendTerminal?.(undefined);
    restore();
  }
};
