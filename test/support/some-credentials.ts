// Keys of a role that nobody has, guarded as the program's own are.
import type { RoleCredentials } from '../../src/domain/credentials.ts';
import { guarded } from '../../src/domain/guarded.ts';

export type CredentialFields = Pick<
  RoleCredentials,
  'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'expiration'
>;

export const someCredentials = (given: Partial<CredentialFields> = {}): RoleCredentials =>
  guarded({
    accessKeyId: 'ASIAFAKE',
    secretAccessKey: 'fake-secret',
    sessionToken: 'fake-session',
    expiration: 1,
    ...given,
  });
