// What of the config makes roles what they are. AWS's names of accounts are looked up only where the config has others:
// rules are about AWS's.
import type { Config } from '../domain/config.ts';
import { type RoleSources, roleSources } from '../domain/provenance.ts';
import type { Services } from '../ports/services.ts';

export const loadRoleSources = async (services: Services, config: Config): Promise<RoleSources> => {
  const isRenamed = config.instances.some(({ accounts }) => accounts.some(({ name }) => name !== undefined));
  const catalog = isRenamed ? await (await services.catalogStore()).load() : undefined;
  const names = new Map(
    catalog?.instances.flatMap(({ instance, accounts }) =>
      accounts.map(({ id, name }) => [`${instance}/${id}`, name] as const),
    ),
  );
  return roleSources(config, (instance, id) => names.get(`${instance}/${id}`));
};
