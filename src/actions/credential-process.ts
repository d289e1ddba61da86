// What an SDK reads from a credential_process (reference aws-files.md 2.5): one line, `Z` time without fractions.
import type { RoleCredentials } from '../domain/credentials.ts';
import { isoSeconds } from '../domain/expiry.ts';

export const credentialProcessLine = (credentials: RoleCredentials, accountId: string): string =>
  `${JSON.stringify({
    Version: 1,
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    SessionToken: credentials.sessionToken,
    Expiration: isoSeconds(credentials.expiration),
    AccountId: accountId,
  })}\n`;
