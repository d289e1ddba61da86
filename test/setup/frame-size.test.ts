// Whatever the names hold and however large the terminal is, no line is wider than its place and no frame taller.

import { expect, test } from 'vitest';
import { lineWidth } from '../../src/picker/header-view.ts';
import type { Frame } from '../../src/picker/view-model.ts';
import type { SetupState } from '../../src/setup/state.ts';
import { setupFrame } from '../../src/setup/view-model.ts';
import fc from '../support/properties.ts';
import {
  discoveredOf,
  down,
  enter,
  opened,
  previewRoles,
  requestOf,
  roadTo,
  run,
  type,
} from '../support/setup-state.ts';

const expectToFit = (frame: Frame): void => {
  const { body } = frame;
  for (const line of [frame.header, frame.status, frame.hints])
    expect(lineWidth(line)).toBeLessThanOrEqual(frame.width);
  if (body.kind !== 'list') return;
  const panes = [body.left, body.list].flatMap((pane) => (pane === undefined ? [] : [pane]));
  for (const pane of panes) {
    expect(pane.lines.length).toBeLessThanOrEqual(frame.bodyHeight);
    for (const { line } of pane.lines) expect(lineWidth(line)).toBeLessThanOrEqual(pane.width);
  }
  const used = panes.reduce((sum, { width }) => sum + width, 0) + (body.left === undefined ? 0 : 3);
  expect(used).toBeLessThanOrEqual(frame.width);
  const { cursor } = frame;
  if (cursor !== undefined) expect(cursor.x < frame.width && cursor.y < frame.height).toBe(true);
};

const hostile = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.constantFrom('東京 本番環境の名前がとても長い', '🚀👩‍👩‍👧 rocket', 'e\u0301clair', 'x'.repeat(300)),
);

const states = (size: SetupState['size'], text: string): readonly SetupState[] => {
  const found = {
    kind: 'start-urls-found',
    found: [
      {
        url: `https://acme.awsapps.com/${encodeURIComponent(text)}`,
        region: undefined,
        name: undefined,
        origins: [text],
      },
    ],
  } as const;
  const start = run(opened({ size }), found).state;
  const discovering = roadTo.discovering({ size });
  const roles = previewRoles(20).map((role) => ({ ...role, accountName: text, roleName: text }));
  const discovered = discoveredOf(discovering, {
    roles,
    failures: [{ accountId: '1', accountName: text, reason: text }],
  });
  const found20 = run(discovering, { kind: 'discovered', request: requestOf(discovering), discovered }).state;
  const failure = { message: text, hint: text };
  return [
    start,
    run(start, enter, type(text)).state,
    run(roadTo.region({ size }), type(text)).state,
    run(roadTo.name({ size }), type(text)).state,
    found20,
    run(found20, enter, enter).state,
    run(found20, enter, enter, down, type(text)).state,
    run(discovering, { kind: 'task-failed', request: requestOf(discovering), failure, isSignedOut: false })
      .state,
  ];
};

test('frames fit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 220 }),
      fc.integer({ min: 10, max: 70 }),
      hostile,
      (columns, rows, text) => {
        for (const state of states({ columns, rows }, text)) expectToFit(setupFrame(state));
      },
    ),
    { numRuns: 150 },
  );
});
