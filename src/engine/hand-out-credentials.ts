// Credentials for whoever asked, with a line in the audit log: what every command uses. What only needs them on the way
// to others (the base of a chain, a check before the picker closes) asks `roleCredentials`.
import type { Services } from '../ports/services.ts';
import { aboutCredentials, aboutRole, audited } from './audit.ts';
import type { NamedRole } from './fetch-credentials.ts';
import { type CredentialsOptions, type HeldCredentials, roleCredentials } from './role-credentials.ts';

/** As `roleCredentials`, recorded once, success or failure. */
export const handOutCredentials = (
  services: Services,
  role: NamedRole & { readonly profile?: string },
  options: CredentialsOptions,
): Promise<HeldCredentials> =>
  audited(services, {
    subject: aboutRole('credentials', role),
    run: () => roleCredentials(services, role, options),
    factsOf: (held) => aboutCredentials(held, held.source),
  });
