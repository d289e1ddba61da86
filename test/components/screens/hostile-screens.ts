// Screens full of names that were meant to break them.
import type { History } from '../../../src/domain/history.ts';
import { roleKey } from '../../../src/domain/role.ts';
import { lengthLimits, sanitize } from '../../../src/domain/sanitize.ts';
import type { PickerEvent } from '../../../src/picker/event.ts';
import type { PickerState } from '../../../src/picker/state.ts';
import { hostileNames, rolesNamed } from '../../support/hostile-names.ts';
import { someNews } from '../../support/known-fixture.ts';
import { loaded, now, role } from '../../support/picker-fixture.ts';
import { listed, opened, run, signedOut, typed } from '../../support/picker-state.ts';
import { guardRules } from './list-screens.ts';
import type { Over, Screens, TableKind } from './screen-table.ts';
import { asking, down, enter, mark, planned, signInAsked, toggle } from './steps.ts';

const names = Object.values(hostileNames).map((name) => sanitize(name, lengthLimits.name));
const all = names.join(' ');
const worst = sanitize(`Evil\u001b[2J\u202e${'本'.repeat(140)}`, lengthLimits.name);

const roles = [
  role({
    accountName: worst,
    roleName: 'Admin',
    email: `${worst}@acme.example`,
    profile: worst,
    tags: { env: 'prod', [worst]: worst, note: names[0] ?? '' },
  }),
  ...rolesNamed(Object.values(hostileNames)),
];
const [first = role()] = roles;

const history: History = {
  pins: [roleKey(first)],
  uses: new Map([[roleKey(first), { lastUsedAt: now, count: 3 }]]),
};

const list = (over: Over): PickerState =>
  run(
    listed({ ...over, history }, roles),
    {
      kind: 'roles-loaded',
      set: loaded(roles, {
        filters: names.map((name) => ({ name, query: name })),
        news: [someNews(roles)],
      }),
    },
    {
      kind: 'aws-profiles-loaded',
      profiles: new Map([[roleKey(first), names.map((name) => ({ name, isOurs: false }))]]),
    },
  ).state;

const failure = { message: sanitize(all, lengthLimits.error), hint: sanitize(all, lengthLimits.error) };
const write: PickerEvent = { kind: 'profiles-asked', change: 'write' };
const report = { text: failure.message, failures: roles.map((one) => ({ role: one, failure })) };

/** Kinds that show a name of someone else. */
export const hostileScreens: { readonly [Kind in TableKind]?: Screens } = {
  list: {
    'hostile, list': list,
    'hostile, list with a query': (over) => run(list(over), typed('team')).state,
    'hostile, query': (over) => run(list(over), { kind: 'query-pasted', text: all }).state,
  },
  'first-run': {
    'hostile, first run': (over) =>
      run(opened({ ...over, instances: [] }), {
        kind: 'other-tools-found',
        tools: [{ tool: worst, summary: worst, files: names }],
      }).state,
  },
  failed: {
    'hostile, a failed sign-in': (over) =>
      run(signedOut(over), signInAsked, { kind: 'sign-in-failed', request: 1, failure }).state,
  },
  tags: { 'hostile, tags': (over) => run(list(over), toggle('tags'), down, enter).state },
  actions: {
    'hostile, actions': (over) => run(list(over), toggle('actions'), down).state,
    'hostile, actions for several': (over) => run(list(over), mark, mark, toggle('actions')).state,
  },
  news: { 'hostile, what changed': (over) => run(list(over), toggle('news')).state },
  detail: { 'hostile, details': (over) => run(list(over), toggle('detail')).state },
  themes: {
    'hostile, themes': (over) =>
      run(listed(over, roles), toggle('themes'), {
        kind: 'themes-loaded',
        themes: names.map((name) => ({ name, about: name, isOwn: true, problem: failure.message })),
      }).state,
  },
  'ask default-region': {
    'hostile, default region': (over) => run(list(over), asking({ about: 'default-region' })).state,
  },
  'ask tags': {
    'hostile, editing tags': (over) =>
      run(list(over), asking({ about: 'tags' }), { kind: 'query-pasted', text: all }).state,
  },
  'ask command': {
    'hostile, a command across': (over) => run(list(over), mark, mark, asking({ about: 'command' })).state,
  },
  'ask sign-out': {
    'hostile, signing out': (over) => run(list(over), asking({ about: 'sign-out' })).state,
  },
  'ask filters': { 'hostile, saved filters': (over) => run(list(over), asking({ about: 'filters' })).state },
  'ask delete-filter': {
    'hostile, deleting a filter': (over) =>
      run(list(over), asking({ about: 'delete-filter', name: names[1] ?? worst })).state,
  },
  'profile-change': {
    'hostile, writing a profile': (over) =>
      run(list(over), write, planned({ file: worst, warnings: names, diff: names.map((name) => `+${name}`) }))
        .state,
  },
  'task-report': {
    'hostile, a task that failed': (over) =>
      run(
        list(over),
        { kind: 'task-asked', task: { id: 'warm' } },
        { kind: 'task-finished', request: 1, report: { ...report, signedOut: undefined } },
      ).state,
  },
  'guard-type': {
    'guard, hostile': (over) =>
      run(listed({ ...over, guardRules }, [first, role({ roleName: 'ReadOnlyAccess' })]), {
        kind: 'action-asked',
        action: 'exec',
      }).state,
  },
};
