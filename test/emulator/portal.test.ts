import {
  GetRoleCredentialsCommand,
  InvalidRequestException,
  ListAccountRolesCommand,
  ListAccountsCommand,
  paginateListAccountRoles,
  paginateListAccounts,
  ResourceNotFoundException,
  TooManyRequestsException,
  UnauthorizedException,
} from '@aws-sdk/client-sso';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { type Json, signIn, useEmulator } from '../support/emulator.ts';
import { portalClient, smallOrganisation } from './sdk-clients.ts';

const accountId = '012345678901';

const getJson = async (url: string, headers: Record<string, string>): Promise<Json> =>
  Object.fromEntries(Object.entries(Object(await (await fetch(url, { headers })).json())));

const allRoles = async (emulator: Emulator, accessToken: string, maxResults?: number) => {
  const pages: string[][] = [];
  const client = portalClient(emulator);
  for await (const page of paginateListAccountRoles({ client }, { accessToken, accountId, maxResults })) {
    pages.push((page.roleList ?? []).map(({ roleName = '' }) => roleName));
  }
  return pages;
};

describe('listing', () => {
  it('gives every account in small pages through the SDK paginator', async () => {
    const emulator = await useEmulator({ accounts: 25 });
    const { accessToken } = await signIn(emulator);
    const sizes: number[] = [];
    const ids: string[] = [];
    for await (const page of paginateListAccounts({ client: portalClient(emulator) }, { accessToken })) {
      sizes.push(page.accountList?.length ?? 0);
      ids.push(...(page.accountList ?? []).map((account) => account.accountId ?? ''));
    }
    expect(sizes).toEqual([10, 10, 5]);
    expect(ids).toEqual(emulator.organisation.accounts.map((account) => account.id));
  });

  it('honours max_result', async () => {
    const emulator = await useEmulator({ organisation: smallOrganisation });
    const { accessToken } = await signIn(emulator);
    expect((await allRoles(emulator, accessToken)).map((page) => page.length)).toEqual([3, 2]);
    expect((await allRoles(emulator, accessToken, 2)).map((page) => page.length)).toEqual([2, 2, 1]);
    expect((await allRoles(emulator, accessToken, 100)).flat()).toEqual([
      ...smallOrganisation.accounts[0].roles,
    ]);
  });

  it('sends names as they are', async () => {
    const emulator = await useEmulator({ organisation: smallOrganisation });
    const { accessToken } = await signIn(emulator);
    const answer = await portalClient(emulator).send(new ListAccountsCommand({ accessToken }));
    expect(answer.accountList?.[1]).toEqual({
      accountId: '222222222222',
      accountName: 'Zürich <Research>',
      emailAddress: 'zh@larkfield.example',
    });
  });

  it('gives tokens that need encoding, and refuses one that was not encoded', async () => {
    const emulator = await useEmulator({ organisation: smallOrganisation });
    const { accessToken } = await signIn(emulator);
    const headers = { 'x-amz-sso_bearer_token': accessToken };
    const base = `${emulator.url}/assignment/roles?account_id=${accountId}`;
    const first = await getJson(base, headers);
    const token = String(first['nextToken']);
    expect(token).toMatch(/^[^=]*\+\/.*==$/);
    expect((await fetch(`${base}&next_token=${token}`, { headers })).status).toBe(400);
    const next = await getJson(`${base}&next_token=${encodeURIComponent(token)}`, headers);
    expect(next['roleList']).toHaveLength(2);
  });

  it.each([
    [3, 'absent'],
    [4, null],
    [5, ''],
  ])('ends the list of %i accounts with the marker %j', async (accounts, marker) => {
    const emulator = await useEmulator({ accounts });
    const { accessToken } = await signIn(emulator);
    const headers = { 'x-amz-sso_bearer_token': accessToken };
    const body = await getJson(`${emulator.url}/assignment/accounts`, headers);
    expect(Object.hasOwn(body, 'nextToken') ? body['nextToken'] : 'absent').toBe(marker);
  });

  it('takes a token for its own list only', async () => {
    const emulator = await useEmulator({ accounts: 12 });
    const { accessToken } = await signIn(emulator);
    const client = portalClient(emulator);
    const { nextToken } = await client.send(new ListAccountsCommand({ accessToken }));
    const id = emulator.organisation.accounts[0]?.id ?? '';
    const elsewhere = client.send(new ListAccountRolesCommand({ accessToken, accountId: id, nextToken }));
    await expect(elsewhere).rejects.toBeInstanceOf(InvalidRequestException);
  });

  it.each([0, 101])('refuses %i results', async (maxResults) => {
    const emulator = await useEmulator();
    const { accessToken } = await signIn(emulator);
    const asked = portalClient(emulator).send(new ListAccountsCommand({ accessToken, maxResults }));
    await expect(asked).rejects.toBeInstanceOf(InvalidRequestException);
  });

  it('does not know an account that is not there', async () => {
    const emulator = await useEmulator({ organisation: smallOrganisation });
    const { accessToken } = await signIn(emulator);
    const asked = portalClient(emulator).send(
      new ListAccountRolesCommand({ accessToken, accountId: '999999999999' }),
    );
    await expect(asked).rejects.toBeInstanceOf(ResourceNotFoundException);
  });
});

