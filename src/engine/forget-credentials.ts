// Taking the cached credentials of one role from the disk, without signing out. What was handed out lives on at AWS.
import type { RoleId } from '../domain/role.ts';
import type { Services } from '../ports/services.ts';
import { aboutRole, audited } from './audit.ts';
import { credentialsOfRole, instancePrefix } from './session-record.ts';

/**
 * Wipes what is cached for the role, wherever it came from, with a line in the audit log. Answers whether there was
 * anything. Errors: SecretStoreFailed.
 */
export const forgetCredentials = (
  services: Pick<Services, 'audit' | 'clock' | 'secretStore'>,
  role: RoleId & { readonly profile?: string },
): Promise<boolean> =>
  audited(services, {
    subject: aboutRole('forgotten', role),
    run: async () => {
      const store = await services.secretStore();
      const entries = await store.list(instancePrefix('credentials', role.instance));
      const found = entries.filter(({ key }) => credentialsOfRole(key, role));
      for (const { key } of found) await store.delete(key);
      return found.length > 0;
    },
  });
