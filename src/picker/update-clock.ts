// Time passes: what runs out meanwhile is told, and once a minute the clocks are read anew, since other programs get
// credentials, sign in and sign out while the picker is open.
import { minute } from '../domain/expiry.ts';
import { idOfKey } from '../domain/role.ts';
import { roleOf } from '../domain/role-lookup.ts';
import type { PickerEffect } from './effect.ts';
import type { Notice, PickerState } from './state.ts';
import type { Step } from './step.ts';

/** roleKeys of credentials that were good at the last tick. */
const endedSince = ({ lives, now }: PickerState, then: number): readonly string[] => {
  const ended: string[] = [];
  for (const [key, expiresAt] of lives) if (expiresAt > now && expiresAt <= then) ended.push(key);
  return ended;
};

const endedText = ({ catalog }: PickerState, keys: readonly string[]): string => {
  const [key] = keys;
  if (keys.length > 1) return `The cached credentials of ${keys.length} roles have expired.`;
  const role = key === undefined ? undefined : roleOf(catalog.roles, idOfKey(key));
  return `The cached credentials of ${role?.profile ?? 'a role'} have expired.`;
};

const noticeAfter = (state: PickerState, now: number): Notice | undefined => {
  const ended = state.notice === undefined ? endedSince(state, now) : [];
  return ended.length === 0 ? state.notice : { level: 'warning', text: endedText(state, ended) };
};

const readAgain = ({ instances, signIn }: PickerState): readonly PickerEffect[] => [
  { kind: 'load-lives' },
  // A sign-in that goes on tells of its end itself.
  ...instances
    .filter((instance) => instance !== signIn?.instance)
    .map((instance): PickerEffect => ({ kind: 'load-session', instance })),
];

export const tick = (state: PickerState, now: number): Step => {
  const isNextMinute = Math.floor(now / minute) > Math.floor(state.now / minute);
  const next: PickerState = { ...state, now, notice: noticeAfter(state, now) };
  return [next, isNextMinute && state.isLoaded ? readAgain(state) : []];
};
