// One profile at a time: what of everything that was found belongs to some names.
import { UsageError } from '../errors.ts';
import { sanitize } from '../sanitize.ts';
import type { Found, FoundRole } from './found.ts';

const isVia = ({ settings }: FoundRole, { accountId, roleName }: FoundRole): boolean =>
  settings.get('via') === `${accountId}/${roleName}`;

/** With the roles that the chosen ones are assumed from. */
const withSources = (chosen: ReadonlySet<FoundRole>, all: readonly FoundRole[]): ReadonlySet<FoundRole> => {
  const more = new Set(chosen);
  for (const role of more)
    for (const other of all) if (other.instance === role.instance && isVia(role, other)) more.add(other);
  return more;
};

/** Errors: UsageError for a name that was not found anywhere. */
export const onlyNamed = (found: Found, names: readonly string[]): Found => {
  const wanted = new Set(names);
  const known = new Set([
    ...found.roles.map(({ profile }) => profile),
    ...found.keys.flatMap(({ name, profile }) => [name, profile]),
    ...found.instances.map(({ name }) => name),
  ]);
  const missing = names.find((name) => !known.has(name));
  if (missing !== undefined)
    throw new UsageError(
      `There is no profile, instance or pair of keys named ${sanitize(missing, 128)} to import.`,
      'See what there is with: rolecall import --dry-run',
    );
  const roles = withSources(
    new Set(found.roles.filter(({ profile }) => wanted.has(profile ?? ''))),
    found.roles,
  );
  const keys = found.keys.filter(
    ({ key, name, profile }) =>
      wanted.has(name) || wanted.has(profile) || [...roles].some(({ instance }) => instance === key),
  );
  const instances = found.instances.filter(
    ({ key, name }) => wanted.has(name) || [...roles].some(({ instance }) => instance === key),
  );
  const accounts = found.accounts.filter(({ instance, accountId }) =>
    [...roles].some((role) => role.instance === instance && role.accountId === accountId),
  );
  const places = new Set(
    [...roles, ...keys].map((item) => ('origin' in item ? item.origin.line : item.line)),
  );
  return {
    ...found,
    instances,
    accounts,
    keys,
    roles: found.roles.filter((role) => roles.has(role)),
    settings: [],
    uses: found.uses.filter((use) =>
      [...roles].some(
        (role) =>
          role.instance === use.instance &&
          role.accountId === use.accountId &&
          role.roleName === use.roleName,
      ),
    ),
    notes: found.notes.filter(({ origin }) => origin?.line !== undefined && places.has(origin.line)),
  };
};
