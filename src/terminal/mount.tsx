// The only `render` call of Ink. The terminal's own cursor stands in the query, where input methods and screen readers
// look for it.
import './promise-with-resolvers.ts';
import { render, useApp, useCursor } from 'ink';
import type { ReactElement } from 'react';
import type { Paint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import type { Frame } from '../picker/view-model.ts';
import { homeOnEntry } from './home-on-entry.ts';

export type Mount = {
  readonly draw: (frame: Frame) => void;
  /** The last frame again, since its colours are others now. */
  readonly redraw: () => void;
  /** Gives the terminal back while `work` runs, then draws everything again. */
  readonly suspendWhile: (work: () => Promise<void>) => Promise<void>;
  /** Restores the screen. May be called more than once. */
  readonly close: () => void;
  /** Rejects when a view throws. */
  readonly closed: Promise<unknown>;
};

type MountOptions = {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** By the theme that a frame names; undefined = the usual one. */
  readonly paintFor: (theme: string | undefined) => Paint;
};

type Suspend = (work: () => Promise<void>) => Promise<void>;

type RootProps = {
  readonly frame: Frame;
  readonly paint: Paint;
  readonly onSuspendable: (suspend: Suspend) => void;
};

const Root = ({ frame, paint, onSuspendable }: RootProps): ReactElement => {
  const { suspendTerminal } = useApp();
  const { setCursorPosition } = useCursor();
  onSuspendable((work) => suspendTerminal(work));
  setCursorPosition(frame.cursor);
  return <Screen frame={frame} paint={paint} />;
};

/** Frames a second at most: a burst of answers costs few frames, a key waits for none. */
const maxFps = 120;

export const mount = (first: Frame, { input, output, paintFor }: MountOptions): Mount => {
  let suspend: Suspend = (work) => work();
  const root = (frame: Frame): ReactElement => (
    <Root
      frame={frame}
      paint={paintFor(frame.theme)}
      onSuspendable={(given) => {
        suspend = given;
      }}
    />
  );
  const instance = render(root(first), {
    stdout: homeOnEntry(output),
    stdin: input,
    stderr: output,
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps,
  });
  let last = first;
  return {
    draw: (frame) => {
      last = frame;
      instance.rerender(root(frame));
    },
    redraw: () => instance.rerender(root(last)),
    suspendWhile: (work) => suspend(work),
    close: () => instance.unmount(),
    closed: instance.waitUntilExit(),
  };
};
