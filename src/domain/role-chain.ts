// The roles of an instance that others assume. A chain is walked by names; that none goes round in a loop is seen to
// when the config is read.
import type { ChainConfig, InstanceConfig, RoleConfig, RoleName } from './config.ts';
import type { PluginUse } from './plugin.ts';
import { isUserOf } from './user-arn.ts';

const nameOf = ({ accountId, roleName }: RoleName): string => `${accountId}/${roleName}`;

const configOf = (instance: InstanceConfig, role: RoleName): RoleConfig | undefined =>
  instance.accounts.find(({ id }) => id === role.accountId)?.roles.find(({ name }) => name === role.roleName);

/** What gives the role's credentials, where that is a plugin. */
export const pluginOf = (instance: InstanceConfig, role: RoleName): PluginUse | undefined =>
  configOf(instance, role)?.plugin;

/** How the config says that a role is reached; undefined for a role that Identity Center grants. */
export const chainTo = (instance: InstanceConfig, role: RoleName): ChainConfig | undefined =>
  configOf(instance, role)?.chain;

export type ChainFault = {
  readonly role: RoleName;
  /** `111111111111/A -> 222222222222/B -> 111111111111/A`, or the unknown role that `via` names. */
  readonly text: string;
  readonly kind: 'loop' | 'unknown';
};

/** The loop that a role is in, from the role back to itself. */
const loopFrom = (instance: InstanceConfig, role: RoleName): readonly string[] | undefined => {
  const walked = [nameOf(role)];
  for (let next = chainTo(instance, role)?.via; next !== undefined; next = chainTo(instance, next)?.via) {
    const name = nameOf(next);
    if (name === walked[0]) return [...walked, name];
    // A loop further on is told where it is.
    if (walked.includes(name)) return undefined;
    walked.push(name);
  }
  return undefined;
};

/** What is wrong with the chains of an instance; each loop once. */
export const chainFaults = (instance: InstanceConfig): readonly ChainFault[] => {
  const faults: ChainFault[] = [];
  const told = new Set<string>();
  for (const account of instance.accounts) {
    for (const { name: roleName, chain } of account.roles) {
      const role = { accountId: account.id, roleName };
      const via = chain?.via;
      const isUnknown =
        via !== undefined &&
        instance.base !== undefined &&
        chainTo(instance, via) === undefined &&
        pluginOf(instance, via) === undefined &&
        !isUserOf(instance, via);
      if (via !== undefined && isUnknown) faults.push({ role, text: nameOf(via), kind: 'unknown' });
      const loop = told.has(nameOf(role)) ? undefined : loopFrom(instance, role);
      if (loop === undefined) continue;
      for (const name of loop) told.add(name);
      faults.push({ role, text: loop.join(' -> '), kind: 'loop' });
    }
  }
  return faults;
};
