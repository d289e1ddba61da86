// The only `render` call of Ink. The terminal's own cursor stands in the query, where input methods and screen readers
// look for it.
import './promise-with-resolvers.ts';
import { render, useApp, useCursor } from 'ink';
import type { ReactElement } from 'react';
import type { Paint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import { inlineFrame } from '../picker/inline-frame.ts';
import type { Frame } from '../picker/view-model.ts';
import { homeOnEntry } from './home-on-entry.ts';
import { type InlineOutput, inlineOutput } from './inline-output.ts';
import { touchUp } from './touch-up.ts';
import { movesCursorByWrapping, rowsMoved } from './wrapped-rows.tsx';

export type Mount = {
  readonly draw: (frame: Frame) => void;
  /** The last frame again, since its colours are others now. */
  readonly redraw: () => void;
  /** Takes the last frame off a screen whose size has just changed; the next is drawn whole. */
  readonly forget: () => void;
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
  /** Rows below the prompt, on the ordinary screen; undefined = the alternate one. */
  readonly inlineRows?: number | undefined;
  /** Tells which terminal it is. */
  readonly env: Readonly<Record<string, string | undefined>>;
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

/** Without a cursor in it, a frame has one at its start that is not shown: from there all of it can be erased. */
const placedInline = (frame: Frame, inline: InlineOutput): Frame => {
  inline.setCursorShown(frame.cursor !== undefined);
  const placed = inlineFrame(frame);
  return { ...placed, cursor: placed.cursor ?? { x: 0, y: 0 } };
};

/** The cursor to the frame's first line again, on an ordinary screen whose size has just changed. */
const findInline = (inline: InlineOutput, last: Frame, { env, output, paintFor }: MountOptions): void => {
  inline.lose();
  if (movesCursorByWrapping(env, process.platform) && output.columns < last.width)
    inline.goUp(rowsMoved(placedInline(last, inline), paintFor(last.theme), output.columns));
};

type InkParts = {
  readonly inline: InlineOutput | undefined;
  /** It has written what it was given, or passed it over. */
  readonly onWritten: () => void;
};

const startInk = (
  element: ReactElement,
  { input, output }: MountOptions,
  { inline, onWritten }: InkParts,
): ReturnType<typeof render> =>
  render(element, {
    stdout: inline?.stream ?? homeOnEntry(output),
    stdin: input,
    stderr: output,
    interactive: true,
    alternateScreen: inline === undefined,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps,
    onRender: onWritten,
  });

export const mount = (first: Frame, options: MountOptions): Mount => {
  const { output, env, inlineRows, paintFor } = options;
  const inline = inlineRows === undefined ? undefined : inlineOutput(output);
  let suspend: Suspend = (work) => work();
  const root = (frame: Frame): ReactElement => (
    <Root
      frame={inline === undefined ? frame : placedInline(frame, inline)}
      paint={paintFor(frame.theme)}
      onSuspendable={(given) => {
        suspend = given;
      }}
    />
  );
  // Frames that Ink was given, and how many of them it has written or passed over: it holds back more than 120 in a second.
  let [given, written] = [0, 0];
  if (inlineRows !== undefined) inline?.reserve(inlineRows);
  const instance = startInk(root(first), options, {
    inline,
    onWritten: () => {
      written = given;
    },
  });
  let isLent = false;
  const screen = touchUp(first, {
    paintFor,
    drawWhole: (frame) => {
      given += 1;
      instance.rerender(root(frame));
    },
    write: (text) => void output.write(text),
    canTouch: () => inline === undefined && !isLent && env['INK_SCREEN_READER'] !== 'true',
    isInkDone: () => written === given,
  });
  return {
    draw: screen.draw,
    redraw: screen.drawWhole,
    forget: () => {
      const isTouched = screen.forget();
      if (inline !== undefined) findInline(inline, screen.shown(), options);
      if (inline !== undefined || isTouched) instance.clear();
    },
    suspendWhile: async (work) => {
      screen.drawWhole();
      inline?.lose();
      inline?.setCursorShown(true);
      isLent = true;
      await suspend(work).finally(() => {
        isLent = false;
      });
      if (inline !== undefined) screen.drawWhole();
    },
    close: () => {
      if (inline === undefined) return instance.unmount();
      instance.clear();
      inline.end(instance.unmount);
    },
    closed: instance.waitUntilExit(),
  };
};
