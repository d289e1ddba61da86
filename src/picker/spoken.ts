// The picker as lines that can be read out: the same list and the same search, told in words and numbers. What is said is
// said once, from top to bottom; nothing is drawn over, and no colour means anything.
import type { ActionId } from '../domain/action.ts';
import { lifeText } from '../domain/expiry.ts';
import { guardOf } from '../domain/guard.ts';
import { pinNumber } from '../domain/history.ts';
import { type Role, roleKey } from '../domain/role.ts';
import { findBySpelling, foundIn } from './found-roles.ts';
import { goneText } from './gone.ts';
import { queryOf } from './query-input.ts';
import { roleAt, rowCount } from './rows.ts';
import type { PickerState } from './state.ts';
import { update } from './update.ts';

export type Spoken = {
  readonly state: PickerState;
  /** How many roles of the list have been told. */
  readonly told: number;
};

/** What a line that was typed means. */
export type Heard =
  | { readonly kind: 'say'; readonly spoken: Spoken; readonly lines: readonly string[] }
  | { readonly kind: 'take'; readonly action: ActionId; readonly roles: readonly Role[] }
  | { readonly kind: 'do'; readonly what: 'refresh' | 'login' }
  | { readonly kind: 'leave' };

/** Roles that are told at once. */
export const pageSize = 10;

const actionWords: Readonly<Record<string, ActionId>> = {
  subshell: 'exec',
  shell: 'exec',
  exports: 'export',
  export: 'export',
  console: 'console',
  profile: 'profile',
  print: 'print',
};

const deeds: Readonly<Record<ActionId, string>> = {
  exec: 'open a subshell with it',
  export: 'print its exports',
  console: 'open the console',
  profile: 'write its profile',
  print: 'print the name of its profile',
  copy: 'copy its ARN',
};

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** In the list's order, each once: a pin stands in its group as well. */
const rolesOf = (state: PickerState): readonly Role[] => {
  const roles = new Map<string, Role>();
  for (let row = 0; row < rowCount(state); row += 1) {
    const role = roleAt(state, row);
    if (role !== undefined && !roles.has(roleKey(role))) roles.set(roleKey(role), role);
  }
  return [...roles.values()];
};

const lifeOf = ({ lives, now }: PickerState, role: Role): string => {
  const expiresAt = lives.get(roleKey(role));
  return expiresAt === undefined || expiresAt <= now ? '' : ` Credentials: ${lifeText(expiresAt, now)} left.`;
};

