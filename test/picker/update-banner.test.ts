import { describe, expect, test } from 'vitest';
import { bannerLines } from '../../src/picker/banner-view.ts';
import type { PickerEvent } from '../../src/picker/event.ts';
import { layoutOf } from '../../src/picker/layout.ts';
import { screenOf } from '../../src/picker/screen-kind.ts';
import { selectedRow } from '../../src/picker/selection.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { now, rolesOf, signedIn } from '../support/picker-fixture.ts';
import { run, signedOut, typed } from '../support/picker-state.ts';

const roles = rolesOf(24);
const url = 'https://device.sso.us-east-1.amazonaws.com/?user_code=WDJB-KQRT';

const code = (over = {}): PickerEvent => ({
  kind: 'sign-in-progressed',
  request: 1,
  progress: {
    kind: 'device-code',
    userCode: 'WDJB-KQRT',
    url,
    expiresAt: now + 600_000,
    isOpened: false,
    ...over,
  },
});

const said = (state: PickerState): string =>
  bannerLines(state)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');

const started = (...events: readonly PickerEvent[]) =>
  run(signedOut({}, roles), { kind: 'accepted' }, code(), ...events);

describe('a sign-in with a list', () => {
  test('stands above it: the code, the page, and what comes then', () => {
    const { state } = started();
    expect(screenOf(state)).toBe('list');
    expect(said(state)).toContain(
      `Signing in to acme   WDJB-KQRT   10m left   then export ${roles[0]?.profile}`,
    );
    expect(said(state)).toContain('Only continue if you started this just now, here.');
    expect(said(state)).toContain(url);
  });

  test('lets one search on, and choose another role for when it is done, without a second sign-in', () => {
    const other = started(typed('staging'), { kind: 'accepted' });
    expect(other.effects.filter(({ kind }) => kind === 'sign-in')).toHaveLength(1);
    const { effects } = run(other.state, { kind: 'signed-in', request: 1, status: signedIn() });
    expect(effects).toEqual([
      {
        kind: 'finish',
        result: expect.objectContaining({
          role: expect.objectContaining({ accountName: 'Payments Staging' }),
        }),
      },
    ]);
  });

  test('leaves the selected row on the screen', () => {
    const all = run(signedOut({ size: { columns: 80, rows: 20 } }, roles), {
      kind: 'moved',
      by: 7,
      unit: 'row',
    });
    const bottom = run(all.state, { kind: 'moved', by: 1, unit: 'page' }).state;
    const rowIsShown = (state: PickerState): boolean => {
      const row = selectedRow(state);
      return row >= state.top && row < state.top + layoutOf(state).listRows;
    };
    const asked = run(bottom, { kind: 'accepted' }).state;
    expect(rowIsShown(asked)).toBe(true);
    expect(rowIsShown(run(asked, code()).state)).toBe(true);
    const cancelled = run(asked, code(), { kind: 'backed-out' }).state;
    expect(rowIsShown(cancelled)).toBe(true);
  });

  test('is cancelled by Esc, and what was typed stays', () => {
    const { state, effects } = started(typed('dev'), { kind: 'backed-out' });
    expect(effects.at(-1)).toEqual({ kind: 'cancel', request: 1 });
    expect(state.signIn).toBeUndefined();
    expect(state.query.text).toBe('dev');
  });

  test('takes the screen and gives it back by the key that asks for it', () => {
    const whole = started({ kind: 'sign-in-asked' });
    expect(screenOf(whole.state)).toBe('signing-in');
    expect(screenOf(run(whole.state, { kind: 'sign-in-asked' }).state)).toBe('list');
    expect(whole.effects.filter(({ kind }) => kind === 'sign-in')).toHaveLength(1);
  });

  test('a refresh that is asked for meanwhile follows it', () => {
    const { state, effects } = started({ kind: 'refresh-asked' });
    expect(effects.filter(({ kind }) => kind === 'sign-in' || kind === 'cancel')).toHaveLength(1);
    expect(state.refreshDue).toBe('asked');
  });

  test('without a list it has the screen', () => {
    expect(screenOf(run(signedOut(), { kind: 'sign-in-asked' }).state)).toBe('signing-in');
  });

  test.each([
    [80, 24, 4],
    [40, 10, 2],
    [120, 40, 7],
  ])('at %i x %i takes at most %i lines, and never a part of a URL', (columns, rows, most) => {
    const long = `https://acme.awsapps.com/${'a'.repeat(400)}`;
    const { state } = run(
      signedOut({ size: { columns, rows } }, roles),
      { kind: 'accepted' },
      {
        kind: 'sign-in-progressed',
        request: 1,
        progress: { kind: 'opening-browser', url: long, isOpened: false },
      },
    );
    const lines = said(state).split('\n');
    expect(lines.length).toBeLessThanOrEqual(most);
    const shown = lines.map((line) => line.trim()).join('');
    expect(shown.includes(long) || !shown.includes('aaa')).toBe(true);
  });
});
