// A program for test/build: draws a walk through the picker's screens by Ink, in colour, at two sizes, and prints as JSON
// what each step sent to the terminal, and every screen drawn anew. Bundled with and without build/faster-ink.mjs.
import '../../src/terminal/promise-with-resolvers.ts';
import { Writable } from 'node:stream';
import { render, renderToString } from 'ink';
import { createPaint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import type { PickerEvent } from '../../src/picker/event.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';
import { role, rolesOf } from './picker-fixture.ts';
import { listed, run, typed } from './picker-state.ts';

const paint = createPaint(themeNamed('dark'), 3);

const hostile = [
  role({ profile: 'wide-東京-本番', accountName: '東京 本番環境', roleName: 'R1' }),
  role({ profile: 'emoji-🚀👩‍👩‍👧', accountName: 'e\u0301clair n\u0303', roleName: 'R2' }),
  role({ profile: 'rtl-שלום', accountName: 'مرحبا', roleName: 'R3' }),
  role({ profile: `long-${'x'.repeat(120)}`, accountName: '各'.repeat(60), roleName: 'R4' }),
  role({ profile: 'soft\u00adhyphen-ﬁ-Ａ', accountName: 'ʰ ͏ ⠿ ▌', roleName: 'R5' }),
];

const down: PickerEvent = { kind: 'moved', by: 1, unit: 'row' };
const page: PickerEvent = { kind: 'moved', by: 1, unit: 'page' };
const toggle = (panel: 'help' | 'tags' | 'actions'): PickerEvent => ({ kind: 'panel-toggled', panel });

const steps: readonly PickerEvent[] = [
  down,
  page,
  typed('p'),
  typed('ro'),
  typed('d 東'),
  toggle('tags'),
  down,
  { kind: 'accepted' },
  toggle('tags'),
  toggle('actions'),
  toggle('actions'),
  toggle('help'),
];

const walk = (columns: number, rows: number): readonly PickerState[] => {
  const states = [listed({ size: { columns, rows } }, [...hostile, ...rolesOf(160)])];
  for (const step of steps) states.push(run(states.at(-1) as PickerState, step).state);
  return states;
};

const screenOf = (state: PickerState) => <Screen frame={frameOf(state)} paint={paint} />;

const walks: unknown[] = [];
for (const [columns, rows] of [
  [80, 24],
  [120, 40],
] as const) {
  const steps: string[] = [];
  let written: string[] = [];
  const endStep = (): void => {
    steps.push(written.join(''));
    written = [];
  };
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  });
  const stdout = Object.assign(stream, { isTTY: true, columns, rows }) as unknown as NodeJS.WriteStream;
  const states = walk(columns, rows);
  const [first, ...rest] = states as [PickerState, ...PickerState[]];
  const instance = render(screenOf(first), {
    stdout,
    interactive: true,
    incrementalRendering: true,
    maxFps: 1000,
    patchConsole: false,
  });
  for (const state of rest) {
    await instance.waitUntilRenderFlush();
    endStep();
    instance.rerender(screenOf(state));
  }
  await instance.waitUntilRenderFlush();
  endStep();
  instance.unmount();
  const anew = states.map((state) => renderToString(screenOf(state), { columns }));
  walks.push({ columns, rows, steps, anew });
}
process.stdout.write(JSON.stringify(walks));
process.exit(0);
