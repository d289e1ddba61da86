import xterm from '@xterm/headless';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import type { Role } from '../../src/domain/role.ts';
import type { PickerEvent } from '../../src/picker/event.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { type Frame, frameOf } from '../../src/picker/view-model.ts';
import { touchUp } from '../../src/terminal/touch-up.ts';
import { themeNamed } from '../../themes/registry.ts';
import { drawIn } from '../support/draw-frame.tsx';
import { livesOf, role, rolesOf } from '../support/picker-fixture.ts';
import { listed, run, typed } from '../support/picker-state.ts';
import fc from '../support/properties.ts';
import { cellsOf } from '../support/terminal-cells.ts';

const theme = themeNamed('dark');
const [columns, rows] = [120, 30];

/** What puts the cursor where Ink leaves it. */
const cursorAfter = ({ cursor, height }: Frame): string =>
  `\u001b[${(cursor?.y ?? height) + 1};${(cursor?.x ?? 0) + 1}H`;

/** Writes the lines that differ from those it drew last, as Ink does: it knows of nothing else on the screen. */
const lineWriter = (write: (text: string) => void) => {
  let last: readonly string[] = [];
  return (frame: Frame): void => {
    const lines = drawIn(theme, frame).split('\n');
    const changed = lines.map((line, y) => (line === last[y] ? '' : `\u001b[${y + 1};1H\u001b[K${line}`));
    last = lines;
    write(changed.join('') + cursorAfter(frame));
  };
};

const screenOf = (written: string): Promise<string> =>
  new Promise((done) => {
    const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    terminal.write(written, () => {
      done(cellsOf(terminal));
      terminal.dispose();
    });
  });

const drawnAnew = (frame: Frame): Promise<string> => {
  let written = '';
  lineWriter((text) => {
    written += text;
  })(frame);
  return screenOf(written);
};

const wide = role({ profile: 'wide-東京-本番', accountName: '東京 本番環境' });
const startWith = (roles: readonly Role[]): PickerState => listed({ size: { columns, rows } }, roles);
/** Names of any width, and names that take a cell for each character. */
const roles = [...rolesOf(60), wide];
const plainRoles = rolesOf(80).filter(({ accountName }) => !accountName.includes('東'));

const touching = (first: PickerState) => {
  let written = '';
  let held: Frame | undefined;
  let whole = 0;
  const write = (text: string): void => {
    written += text;
  };
  const ink = lineWriter(write);
  ink(frameOf(first));
  const screen = touchUp(frameOf(first), {
    drawWhole: (frame) => {
      whole += 1;
      held = frame;
    },
    write,
    paintFor: () => createPaint(theme, 3),
    canTouch: () => true,
    isInkDone: () => held === undefined,
  });
  let state = first;
  return {
    screen,
    /** Ink writes what it has held back. */
    settle: () => {
      if (held !== undefined) ink(held);
      held = undefined;
    },
    step: (event: PickerEvent): string => {
      const before = written.length;
      state = run(state, event).state;
      screen.draw(frameOf(state));
      return written.slice(before);
    },
    tick: (ms: number): PickerEvent => ({ kind: 'clock-ticked', now: state.now + ms }),
    frame: () => frameOf(state),
    written: () => written,
    whole: () => whole,
  };
};

type Touching = ReturnType<typeof touching>;

describe('a screen that is touched up', () => {
  let up: Touching;
  beforeEach(() => {
    up = touching(startWith(plainRoles));
  });

  it('writes less than fifty bytes for a second of a countdown', async () => {
    for (let second = 0; second < 20; second += 1) {
      const bytes = up.step(up.tick(1000));
      expect(Buffer.byteLength(bytes)).toBeGreaterThan(0);
      expect(Buffer.byteLength(bytes)).toBeLessThan(second === 0 ? 400 : 50);
    }
    expect(up.whole()).toBe(0);
    expect(await screenOf(up.written())).toBe(await drawnAnew(up.frame()));
  });

  it('writes nothing where nothing is another', () => {
    up.screen.draw(up.frame());
    expect([up.step(up.tick(0)), up.whole()]).toEqual(['', 0]);
  });

  it('writes the lines that a key changes, where it draws the same screen', async () => {
    const [before, after] = [
      up.step({ kind: 'moved', by: 1, unit: 'row' }),
      up.step({ kind: 'moved', by: 1, unit: 'row' }),
    ];
    expect(Buffer.byteLength(before)).toBeLessThan(2500);
    expect(Buffer.byteLength(after)).toBeLessThan(2500);
    up.step(typed('north'));
    up.step(typed(' prod'));
    expect(up.whole()).toBe(0);
    expect(await screenOf(up.written())).toBe(await drawnAnew(up.frame()));
  });

  it('leaves to Ink another screen, and what comes while Ink may still write', () => {
    up.step({ kind: 'panel-toggled', panel: 'help' });
    expect(up.whole()).toBe(1);
    up.step(up.tick(1000));
    expect(up.whole()).toBe(2);
    up.settle();
    up.step(up.tick(1000));
    expect(up.whole()).toBe(2);
  });

  it('tells when it is to be drawn from nothing, and has the latest drawn before the terminal is lent', () => {
    expect(up.screen.forget()).toBe(false);
    up.step(up.tick(1000));
    expect(up.screen.forget()).toBe(true);
    up.screen.drawWhole();
    expect(up.whole()).toBe(1);
    expect(up.screen.forget()).toBe(false);
  });

  const events = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(1000, 60_000, 3_600_000) },
      fc.constantFrom<PickerEvent>(
        { kind: 'moved', by: 1, unit: 'row' },
        { kind: 'moved', by: 1, unit: 'all' },
        { kind: 'lives-loaded', lives: livesOf(roles) },
        { kind: 'panel-toggled', panel: 'tags' },
        { kind: 'panel-toggled', panel: 'actions' },
        { kind: 'panel-toggled', panel: 'help' },
        { kind: 'refresh-asked' },
        typed('p'),
        typed('prod core'),
        typed('東'),
        typed('nothing has these xqz'),
        { kind: 'resized', columns: 110, rows: 28 },
      ),
    ),
    { minLength: 4, maxLength: 7 },
  );

  it('shows what Ink would have drawn, whatever happened before', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(roles, plainRoles),
        events,
        fc.infiniteStream(fc.boolean()),
        async (some, steps, settled) => {
          const one = touching(startWith(some));
          for (const step of steps) {
            if (settled.next().value) one.settle();
            one.step(typeof step === 'number' ? one.tick(step) : step);
          }
          one.settle();
          expect(await screenOf(one.written())).toBe(await drawnAnew(one.frame()));
        },
      ),
      { numRuns: 16 },
    ));
});
