// What the spoken picker says of roles and of itself: whole sentences, no sign that cannot be read out.
import type { ActionId } from '../domain/action.ts';
import { lifeText } from '../domain/expiry.ts';
import { guardOf } from '../domain/guard.ts';
import { pinNumber } from '../domain/history.ts';
import { type Role, roleKey } from '../domain/role.ts';
import type { PickerState } from './state.ts';

const deeds: Readonly<Record<ActionId, string>> = {
  exec: 'open a subshell with it',
  export: 'print its exports',
  console: 'open the console',
  profile: 'write its profile',
  print: 'print the name of its profile',
  copy: 'copy its ARN',
};

/** Keys of `--expect`, as they were written. */
export const expectedKeys = ({ keys }: PickerState): readonly string[] =>
  keys.bindings.flatMap(({ event }) =>
    event.kind === 'accepted' && event.key !== undefined ? [event.key] : [],
  );

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const lifeOf = ({ lives, now }: PickerState, role: Role): string => {
  const expiresAt = lives.get(roleKey(role));
  return expiresAt === undefined || expiresAt <= now ? '' : ` Credentials: ${lifeText(expiresAt, now)} left.`;
};

export const roleLine = (state: PickerState, role: Role, number: number): string => {
  const guard = guardOf(state.guardRules, role);
  const isPinned = pinNumber(state.history, roleKey(role)) !== undefined;
  const instance = state.instances.length > 1 ? `, instance ${role.instance}` : '';
  const profile = role.gone ? '' : `, profile ${role.profile}`;
  return [
    `${number}. ${role.roleName} in ${role.accountName}, account ${role.accountId}${instance}${profile}.`,
    role.gone ? ' Gone.' : '',
    guard === undefined ? '' : ` Guarded: ${guard.word}.`,
    isPinned ? ' Pinned.' : '',
    lifeOf(state, role),
  ].join('');
};

const tagsText = ({ tags }: Role): string =>
  Object.entries(tags)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');

export const about = (state: PickerState, role: Role): readonly string[] => [
  `Role ${role.roleName}, account ${role.accountName}, ${role.accountId}.`,
  ...(role.email === '' ? [] : [`Email ${role.email}.`]),
  ...(role.gone ? ['It is gone: no longer assigned to you.'] : []),
  ...(role.gone
    ? []
    : [`Profile ${role.profile}. Region ${role.region ?? 'not set'}. Instance ${role.instance}.`]),
  ...(role.via === undefined ? [] : [`Assumed by ${role.via}.`]),
  ...(tagsText(role) === '' ? [] : [`Tags: ${tagsText(role)}.`]),
  lifeOf(state, role).trim() || 'No credentials are cached.',
];

const expectedHelp = (keys: readonly string[]): readonly string[] =>
  keys.length === 0 ? [] : [`Type a number and ${keys.join(' or ')} to take the role with that key.`];

export const help = (state: PickerState): readonly string[] => [
  'Type words to search for roles, as in the picker: prod admin, env:prod, !readonly. Enter alone lists all.',
  `Type the number of a role to ${deeds[state.enterAction]}.`,
  ...expectedHelp(expectedKeys(state)),
  ...(state.takesSeveral ? ['Type several numbers, with spaces between, to take several.'] : []),
  'Type a number and a word for another thing: 1 subshell, 1 exports, 1 console, 1 profile. 1 about tells more of it.',
  'tags tells the tags and how many roles each would leave, tags env those of one key; tag 3 chooses one.',
  'more tells the next roles, refresh reads all accounts again, login signs in, help or ? says this, quit leaves.',
  "To search for one of these words, put a ' before it.",
];
