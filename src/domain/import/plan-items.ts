// The rows of the plan: what was found, and what it becomes.
import type { YamlValue } from '../config-reader.ts';
import { sanitize } from '../sanitize.ts';
import type { Change, Tree } from './config-tree.ts';
import type { ImportTool, Origin } from './found.ts';
import type { Placed } from './place-instances.ts';
import type { PlannedRole } from './plan-roles.ts';
import { chosenSettings, type ImportRequest, type Names, rolePath, unknownUser } from './plan-tree.ts';

export type ImportItem = {
  readonly tool: ImportTool;
  readonly what: 'instance' | 'account' | 'role' | 'keys' | 'setting' | 'history';
  readonly name: string;
  readonly from: Origin;
  /** Where it is in config.yaml, or will be. */
  readonly path: readonly string[];
  readonly becomes: string;
  readonly state: 'new' | 'there' | 'waiting';
};

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.every((part, index) => path[index] === part);

const isChanged = (path: readonly string[], changes: readonly Change[]): boolean =>
  changes.some((change) => startsWith(change.path, path) || startsWith(path, change.path));

type Itemised = Omit<ImportItem, 'state'>;

const instanceItems = ({ found, users }: ImportRequest, placed: Placed): readonly Itemised[] => [
  ...[...placed.byKey.values()].map(
    ({ found: { tool, name: wanted, origin, region }, name, startUrl }): Itemised => ({
      tool,
      what: 'instance',
      name: wanted,
      from: origin,
      path: ['instances', name],
      becomes: `instance ${name} (${startUrl}, ${region})`,
    }),
  ),
  ...found.keys
    .filter(({ key }) => users.has(key))
    .map(
      ({ tool, header, name, file, line, key }): Itemised => ({
        tool,
        what: 'keys',
        name: header,
        from: { file, line },
        path: ['instances', name],
        becomes: `keys ${name}, encrypted (${users.get(key) === unknownUser ? 'AWS is asked whose' : users.get(key)})`,
      }),
    ),
];

const roleItem = ({ found, instance, profile, settings }: PlannedRole): Itemised => {
  const via = settings.get('via');
  const by = typeof via === 'string' ? ` via ${via}` : '';
  return {
    tool: found.tool,
    what: 'role',
    name: found.profile ?? found.roleName,
    from: found.origin,
    path: rolePath(instance, found),
    becomes: `${found.accountId}/${found.roleName}${by} of ${instance}${profile === undefined ? '' : `, profile ${profile}`}`,
  };
};

const settingText = (value: YamlValue | undefined): string => {
  if (value instanceof Map) return [...value].map(([key, entry]) => `${key} = ${String(entry)}`).join(', ');
  return Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : '';
};

const otherItems = (request: ImportRequest, names: Names, wanted: Tree): readonly Itemised[] => [
  ...request.found.accounts.flatMap(
    ({ tool, instance, accountId, settings, origin }): readonly Itemised[] => {
      const name = names.get(instance);
      if (name === undefined || settings.size === 0) return [];
      return [
        {
          tool,
          what: 'account',
          name: accountId,
          from: origin,
          path: ['instances', name, 'accounts', accountId],
          becomes: `account ${accountId} of ${name} (${[...settings.keys()].join(', ')})`,
        },
      ];
    },
  ),
  ...chosenSettings(request)
    .settings.filter(({ key }) => wanted.has(key))
    .map(
      ({ tool, key, origin }): Itemised => ({
        tool,
        what: 'setting',
        name: key,
        from: origin,
        path: [key],
        becomes: `${key}: ${sanitize(settingText(wanted.get(key)), 200)}`,
      }),
    ),
];

/** An account is new when it itself has something new, not one of its roles. */
const stateOf = (item: Itemised, changes: readonly Change[]): ImportItem['state'] => {
  const isOwn = ({ path }: Change): boolean => {
    if (item.what === 'instance' || item.what === 'keys')
      return !startsWith(path, [...item.path, 'accounts']);
    return item.what !== 'account' || !startsWith(path, [...item.path, 'roles']);
  };
  return isChanged(item.path, changes.filter(isOwn)) ? 'new' : 'there';
};

const waitingItems = ({ found }: ImportRequest, names: Names): readonly ImportItem[] =>
  found.roles
    .filter(({ instance }) => !names.has(instance))
    .map(({ tool, profile, roleName, origin, accountId, instance }) => ({
      tool,
      what: 'role',
      name: profile ?? roleName,
      from: origin,
      path: [],
      becomes: found.handOvers.has(instance)
        ? `nothing yet: the keys of ${instance.replace(/^keys:/, '')} are missing`
        : `nothing: ${accountId}/${roleName} has no instance here`,
      state: 'waiting' as const,
    }));

export type ItemsRequest = {
  readonly request: ImportRequest;
  readonly placed: Placed;
  readonly names: Names;
  readonly roles: readonly PlannedRole[];
  /** What was found, as config.yaml would say it. */
  readonly wanted: Tree;
  readonly changes: readonly Change[];
};

export const planItems = ({
  request,
  placed,
  names,
  roles,
  wanted,
  changes,
}: ItemsRequest): readonly ImportItem[] => {
  const items = [
    ...instanceItems(request, placed),
    ...otherItems(request, names, wanted),
    ...roles.map(roleItem),
  ];
  return [
    ...items.map((item) => ({ ...item, state: stateOf(item, changes) })),
    ...waitingItems(request, names),
  ];
};
