// Opens the picker on a terminal and answers what was picked, after the screen is as it was.

import { createPaint } from '../../components/paint.ts';
import { themeNamed } from '../../themes/registry.ts';
import type { ActionId } from '../domain/action.ts';
import type { PickerResult } from '../picker/result.ts';
import { initialState, type PendingChoice } from '../picker/state.ts';
import { colorSupport } from './color-support.ts';
import type { EffectPorts } from './effect-ports.ts';
import { createKeyReader, type KeyReader } from './key-reader.ts';
import { leaveOnSignal } from './leave-on-signal.ts';
import { type Mount, mount } from './mount.tsx';
import { createProgram, type Program } from './program.ts';
import { canSuspendJob, suspendJob } from './suspend-job.ts';

export type { PickerResult } from '../picker/result.ts';
export { type OpenTerminal, openTerminal } from './open-terminal.ts';

export type PickerRequest = {
  /** Names of the configured instances; none = the first-run screen. */
  readonly instances: readonly string[];
  readonly defaultInstance: string | undefined;
  /** What Enter does: the invoking command's action. */
  readonly enterAction: ActionId;
  readonly initialQuery: string;
  /** Sign in to this role's instance first, then answer with it. */
  readonly resume?: PendingChoice | undefined;
  readonly theme: string;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** For decisions about colour. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ports: EffectPorts;
  /** Given how to borrow the terminal while the picker is up, for a question such as a passphrase. */
  readonly lendTerminal?: (lent: LentTerminal | undefined) => void;
};

const sizeOf = (output: NodeJS.WriteStream): { readonly columns: number; readonly rows: number } => ({
  columns: output.columns > 0 ? output.columns : 80,
  rows: output.rows > 0 ? output.rows : 24,
});

const after = (pause: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, pause);
  return () => clearTimeout(timer);
};

const stateFor = ({
  instances,
  defaultInstance,
  enterAction,
  initialQuery,
  resume,
  output,
  ports,
}: PickerRequest) => {
  const now = ports.now();
  return initialState({
    now,
    utcOffset: -new Date(now).getTimezoneOffset(),
    size: sizeOf(output),
    instances,
    defaultInstance,
    enterAction,
    initialQuery,
    resume,
  });
};

type Parts = {
  readonly program: Program;
  readonly keys: KeyReader;
  readonly close: () => void;
  readonly lent: LentTerminal;
};

/** Runs work with the terminal as it was before the picker, then draws the picker again. */
export type LentTerminal = <T>(work: () => Promise<T>) => Promise<T>;

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

const assemble = (request: PickerRequest, onBroken: (error: unknown) => void): Parts => {
  const { input, output, env, ports } = request;
  const color = colorSupport(output, env);
  const paint = createPaint(themeNamed(color.isMono ? 'mono' : request.theme), color.level);
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
  const program = createProgram(stateFor(request), {
    ports,
    after,
    suspend,
    draw: (frame) => {
      if (screen !== undefined) return screen.draw(frame);
      screen = mount(frame, { input, output, paint });
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
export const openPicker = async (request: PickerRequest): Promise<PickerResult> => {
  const { output } = request;
  let breakOff: (error: unknown) => void = () => {};
  const broken = new Promise<never>((_, reject) => {
    breakOff = reject;
  });
  const { program, keys, close, lent } = assemble(request, breakOff);
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
