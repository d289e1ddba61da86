// What is done from the screen of what changed, and when it counts as looked at: when the screen is left.
import { type Role, roleKey } from '../domain/role.ts';
import { newsKeys, newsOf } from './news.ts';
import type { ProfileChangeKind } from './profile-change.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';
import { askProfilesOf } from './update-profiles.ts';

/** Closes the screen; the news stays at hand in this picker, but is not told of again. */
export const seeNews = (state: PickerState): Step => {
  const news = newsOf(state);
  const closed: PickerState = { ...state, panel: undefined };
  const until = Math.max(state.newsSeenUntil, ...news.map(({ foundAt }) => foundAt));
  if (until === state.newsSeenUntil) return [closed, []];
  return [{ ...closed, newsSeenUntil: until }, [{ kind: 'see-news', news }]];
};

const newRoles = (state: PickerState): readonly Role[] => {
  const { added } = newsKeys(state);
  return state.catalog.roles.filter((role) => added.has(roleKey(role)));
};

/** Stand-ins: of a role that is gone nothing is left but its name, and no more is needed to find its profiles. */
const goneRoles = (state: PickerState): readonly Role[] =>
  newsOf(state).flatMap((news) =>
    news.goneRoles.map((role) => ({
      ...role,
      email: '',
      profile: '',
      region: undefined,
      ssoRegion: '',
      tags: {},
    })),
  );

const nothingTo: Readonly<Record<ProfileChangeKind, string>> = {
  write: 'No role is new, so there is no profile to write.',
  remove: 'No role is gone, so there is no profile to remove.',
};

export const askNewsProfiles = (state: PickerState, kind: ProfileChangeKind): Step => {
  const roles = kind === 'write' ? newRoles(state) : goneRoles(state);
  if (roles.length === 0) return [{ ...state, notice: { level: 'warning', text: nothingTo[kind] } }, []];
  return askProfilesOf(state, { kind, roles, isOfNews: true });
};
