// The access portal: ListAccounts, ListAccountRoles, GetRoleCredentials, Logout. Lists are not tried again here:
// discovery keeps a pace for all of its calls together.
import type { SSOClient } from '@aws-sdk/client-sso';
import { guarded } from '../../domain/guarded.ts';
import type { IdentityCenter } from '../../ports/identity-center.ts';
import { plainSdkConfig } from '../aws-http/sdk-handler.ts';
import { translatePortal } from './failures.ts';
import { accountsOf, credentialsOf, nextTokenOf, roleNamesOf } from './portal-answers.ts';
import { noRetry } from './retry.ts';
import type { Sender } from './sender.ts';

export type Portal = Pick<
  IdentityCenter,
  'listAccounts' | 'listAccountRoles' | 'getRoleCredentials' | 'logout'
>;

// The most that AWS gives in one page.
const maxResults = 100;

type Loaded = { readonly sdk: typeof import('./sso-sdk.ts'); readonly client: SSOClient };

const load = async (sender: Sender, endpoint: URL): Promise<Loaded> => {
  const sdk = await import('./sso-sdk.ts');
  const { region, handler: requestHandler } = sender;
  const client = new sdk.SSOClient({ ...plainSdkConfig, region, requestHandler, endpoint: endpoint.href });
  return { sdk, client };
};

export const openPortal = (sender: Sender, endpoint: URL): Portal => {
  const loaded = sender.once(() => load(sender, endpoint));
  return {
    listAccounts: ({ accessToken, nextToken, signal }) => {
      const call = {
        translate: translatePortal('any account'),
        secrets: [accessToken],
        retry: noRetry,
        signal,
      };
      return sender.send(call, async (http) => {
        const { sdk, client } = await loaded();
        const input = { accessToken, nextToken, maxResults };
        const page = await client.send(new sdk.ListAccountsCommand(input), http);
        return { accounts: accountsOf(page.accountList), nextToken: nextTokenOf(page.nextToken) };
      });
    },
    listAccountRoles: ({ accessToken, accountId, nextToken, signal }) => {
      const translate = translatePortal(`any role in ${accountId}`);
      return sender.send({ translate, secrets: [accessToken], retry: noRetry, signal }, async (http) => {
        const { sdk, client } = await loaded();
        const input = { accessToken, accountId, nextToken, maxResults };
        const page = await client.send(new sdk.ListAccountRolesCommand(input), http);
        return { roleNames: roleNamesOf(page.roleList), nextToken: nextTokenOf(page.nextToken) };
      });
    },
    getRoleCredentials: async ({ accessToken, accountId, roleName, gate }) => {
      const translate = translatePortal(`${roleName} in ${accountId}`);
      // Before the gate: its turn is for the call, not for reading code.
      const { sdk, client } = await loaded();
      return sender.send({ translate, secrets: [accessToken], gate }, async (http) => {
        const input = { accessToken, accountId, roleName };
        const answer = await client.send(new sdk.GetRoleCredentialsCommand(input), http);
        const credentials = credentialsOf(answer.roleCredentials);
        return guarded({ ...credentials, expiration: sender.clock.toOurs(credentials.expiration) });
      });
    },
    logout: (accessToken) =>
      sender.send(
        { translate: translatePortal('to this instance'), secrets: [accessToken] },
        async (http) => {
          const { sdk, client } = await loaded();
          await client.send(new sdk.LogoutCommand({ accessToken }), http);
        },
      ),
  };
};
