// The list: with queries, pins, groups, instances, news, guards and what went wrong.
import type { GuardRule } from '../../../src/domain/guard.ts';
import { type History, noHistory, withPin, withUses } from '../../../src/domain/history.ts';
import { roleKey } from '../../../src/domain/role.ts';
import { noTags } from '../../../src/domain/tag.ts';
import { type Grouping, usualArrangement } from '../../../src/picker/arrangement.ts';
import type { OrderChange, PickerEvent } from '../../../src/picker/event.ts';
import type { PickerSetting } from '../../../src/picker/state.ts';
import { someNews } from '../../support/known-fixture.ts';
import { failureOf, loaded, now, role, rolesOf } from '../../support/picker-fixture.ts';
import { listed, opened, run, signedOut, typed } from '../../support/picker-state.ts';
import type { Screens } from './screen-table.ts';
import { allKnown, device, down, downBy, enter, mark, progress } from './steps.ts';

const roles = rolesOf(60);
const at = (index: number) => roles[index] ?? role();
const pins = [14, 3].reduce((history: History, index) => withPin(history, roleKey(at(index))), noHistory);
const history = [30, 8, 21].reduce(
  (kept: History, index, nth) => withUses(kept, [at(index)], now - 1e7 + nth),
  pins,
);

const arranged = (grouping: Grouping): Pick<PickerSetting, 'arrangement' | 'history'> => ({
  arrangement: { ...usualArrangement, grouping, recentRoles: 5 },
  history,
});

const order = (change: OrderChange): PickerEvent => ({ kind: 'order-asked', order: change });
const fold = order({ kind: 'fold-toggled' });
const foldAll = order({ kind: 'all-folded' });

const two = [
  ...rolesOf(12),
  ...rolesOf(12).map((one) => ({ ...one, instance: 'globex-emea', profile: `gx-${one.profile}` })),
];

const pinned = { pins: rolesOf(6).slice(3).map(roleKey), uses: new Map() };

const failedOf = (index: number): PickerEvent => ({
  kind: 'last-failure-loaded',
  failure: failureOf(rolesOf(8)[index]),
});

const profilesOf = (names: readonly string[]): PickerEvent => ({
  kind: 'aws-profiles-loaded',
  profiles: new Map(
    names.length === 0
      ? []
      : [[roleKey(rolesOf(1)[0] ?? role()), names.map((name, index) => ({ name, isOurs: index === 0 }))]],
  ),
});

export const guardRule = (over: Partial<GuardRule> = {}): GuardRule => ({
  match: noTags,
  tags: { env: 'prod' },
  word: 'PROD',
  tone: 'critical',
  confirm: undefined,
  process: undefined,
  readOnlyFirst: undefined,
  ...over,
});

export const guardRules = [guardRule(), guardRule({ tags: { env: 'stage' }, word: 'stage', confirm: 'yes' })];

export const listScreens: Screens = {
  list: (over) => listed(over),
  'list with a query': (over) => run(listed(over), typed('prod adm'), down).state,
  'list with marks': (over) => run(listed(over), mark, mark, down, mark).state,
  'list, signed out': (over) => signedOut(over, rolesOf(164)),
  'list, refreshing': (over) =>
    run(listed(over), { kind: 'refresh-asked' }, { kind: 'refresh-progressed', request: 1, progress }).state,
  'list, stale, after changes': (over) =>
    run(opened(over), {
      kind: 'roles-loaded',
      set: loaded(rolesOf(12), {
        isStale: true,
        fetchedAt: now - 3 * 86_400_000,
        news: [someNews(rolesOf(12))],
      }),
    }).state,
  'list with a notice': (over) => run(listed(over), { kind: 'copied', what: 'ARN' }).state,
  'list, the last failure is of this role': (over) => run(listed(over), failedOf(0)).state,
  'list, the last failure is of another role': (over) => run(listed(over), failedOf(3)).state,
  'list, with profiles in the AWS file': (over) =>
    run(listed(over), profilesOf(['northwind-admin', 'nw'])).state,
  'list, without a profile in the AWS file': (over) => run(listed(over), profilesOf([])).state,
  'list, all known': allKnown,
  'no match, looking by spelling': (over) => run(listed(over), typed('zzqq')).state,
  'no match at all': (over) =>
    run(listed(over), typed('zzqq'), { kind: 'query-rescued', request: 1, order: new Uint32Array(0) }).state,
  'near matches': (over) =>
    run(listed(over), typed('zzqq'), { kind: 'query-rescued', request: 1, order: Uint32Array.of(28, 29) })
      .state,
  'a task that runs': (over) =>
    run(
      listed(over),
      mark,
      mark,
      mark,
      { kind: 'task-asked', task: { id: 'warm' } },
      { kind: 'task-progressed', request: 1, done: 1 },
    ).state,
  'signing in with a code, then a role': (over) => run(signedOut(over, rolesOf(8)), enter, device()).state,
  'signing in above the list, the browser open': (over) =>
    run(signedOut(over, rolesOf(40)), enter, device(true), typed('prod')).state,
  'order, pins and recent roles': (over) => listed({ ...over, ...arranged('flat') }, roles),
  'order, pins and recent roles in a search': (over) =>
    run(listed({ ...over, ...arranged('flat') }, roles), typed('prod adm')).state,
  'order, grouped by account': (over) =>
    run(listed({ ...over, ...arranged('account') }, roles), downBy(7)).state,
  'order, grouped by account, one folded': (over) =>
    run(listed({ ...over, ...arranged('account') }, roles), downBy(7), fold).state,
  'order, grouped by role': (over) => listed({ ...over, ...arranged('role') }, roles),
  'order, grouped by tag, all folded': (over) =>
    run(listed({ ...over, ...arranged('tag') }, roles), downBy(4), foldAll, downBy(2)).state,
  'order, several instances': (over) => listed({ ...over, instances: ['acme', 'globex-emea'] }, two),
  'order, grouped by instance': (over) =>
    listed({ ...over, ...arranged('instance'), instances: ['acme', 'globex-emea'] }, two),
  'query, a key that is not there': (over) => run(listed(over), typed('evn:prod')).state,
  'query, pinned ones': (over) => run(listed({ ...over, history: pinned }), typed('@fav')).state,
  'query, gone ones': (over) =>
    run(
      listed(over, rolesOf(12)),
      { kind: 'roles-loaded', set: loaded(rolesOf(12), { news: [someNews(rolesOf(12))] }) },
      typed('@gone|@new'),
      downBy(2),
      enter,
    ).state,
  'guard, list': (over) => listed({ ...over, guardRules }),
};
