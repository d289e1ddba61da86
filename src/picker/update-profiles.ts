// The steps of a change of profiles: asked, worked out, shown, agreed to, written.
import type { ConfigWish } from './config-wish.ts';
import type { PickerEffect } from './effect.ts';
import type { WorldEvent } from './event.ts';
import { noMarks, targetRoles } from './marks.ts';
import { canAgree, type ProfileChange, type ProfileChangeKind } from './profile-change.ts';
import { diffRoom } from './profile-change-view.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';

/** For the roles of the change that is open, else for the marked ones, else for the selected one. */
export const askProfiles = (state: PickerState, kind: ProfileChangeKind): Step => {
  const { profileChange } = state;
  if (profileChange?.isSaving || profileChange?.isOfNews || profileChange?.wish) return [state, []];
  return askProfilesOf(
    { ...state, panel: undefined },
    { kind, roles: profileChange?.roles ?? targetRoles(state) },
  );
};

/** The same for what config.yaml says of the selected or the marked roles. */
export const askConfig = (state: PickerState, wish: ConfigWish): Step =>
  askProfilesOf({ ...state, panel: undefined }, { kind: wish.kind, wish, roles: targetRoles(state) });

type Asked = Pick<ProfileChange, 'kind' | 'wish' | 'roles' | 'isOfNews'>;

export const askProfilesOf = (state: PickerState, asked: Asked): Step => {
  const { kind, wish, roles } = asked;
  if (roles.length === 0) return [state, []];
  const request = state.nextRequest;
  const profileChange: ProfileChange = {
    ...asked,
    request,
    plan: undefined,
    failure: undefined,
    isSaving: false,
    scroll: 0,
  };
  return [
    { ...state, nextRequest: request + 1, profileChange },
    [{ kind: 'plan-profiles', request, change: kind, ...(wish && { wish }), roles }],
  ];
};

const isOpen = (
  state: PickerState,
  request: number,
): state is PickerState & { profileChange: ProfileChange } => state.profileChange?.request === request;

const showPlan = (
  state: PickerState,
  event: Extract<WorldEvent, { kind: 'profiles-planned' }>,
): PickerState =>
  isOpen(state, event.request)
    ? { ...state, profileChange: { ...state.profileChange, plan: event.plan } }
    : state;

const showProfileFailure = (
  state: PickerState,
  event: Extract<WorldEvent, { kind: 'profiles-failed' }>,
): PickerState => {
  if (isOpen(state, event.request))
    return { ...state, profileChange: { ...state.profileChange, failure: event.failure, isSaving: false } };
  // It failed after the screen was left.
  return { ...state, notice: { level: 'warning', text: event.failure.message } };
};

/** Writes what is on the screen, and nothing else. */
export const agree = (state: PickerState): Step => {
  const { profileChange } = state;
  if (profileChange === undefined || !canAgree(profileChange)) return [state, []];
  const { request } = profileChange;
  return [
    { ...state, profileChange: { ...profileChange, isSaving: true } },
    [{ kind: 'save-profiles', request }],
  ];
};

/** What config.yaml says of a role is part of the role. */
const lookAgain = ({ profileChange }: PickerState, request: number): readonly PickerEffect[] => {
  const isOfConfig = profileChange?.request === request && profileChange.wish !== undefined;
  return [...(isOfConfig ? [{ kind: 'load-roles' } as const] : []), { kind: 'load-aws-profiles' }];
};

const finishProfiles = (state: PickerState, event: Extract<WorldEvent, { kind: 'profiles-saved' }>): Step => [
  {
    ...state,
    profileChange: isOpen(state, event.request) ? undefined : state.profileChange,
    // What they were marked for is done; profiles of the news were for other roles.
    marks: isOpen(state, event.request) && state.panel?.kind !== 'news' ? noMarks : state.marks,
    notice: { level: 'done', text: event.text },
  },
  lookAgain(state, event.request),
];

type ProfilesEvent = Extract<
  WorldEvent,
  { kind: 'aws-profiles-loaded' | 'profiles-planned' | 'profiles-saved' | 'profiles-failed' }
>;

export const onProfiles = (state: PickerState, event: ProfilesEvent): Step => {
  switch (event.kind) {
    case 'aws-profiles-loaded':
      return [{ ...state, awsProfiles: event.profiles }, []];
    case 'profiles-planned':
      return [showPlan(state, event), []];
    case 'profiles-saved':
      return finishProfiles(state, event);
    case 'profiles-failed':
      return [showProfileFailure(state, event), []];
  }
};

export const scrollDiff = (state: PickerState, change: ProfileChange, rows: number): PickerState => {
  const length = change.plan?.diff.length ?? 0;
  const last = Math.max(0, length - diffRoom(state, change));
  return {
    ...state,
    profileChange: { ...change, scroll: Math.max(0, Math.min(last, change.scroll + rows)) },
  };
};