const roleLine = (state: PickerState, role: Role, number: number): string => {
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

const page = (
  spoken: Spoken,
  from: number,
): { readonly spoken: Spoken; readonly lines: readonly string[] } => {
  const { state } = spoken;
  const roles = rolesOf(state);
  const told = Math.min(roles.length, from + pageSize);
  const lines = roles.slice(from, told).map((role, index) => roleLine(state, role, from + index + 1));
  const rest = roles.length - told;
  return {
    spoken: { state, told },
    lines: rest > 0 ? [...lines, `${plural(rest, 'more role')}: type more, or other words.`] : lines,
  };
};

const headOf = (state: PickerState): string => {
  const { text } = state.query;
  const count = plural(rolesOf(state).length, 'role');
  if (text.trim() === '') return `${count}.`;
  return foundIn(state).isTypo
    ? `Nothing matches ${text} as typed. ${count} spelled like it:`
    : `${count} for ${text}.`;
};

/** The query, and where it finds nothing, what is spelled like it. */
const searched = (state: PickerState, text: string): PickerState => {
  const cleared: PickerState = { ...state, query: queryOf(''), selected: undefined };
  const [typed, effects] = text === '' ? [cleared, []] : update(cleared, { kind: 'query-typed', text });
  const rescue = effects.find(({ kind }) => kind === 'rescue-query');
  if (rescue?.kind !== 'rescue-query') return typed;
  const order = findBySpelling(rescue.roles, rescue.query, rescue.known);
  return update(typed, { kind: 'query-rescued', request: rescue.request, order })[0];
};

const search = (spoken: Spoken, text: string): Heard => {
  const state = searched(spoken.state, text);
  if (rolesOf(state).length === 0)
    return { kind: 'say', spoken: { state, told: 0 }, lines: [`No role matches ${text}. Type other words.`] };
  const first = page({ state, told: 0 }, 0);
  return { kind: 'say', spoken: first.spoken, lines: [headOf(state), ...first.lines] };
};

const tagsText = ({ tags }: Role): string =>
  Object.entries(tags)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');

const about = ({ state }: Spoken, role: Role): readonly string[] => [
  `Role ${role.roleName}, account ${role.accountName}, ${role.accountId}.`,
  ...(role.email === '' ? [] : [`Email ${role.email}.`]),
  `Profile ${role.profile}. Region ${role.region ?? 'not set'}. Instance ${role.instance}.`,
  ...(role.via === undefined ? [] : [`Assumed by ${role.via}.`]),
  ...(tagsText(role) === '' ? [] : [`Tags: ${tagsText(role)}.`]),
  lifeOf(state, role).trim() || 'No credentials are cached.',
];

const help = ({ enterAction, takesSeveral }: PickerState): readonly string[] => [
  'Type words to search for roles, as in the picker: prod admin, env:prod, !readonly. Enter alone lists all.',
  `Type the number of a role to ${deeds[enterAction]}.`,
  ...(takesSeveral ? ['Type several numbers, with spaces between, to take several.'] : []),
  'Type a number and a word for another thing: 1 subshell, 1 exports, 1 console, 1 profile. 1 about tells more of it.',
  'more tells the next roles, refresh reads all accounts again, login signs in, help or ? says this, quit leaves.',
  "To search for one of these words, put a ' before it.",
];

const say = (spoken: Spoken, ...lines: readonly string[]): Heard => ({ kind: 'say', spoken, lines });

/** Numbers of roles that were told, and perhaps a word. */
const take = (spoken: Spoken, line: string): Heard | undefined => {
  const match = /^(\d{1,6}(?:[ ,]+\d{1,6})*)(?:\s+([a-z]+))?$/i.exec(line);
  if (match === null) return undefined;
  const { state, told } = spoken;
  const numbers = [...new Set((match[1] ?? '').split(/[ ,]+/).map(Number))];
  if (numbers.some((number) => number < 1 || number > told)) {
    if (match[2] === undefined && line.length > 5) return undefined;
    return say(
      spoken,
      told === 0 ? 'There is no list yet. Type words to search.' : `There are numbers 1 to ${told}.`,
    );
  }
  const all = rolesOf(state);
  const roles = numbers.flatMap((number) => all[number - 1] ?? []);
  const [first] = roles;
  const word = match[2]?.toLowerCase();
  if (word === 'about' && first !== undefined) return say(spoken, ...about(spoken, first));
  const action = word === undefined ? state.enterAction : actionWords[word];
  if (action === undefined)
    return say(spoken, `${match[2]} is nothing that can be done with a role. Type ? for help.`);
  const gone = roles.find((role) => role.gone);
  if (gone !== undefined) return say(spoken, goneText(state, gone, 'Type refresh to read the roles again.'));
  if (roles.length > 1 && !(action === 'print' && state.takesSeveral))
    return say(spoken, 'One number at a time.');
  return { kind: 'take', action, roles };
};

/** What to say first. */
export const greeting = (state: PickerState): Heard => {
  const first = search({ state, told: 0 }, state.query.text);
  if (first.kind !== 'say') return first;
  return say(
    first.spoken,
    'rolecall. Type words to search, a number to take a role, ? for help, quit to leave.',
    ...first.lines,
  );
};

export const heard = (spoken: Spoken, typed: string): Heard => {
  const line = typed.trim();
  switch (line.toLowerCase()) {
    case '?':
    case 'help':
      return say(spoken, ...help(spoken.state));
    case 'q':
    case 'quit':
    case 'exit':
      return { kind: 'leave' };
    case 'refresh':
    case 'login':
      return { kind: 'do', what: line.toLowerCase() === 'login' ? 'login' : 'refresh' };
    case 'more': {
      if (spoken.told >= rolesOf(spoken.state).length) return say(spoken, 'There are no more.');
      return { kind: 'say', ...page(spoken, spoken.told) };
    }
    default:
      return take(spoken, line) ?? search(spoken, line);
  }
};

/** With the roles as they are now; the query stays. */
export const withRoles = (spoken: Spoken, set: PickerState['catalog']): Heard => {
  const [state] = update(spoken.state, { kind: 'roles-loaded', set });
  return search({ state, told: 0 }, state.query.text);
};
