import { describe, expect, test } from 'vitest';
import type { ProcessFailure } from '../../src/picker/failure.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { failureOf, now, rolesOf, signedIn } from '../support/picker-fixture.ts';
import { listed, run } from '../support/picker-state.ts';

const roles = rolesOf(8);
const minute = 60_000;
const [selected, other] = roles;

const withFailure = (failure: ProcessFailure, size = { columns: 120, rows: 40 }): PickerState =>
  run(listed({ size }, roles), { kind: 'last-failure-loaded', failure }).state;

const statusOf = (state: PickerState): string =>
  frameOf(state)
    .status.map(({ text }) => text)
    .join('');

const detailOf = (state: PickerState): string => {
  const { body } = frameOf(state);
  if (body.kind !== 'list') throw new Error('expected a list');
  const lines = body.right?.lines ?? body.list.lines.slice(-9);
  return lines.map(({ line }) => line.map(({ text }) => text).join('')).join('\n');
};

describe('the last failure of process', () => {
  test('stands in the detail of the role that it is about, of no other, whatever its age', () => {
    const old = withFailure(failureOf(selected, { at: now - 3 * 86_400_000 }));
    expect(detailOf(old)).toContain('Last failure  3d ago');
    expect(detailOf(run(old, { kind: 'moved', by: 1, unit: 'row' }).state)).not.toContain('Last failure');
  });

  test.each([
    { columns: 80, rows: 24 },
    { columns: 80, rows: 40 },
    { columns: 120, rows: 18 },
    { columns: 200, rows: 60 },
  ])('is in the detail at $columns x $rows, and then not said twice', (size) => {
    const state = withFailure(failureOf(selected), size);
    expect(detailOf(state)).toContain('Last failure  3m ago');
    expect(statusOf(state)).toBe('');
  });

  test('is said below the list where there is no detail', () => {
    const state = withFailure(failureOf(selected), { columns: 80, rows: 16 });
    expect(statusOf(state)).toContain('Last failure  3m ago');
  });

  test('of another role is said below the list for an hour', () => {
    // Nothing that expires meanwhile, which would be told in the same place.
    const { state } = run(withFailure(failureOf(other)), { kind: 'lives-loaded', lives: new Map() });
    expect(statusOf(state)).toMatch(
      /^ Last failure {2}3m ago {2}northwind-production-ReadOnlyAccess {2}You are not/,
    );
    expect(statusOf(run(state, { kind: 'clock-ticked', now: now + 56 * minute }).state)).not.toBe('');
    expect(statusOf(run(state, { kind: 'clock-ticked', now: now + 57 * minute }).state)).toBe('');
  });

  test('is no news once the person has signed in to its instance after it', () => {
    const state = withFailure(failureOf(other));
    const session = (status: ReturnType<typeof signedIn>) =>
      statusOf(run(state, { kind: 'session-loaded', instance: 'acme', status }).state);
    expect(session(signedIn({ signedInAt: now - 4 * minute }))).toContain('Last failure');
    expect(session({ kind: 'signed-out' })).toContain('Last failure');
    expect(session(signedIn({ signedInAt: now - 2 * minute }))).toBe('');
  });

  test('is not told before it is known who is signed in, nor of an instance that is gone', () => {
    expect(statusOf(withFailure(failureOf(other, { instance: 'gone' })))).toBe('');
  });

  test('is told when it came before the role was known', () => {
    const failure = failureOf(undefined, { text: 'There is no profile prod.' });
    expect(statusOf(withFailure(failure))).toBe(' Last failure  3m ago  There is no profile prod.');
  });

  test('gives way to a notice, and comes back', () => {
    const noticed = run(withFailure(failureOf(other)), { kind: 'copied', what: 'ARN' }).state;
    expect(statusOf(noticed)).toContain('Copied');
    expect(statusOf(run(noticed, { kind: 'moved', by: 0, unit: 'row' }).state)).toContain('Last failure');
  });

  test('a long one is cut where the pane ends, and says so', () => {
    const failure = failureOf(selected, { text: 'word '.repeat(200).trim() });
    const lines = detailOf(withFailure(failure, { columns: 100, rows: 22 })).split('\n');
    expect(lines.at(-1)).toMatch(/word…$|word …$/);
  });

  test('is forgotten when there is none any more', () => {
    const state = run(withFailure(failureOf(selected)), {
      kind: 'last-failure-loaded',
      failure: undefined,
    }).state;
    expect(detailOf(state)).not.toContain('Last failure');
  });
});