describe('GetRoleCredentials', () => {
  const ask = async (emulator: Emulator, roleName: string, token?: string) =>
    portalClient(emulator).send(
      new GetRoleCredentialsCommand({
        accessToken: token ?? (await signIn(emulator)).accessToken,
        accountId,
        roleName,
      }),
    );

  it('gives plainly fake keys that end on a whole second, in milliseconds', async () => {
    const now = Date.UTC(2030, 0, 1) + 123;
    const emulator = await useEmulator({ organisation: smallOrganisation, roleTtl: 900, now: () => now });
    const { roleCredentials } = await ask(emulator, 'DeployRole');
    expect(roleCredentials?.accessKeyId).toMatch(/^ASIAFAKE[A-Z2-7]{12}$/);
    expect(roleCredentials?.secretAccessKey).toMatch(/^FakeSecret.{30}$/);
    expect(roleCredentials?.sessionToken).toMatch(/^FakeSessionToken\+\/.{300,}==$/);
    expect(roleCredentials?.expiration).toBe(Date.UTC(2030, 0, 1, 0, 15));
  });

  it('answers 403 "No access" for a role that is not assigned', async () => {
    const emulator = await useEmulator({ organisation: smallOrganisation });
    await expect(ask(emulator, 'BillingAdmin')).rejects.toMatchObject({
      name: 'ForbiddenException',
      message: 'No access',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('answers 401 for a token that is wrong or missing', async () => {
    const emulator = await useEmulator({ organisation: smallOrganisation });
    const wrong = ask(emulator, 'DeployRole', 'wrong');
    await expect(wrong).rejects.toBeInstanceOf(UnauthorizedException);
    await expect(wrong).rejects.toThrow('Session token not found or invalid');
    expect((await fetch(`${emulator.url}/assignment/accounts`)).status).toBe(401);
  });
});

describe('the throttle', () => {
  it('lets a second of requests through, all operations together, then answers 429', async () => {
    let now = 1_800_000_000_000;
    const emulator = await useEmulator({ organisation: smallOrganisation, throttle: 2, now: () => now });
    const { accessToken } = await signIn(emulator);
    const client = portalClient(emulator);
    const list = () => client.send(new ListAccountsCommand({ accessToken }));
    await list();
    await client.send(new ListAccountRolesCommand({ accessToken, accountId }));
    await expect(list()).rejects.toBeInstanceOf(TooManyRequestsException);
    now += 500;
    await list();
    const refused = await fetch(`${emulator.url}/assignment/accounts`);
    expect([refused.status, await refused.json()]).toEqual([
      429,
      {
        message: 'HTTP 429 Unknown Code',
        __type: 'com.amazonaws.switchboard.portal#TooManyRequestsException',
      },
    ]);
  });
});
