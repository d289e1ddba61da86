// What the library does with the engine: a chunk of its own, loaded at the first call.
import type { RoleAwsCredentials } from './credentials.ts';
import type { RolecallOptions } from './from-rolecall.ts';
import { hostFor } from './outside.ts';
import { takeRole } from './take-role.ts';
import { watched } from './without-secrets.ts';

export { openAuth } from './open-auth.ts';

export const roleCredentials = async (options: RolecallOptions): Promise<RoleAwsCredentials> => {
  const host = hostFor(options.toolName ?? 'library');
  return watched(host, async () => (await takeRole(host, options)).credentials);
};
