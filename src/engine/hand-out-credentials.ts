// Credentials for whoever asked, with a line in the audit log: what every command uses. What only needs them on the way
// to others (the base of a chain, a check before the picker closes) asks `roleCredentials`.
import { guarded } from '../domain/guarded.ts';
import type { Services } from '../ports/services.ts';
import { aboutCredentials, aboutRole, audited } from './audit.ts';
import type { NamedRole } from './fetch-credentials.ts';
import { type CredentialsOptions, type HeldCredentials, roleCredentials } from './role-credentials.ts';

/** As `roleCredentials`, recorded once, success or failure; what is answered prints as `[redacted]`. */
export const handOutCredentials = (
  services: Services,
  role: NamedRole & { readonly profile?: string },
  options: CredentialsOptions,
): Promise<HeldCredentials> =>
  audited(services, {
    subject: aboutRole('credentials', role),
    run: async () => guarded(await roleCredentials(services, role, options)),
    factsOf: (held) => aboutCredentials(held, held.source),
  });
