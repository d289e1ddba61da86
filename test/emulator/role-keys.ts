import { GetRoleCredentialsCommand } from '@aws-sdk/client-sso';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { signIn } from '../support/emulator.ts';
import { type Keys, portalClient } from './sdk-clients.ts';

/** Keys of a role from the emulator's portal, after a sign-in of their own. */
export const roleKeys = async (
  emulator: Emulator,
  role = { accountId: '012345678901', roleName: 'ReadOnlyAccess' },
): Promise<Required<Keys>> => {
  const { accessToken } = await signIn(emulator);
  const answer = await portalClient(emulator).send(new GetRoleCredentialsCommand({ accessToken, ...role }));
  const { accessKeyId = '', secretAccessKey = '', sessionToken = '' } = answer.roleCredentials ?? {};
  return { accessKeyId, secretAccessKey, sessionToken };
};
