// What becomes what: everything that was found, against config.yaml as it is. The plan is shown before anything is written,
// and a plan for what was imported already is empty.
import type { Config } from '../config.ts';
import type { History } from '../history.ts';
import { parseConfig } from '../parse-config.ts';
import { sanitize } from '../sanitize.ts';
import { type Change, changesTo, type Fitting, fitting, merged, type Tree } from './config-tree.ts';
import type { FoundKeys, ImportNote, ImportTool } from './found.ts';
import { type Placed, placeInstances } from './place-instances.ts';
import { type ImportItem, planItems } from './plan-items.ts';
import { mergeRoles, type NamedRoles, nameRoles, type PlannedRole } from './plan-roles.ts';
import {
  accountsTree,
  chosenSettings,
  type ImportRequest,
  instanceNames,
  instancesTree,
  type Names,
  namesTree,
  profileSettingsTree,
  rolesTree,
  settingsTree,
} from './plan-tree.ts';
import { planUses } from './plan-uses.ts';

export type ImportPlan = {
  readonly items: readonly ImportItem[];
  readonly notes: readonly ImportNote[];
  readonly changes: readonly Change[];
  /** What the history is to know of these roles, by roleKey. */
  readonly uses: History['uses'];
  readonly roles: readonly PlannedRole[];
  /** Keys to be kept; each becomes an instance of its name. */
  readonly keys: readonly FoundKeys[];
  /** config.yaml as it will be. */
  readonly tree: Tree;
  /** The same, as the program will see it. */
  readonly config: Config;
};

const conflictNotes = (
  conflicts: ReturnType<typeof changesTo>['conflicts'],
  tool: ImportTool,
): readonly ImportNote[] =>
  conflicts.map(({ path, kept }) => ({
    tool,
    origin: undefined,
    text: `${sanitize(path.join('.'), 200)} is ${typeof kept === 'string' ? `"${sanitize(kept, 80)}"` : 'another value'} in config.yaml, which stays.`,
  }));

/** Each role once, with its name; and config.yaml's part without the names. */
const placedRoles = (
  request: ImportRequest,
  placed: Placed,
  names: Names,
): NamedRoles & { readonly unnamed: Tree } => {
  const { found, config } = request;
  const mergedRoles = mergeRoles(
    found.roles.flatMap((role) => {
      const instance = names.get(role.instance);
      return instance === undefined ? [] : [{ found: role, instance }];
    }),
  );
  const chosen = chosenSettings(request);
  const base = settingsTree(instancesTree(request, placed), chosen.settings, names);
  const unnamed = rolesTree(accountsTree(base, found, names), mergedRoles.roles);
  const tree = merged(request.tree, unnamed);
  const template = tree.get('profile_template');
  const named = nameRoles(mergedRoles.roles, {
    template: typeof template === 'string' ? template : config.profileTemplate,
    hasTagRules: config.tagRules.length > 0,
    tree,
    accounts: request.accounts,
    taken: request.taken,
  });
  return { roles: named.roles, notes: [...mergedRoles.notes, ...chosen.notes, ...named.notes], unnamed };
};

const droppedNotes = (dropped: Fitting['dropped'], tool: ImportTool): readonly ImportNote[] =>
  dropped.map(({ path, message }) => ({
    tool,
    origin: undefined,
    text: `${sanitize(path.join('.'), 200)} is left out: it ${sanitize(message, 200)}`,
  }));

/** Pure: nothing is asked of anyone. */
export const planImport = (request: ImportRequest): ImportPlan => {
  const { found, users } = request;
  const placed = placeInstances(found.instances, request.config);
  const names = instanceNames(request, placed);
  const { roles, notes, unnamed } = placedRoles(request, placed, names);
  const { tree: wanted, dropped } = fitting(
    request.tree,
    profileSettingsTree(namesTree(unnamed, roles), merged(request.tree, unnamed), roles),
  );
  const { changes, conflicts } = changesTo(request.tree, wanted);
  const used = planUses(request, names);
  const [tool = 'aws-cli'] = [...found.roles, ...found.instances, ...found.settings].map((item) => item.tool);
  const handOvers = [...found.handOvers].filter(([key]) => !names.has(key)).map(([, note]) => note);
  return {
    items: [...planItems({ request, placed, names, roles, wanted, changes }), ...used.items],
    notes: [
      ...found.notes,
      ...placed.notes,
      ...notes,
      ...droppedNotes(dropped, tool),
      ...conflictNotes(conflicts, tool),
      ...handOvers,
      ...used.notes,
    ],
    uses: used.uses,
    changes,
    roles,
    keys: found.keys.filter(({ key }) => users.has(key)),
    tree: merged(request.tree, wanted),
    config: parseConfig(merged(request.tree, wanted)).config,
  };
};
