// States to start a picker test from, and the steps that lead from one to the next.
import type { Role } from '../../src/domain/role.ts';
import type { PickerEffect } from '../../src/picker/effect.ts';
import type { PickerEvent } from '../../src/picker/event.ts';
import { initialState, type PickerSetting, type PickerState } from '../../src/picker/state.ts';
import { update } from '../../src/picker/update.ts';
import { livesOf, loaded, now, rolesOf, signedIn } from './picker-fixture.ts';

export const setting = (over: Partial<PickerSetting> = {}): PickerSetting => ({
  now,
  utcOffset: 0,
  size: { columns: 120, rows: 40 },
  instances: ['acme'],
  defaultInstance: 'acme',
  enterAction: 'export',
  initialQuery: '',
  ...over,
});

/** The state after the events, and everything that they asked for. */
export const run = (
  state: PickerState,
  ...events: readonly PickerEvent[]
): { readonly state: PickerState; readonly effects: readonly PickerEffect[] } => {
  const effects: PickerEffect[] = [];
  let current = state;
  for (const event of events) {
    const [next, more] = update(current, event);
    current = next;
    effects.push(...more);
  }
  return { state: current, effects };
};

export const opened = (over: Partial<PickerSetting> = {}): PickerState => initialState(setting(over));

/** Signed in, with roles and cached lives. */
export const listed = (
  over: Partial<PickerSetting> = {},
  roles: readonly Role[] = rolesOf(164),
): PickerState =>
  run(
    opened(over),
    { kind: 'session-loaded', instance: 'acme', status: signedIn() },
    { kind: 'lives-loaded', lives: livesOf(roles) },
    { kind: 'roles-loaded', set: loaded(roles) },
  ).state;

export const signedOut = (over: Partial<PickerSetting> = {}, roles: readonly Role[] = []): PickerState =>
  run(
    opened(over),
    { kind: 'session-loaded', instance: 'acme', status: { kind: 'signed-out' } },
    { kind: 'roles-loaded', set: loaded(roles, roles.length === 0 ? { fetchedAt: undefined } : {}) },
  ).state;

export const typed = (text: string): PickerEvent => ({ kind: 'query-typed', text });
