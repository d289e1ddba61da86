// A role in a shell whose variables hold no keys: by a profile of the AWS config, or by a server that runs.
import type { InstanceConfig } from '../domain/config.ts';
import { UserError } from '../domain/errors.ts';
import type { Holding } from '../domain/export-variables.ts';
import { guarded } from '../domain/guarded.ts';
import { type Role, roleKey } from '../domain/role.ts';
import { roleSlot } from '../domain/slot-name.ts';
import { profilesByRole } from '../domain/written-profiles.ts';
import type { Services } from '../ports/services.ts';
import { refuseDefaultKeys } from './refuse-default-keys.ts';

const orKeys = 'Or take keys: --export-mode credentials';

/** Errors: UserError where rolecall wrote no profile for the role, or keys in a file would win over it. */
export const holdByProfile = async (
  services: Services,
  role: Role,
  instances: readonly InstanceConfig[],
): Promise<Holding> => {
  const files = await services.awsFiles();
  const all = profilesByRole(await files.readConfig(), files.configPath, instances).get(roleKey(role)) ?? [];
  const ours = all.filter(({ isOurs }) => isOurs);
  const found = ours.find(({ name }) => name === role.profile) ?? ours[0];
  if (found === undefined)
    throw new UserError(`${files.configPath} has no profile of rolecall for ${role.profile}.`, {
      hint: `Write it with: rolecall profiles write\n${orKeys}`,
    });
  const { name } = found;
  if ((await files.credentialsSections()).includes(name))
    throw new UserError(`Your AWS credentials file gives keys to [${name}], which win over the profile.`, {
      hint: `Remove that section.\n${orKeys}`,
    });
  return { kind: 'profile', name };
};

/** The role goes into a slot of its own, which shells share. Errors: UserError where no server runs. */
export const holdByServer = async (services: Services, role: Role): Promise<Holding> => {
  await refuseDefaultKeys(services, 'take keys: --export-mode credentials');
  const [server] = await (await services.credentialServers()).running();
  if (server === undefined)
    throw new UserError('No credential server runs.', {
      hint: `Start one in another terminal with: rolecall serve\n${orKeys}`,
    });
  const { uri } = await server.load(roleSlot(role), role);
  return guarded({ kind: 'server', uri, token: undefined, tokenFile: server.tokenFile });
};
