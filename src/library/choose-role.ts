// The one role that the options name, if it may be used: as a command finds it, without a terminal.
import type { Config, InstanceConfig } from '../domain/config.ts';
import { areAnswers, confirmationFor } from '../domain/confirmation.ts';
import { findInstance, requireInstances } from '../domain/find-instance.ts';
import { guardedText, mayBeGuarded, notConfirmed } from '../domain/guard-refusal.ts';
import { noRole, severalRoles } from '../domain/one-role.ts';
import type { Role, RoleId } from '../domain/role.ts';
import { parseRoleArn } from '../domain/role-arn.ts';
import { findRoles, type RoleSelector } from '../domain/select-roles.ts';
import { knownRoles } from '../engine/known-roles.ts';
import { type LoadedRoles, loadRoles } from '../engine/load-roles.ts';
import type { Services } from '../ports/services.ts';
import type { RolecallOptions } from './from-rolecall.ts';

export type ChosenRole = {
  readonly role: RoleId & Partial<Pick<Role, 'accountName' | 'profile' | 'region'>>;
  readonly instance: InstanceConfig;
};

const selectorOf = ({ profile, role, query }: RolecallOptions): RoleSelector => ({
  profile,
  arn: role,
  query,
});

/** Errors: UserError (exit 3) where a guard asks for a name that was not given. */
const passGuard = (config: Config, role: Role, confirm: RolecallOptions['confirm']): void => {
  const confirmation = confirmationFor([role], config.guard ?? []);
  const words = typeof confirm === 'string' ? [confirm] : (confirm ?? []);
  if (confirmation === undefined || areAnswers(confirmation, words)) return;
  throw notConfirmed(
    guardedText(confirmation),
    `Give ${confirmation.what} in confirm: ${JSON.stringify(confirmation.answers[0] ?? '')}`,
  );
};

/** A role that is named in full needs no catalog, unless a rule might guard it. */
const namedInFull = (config: Config, { role, instance: name }: RolecallOptions): ChosenRole | undefined => {
  if (role === undefined || name === undefined) return undefined;
  const instance = findInstance(config, name);
  const { accountId, roleName } = parseRoleArn(role);
  const id = { instance: name, accountId, roleName };
  if (!mayBeGuarded(config.guard ?? [], id)) return { role: id, instance };
  throw notConfirmed(
    `${roleName} in ${accountId} is not known yet, and may be one that is guarded.`,
    'Run: rolecall refresh',
  );
};

const found = async (
  services: Services,
  loaded: LoadedRoles,
  options: RolecallOptions,
): Promise<readonly Role[]> => {
  const { config, roles } = loaded;
  const wanted = options.instance === undefined ? undefined : findInstance(config, options.instance).name;
  const own = wanted === undefined ? roles : roles.filter(({ instance }) => instance === wanted);
  const known = await knownRoles(services, loaded, options.query ?? '');
  return findRoles(own, { ...selectorOf(options), known });
};

/** Errors: NotSetUp, NoRole, SeveralRoles, UsageError; UserError (exit 3) for a guarded role. */
export const chooseRole = async (services: Services, options: RolecallOptions): Promise<ChosenRole> => {
  const loaded = await loadRoles(services);
  const { config, roles } = loaded;
  requireInstances(config);
  const matches = await found(services, loaded, options);
  const [role] = matches;
  if (role === undefined) {
    const named = namedInFull(config, options);
    if (named !== undefined) return named;
    throw noRole(roles, options.query);
  }
  if (matches.length > 1) throw severalRoles(matches, (isTold) => (isTold ? 'profile' : 'role'));
  passGuard(config, role, options.confirm);
  return { role, instance: findInstance(config, role.instance) };
};
