// The picker as lines that can be read out: the same list and the same search, told in words and numbers. What is said is
// said once, from top to bottom; nothing is drawn over, and no colour means anything.
import type { ActionId } from '../domain/action.ts';
import { type Role, roleKey } from '../domain/role.ts';
import { finished } from '../domain/steps.ts';
import { foundIn, spellingSteps } from './found-roles.ts';
import { goneText } from './gone.ts';
import { finishSearch } from './pending-search.ts';
import { queryOf } from './query-input.ts';
import { roleAt, rowCount } from './rows.ts';
import { tagLines, withTag } from './spoken-tags.ts';
import { about, expectedKeys, help, plural, roleLine } from './spoken-words.ts';
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
  /** `key`: one of those that `--expect` names; '' = none. */
  | {
      readonly kind: 'take';
      readonly action: ActionId;
      readonly roles: readonly Role[];
      readonly key: string;
      readonly query: string;
    }
  | { readonly kind: 'do'; readonly what: 'refresh' | 'login' }
  | { readonly kind: 'leave' };

/** Roles that are told at once. */
export const pageSize = 10;

/** In the list's order, each once: a pin stands in its group as well. */
const rolesOf = (state: PickerState): readonly Role[] => {
  const roles = new Map<string, Role>();
  for (let row = 0; row < rowCount(state); row += 1) {
    const role = roleAt(state, row);
    if (role !== undefined && !roles.has(roleKey(role))) roles.set(roleKey(role), role);
  }
  return [...roles.values()];
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
  const [whole, more] = finishSearch(typed);
  const rescue = [...effects, ...more].find(({ kind }) => kind === 'rescue-query');
  if (rescue?.kind !== 'rescue-query') return whole;
  const order = finished(spellingSteps(rescue.roles, rescue.query, rescue.known));
  return update(whole, { kind: 'query-rescued', request: rescue.request, order })[0];
};

const search = (spoken: Spoken, text: string): Heard => {
  const state = searched(spoken.state, text);
  if (rolesOf(state).length === 0)
    return { kind: 'say', spoken: { state, told: 0 }, lines: [`No role matches ${text}. Type other words.`] };
  const first = page({ state, told: 0 }, 0);
  return { kind: 'say', spoken: first.spoken, lines: [headOf(state), ...first.lines] };
};

const actionWords: Readonly<Record<string, ActionId>> = {
  subshell: 'exec',
  shell: 'exec',
  exports: 'export',
  export: 'export',
  console: 'console',
  profile: 'profile',
  print: 'print',
};

const say = (spoken: Spoken, ...lines: readonly string[]): Heard => ({ kind: 'say', spoken, lines });

/** What the word after the numbers stands for; undefined = nothing. */
const meantBy = (
  state: PickerState,
  word: string,
): { readonly action: ActionId; readonly key: string } | undefined => {
  const { enterAction } = state;
  if (word === '') return { action: enterAction, key: '' };
  const key = expectedKeys(state).find((one) => one.toLowerCase() === word);
  if (key !== undefined) return { action: enterAction, key };
  const action = actionWords[word];
  return action && { action, key: '' };
};

type Numbered = { readonly numbers: readonly number[]; readonly word: string };

/** `3`, `1 2`, `1 console`, `2 ctrl-o` */
const numbersIn = (line: string): Numbered | undefined => {
  const match = /^(\d{1,6}(?:[ ,]+\d{1,6})*)(?:\s+([a-z]\S*))?$/i.exec(line);
  if (match === null) return undefined;
  const numbers = [...new Set((match[1] ?? '').split(/[ ,]+/).map(Number))];
  return { numbers, word: match[2]?.toLowerCase() ?? '' };
};

/** Numbers of roles that were told, and perhaps a word. */
const take = (spoken: Spoken, line: string): Heard | undefined => {
  const asked = numbersIn(line);
  if (asked === undefined) return undefined;
  const { state, told } = spoken;
  const { numbers, word } = asked;
  if (numbers.some((number) => number < 1 || number > told)) {
    if (word === '' && line.length > 5) return undefined;
    return say(
      spoken,
      told === 0 ? 'There is no list yet. Type words to search.' : `There are numbers 1 to ${told}.`,
    );
  }
  const all = rolesOf(state);
  const roles = numbers.flatMap((number) => all[number - 1] ?? []);
  const [first] = roles;
  if (word === 'about' && first !== undefined) return say(spoken, ...about(state, first));
  const meant = meantBy(state, word);
  if (meant === undefined)
    return say(spoken, `${word} is nothing that can be done with a role. Type ? for help.`);
  const gone = roles.find((role) => role.gone);
  if (gone !== undefined) return say(spoken, goneText(state, gone, 'Type refresh to read the roles again.'));
  if (roles.length > 1 && !(meant.action === 'print' && state.takesSeveral))
    return say(spoken, 'One number at a time.');
  return { kind: 'take', ...meant, roles, query: state.query.text };
};

/** `tags`, `tags env`, `tag 3`. What is none of these is searched. */
const onTags = (spoken: Spoken, line: string): Heard | undefined => {
  const { state } = spoken;
  const [, key] = /^tags(?:\s+(.+))?$/i.exec(line) ?? [undefined, null];
  const lines = key === null ? undefined : tagLines(state, key ?? '');
  if (lines !== undefined) return say(spoken, ...lines);
  const number = Number(/^tag\s+(\d{1,6})$/i.exec(line)?.[1]);
  if (Number.isNaN(number)) return undefined;
  const text = withTag(state, number);
  return text === undefined
    ? say(spoken, `There is no tag ${number}. Type tags to hear them.`)
    : search(spoken, text);
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
      return take(spoken, line) ?? onTags(spoken, line) ?? search(spoken, line);
  }
};

/** With the roles as they are now; the query stays. */
export const withRoles = (spoken: Spoken, set: PickerState['catalog']): Heard => {
  const [state] = update(spoken.state, { kind: 'roles-loaded', set });
  return search({ state, told: 0 }, state.query.text);
};
