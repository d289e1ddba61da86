import { describe, expect, test } from 'vitest';
import { roleKey } from '../../src/domain/role.ts';
import type { PickerEvent } from '../../src/picker/event.ts';
import type { ProfilePlan } from '../../src/picker/profile-change.ts';
import { screenOf } from '../../src/picker/screen-kind.ts';
import { loaded, rolesOf } from '../support/picker-fixture.ts';
import { listed, run } from '../support/picker-state.ts';

const write: PickerEvent = { kind: 'profiles-asked', change: 'write' };
const remove: PickerEvent = { kind: 'profiles-asked', change: 'remove' };
const agreed: PickerEvent = { kind: 'agreed' };
const back: PickerEvent = { kind: 'backed-out' };
const down: PickerEvent = { kind: 'moved', by: 1, unit: 'row' };

const plan: ProfilePlan = { file: '/home/jo/.aws/config', warnings: [], diff: ['--- a', '+++ b', '+x'] };
const planned = (request = 1, over: Partial<ProfilePlan> = {}): PickerEvent => ({
  kind: 'profiles-planned',
  request,
  plan: { ...plan, ...over },
});

describe('writing the profile of the selected role', () => {
  test('asks what would change, on a screen of its own, and leaves the picker open', () => {
    const { state, effects } = run(listed(), down, write);
    expect(screenOf(state)).toBe('profile-change');
    expect(effects).toEqual([{ kind: 'plan-profiles', request: 1, change: 'write', roles: [rolesOf(2)[1]] }]);
  });

  test('writes what was shown once it is agreed to, and once only', () => {
    const { effects } = run(listed(), write, agreed, planned(), agreed, agreed);
    expect(effects.slice(1)).toEqual([{ kind: 'save-profiles', request: 1 }]);
  });

  test('goes back to the list with a notice, and looks at the file again', () => {
    const { state, effects } = run(listed(), write, planned(), agreed, {
      kind: 'profiles-saved',
      request: 1,
      text: 'Wrote profile x.',
    });
    expect(screenOf(state)).toBe('list');
    expect(state.notice).toEqual({ level: 'done', text: 'Wrote profile x.' });
    expect(effects.at(-1)).toEqual({ kind: 'load-aws-profiles' });
  });

  test('has nothing to agree to where nothing would change', () => {
    const { effects } = run(listed(), write, planned(1, { diff: [] }), agreed);
    expect(effects).toHaveLength(1);
  });

  test('Esc leaves it, and a late answer opens nothing', () => {
    const left = run(listed(), write, back);
    expect(screenOf(left.state)).toBe('list');
    expect(screenOf(run(left.state, planned()).state)).toBe('list');
  });

  test('what failed after it was left is told below the list', () => {
    const failure = { message: 'The disk is full.', hint: undefined };
    const { state } = run(listed(), write, planned(), agreed, back, {
      kind: 'profiles-failed',
      request: 1,
      failure,
    });
    expect(screenOf(state)).toBe('list');
    expect(state.notice).toEqual({ level: 'warning', text: failure.message });
  });

  test('can be turned into a removal of the same roles, and an answer for the first is stale then', () => {
    const { state, effects } = run(listed(), down, write, remove, planned(1));
    expect(effects.at(-1)).toMatchObject({ kind: 'plan-profiles', request: 2, change: 'remove' });
    expect(state.profileChange).toMatchObject({ kind: 'remove', plan: undefined, roles: [rolesOf(2)[1]] });
  });

  test('keeps to its role when a refresh changes the list behind it', () => {
    const { state, effects } = run(
      listed(),
      write,
      { kind: 'roles-loaded', set: loaded(rolesOf(164).slice(8)) },
      planned(),
      agreed,
    );
    expect(state.profileChange?.roles).toEqual([rolesOf(1)[0]]);
    expect(effects.at(-1)).toEqual({ kind: 'save-profiles', request: 1 });
  });

  test('scrolls a long diff, no further than its end', () => {
    const diff = Array.from({ length: 500 }, (_, index) => `+${index}`);
    const opened = run(listed(), write, planned(1, { diff })).state;
    const end = run(opened, { kind: 'moved', by: 1, unit: 'all' }).state.profileChange?.scroll ?? 0;
    expect(end).toBeGreaterThan(450);
    expect(run(opened, down).state.profileChange?.scroll).toBe(1);
    expect(run(opened, { kind: 'moved', by: -1, unit: 'page' }).state.profileChange?.scroll).toBe(0);
  });
});

test('which profiles the AWS config has is kept by role', () => {
  const [first] = rolesOf(1);
  const profiles = new Map([[first === undefined ? '' : roleKey(first), [{ name: 'x', isOurs: true }]]]);
  expect(run(listed(), { kind: 'aws-profiles-loaded', profiles }).state.awsProfiles).toBe(profiles);
});

test('what a refresh did to the profiles is told with it, and they are looked at again', () => {
  const asked = run(listed(), { kind: 'refresh-asked' }).state;
  const profilesNews = { level: 'warning', text: 'Profiles not updated. x' } as const;
  const set = { ...loaded(rolesOf(8)), profilesNews };
  const { state, effects } = run(asked, { kind: 'refresh-finished', request: 1, set });
  expect(state.notice).toEqual({
    level: 'warning',
    text: 'Refreshed, nothing changed. Profiles not updated. x',
  });
  expect(effects).toContainEqual({ kind: 'load-aws-profiles' });
});
