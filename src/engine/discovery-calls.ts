// The calls of a discovery: each waits for its turn, is tried again when AWS or the way to it fails, and lists are read
// to their last page.
import type { InstanceConfig } from '../domain/config.ts';
import { UpstreamFailed } from '../domain/errors.ts';
import type { IdentityCenter, PageRequest } from '../ports/identity-center.ts';
import type { Services } from '../ports/services.ts';
import { holdAccessToken } from './access-token.ts';
import { createPacer } from './pacer.ts';

export type DiscoveryCalls = {
  readonly listAccounts: () => Promise<readonly FoundAccount[]>;
  readonly listRoleNames: (accountId: string) => Promise<readonly string[]>;
};

export type FoundAccount = { readonly id: string; readonly name: string; readonly email: string };

type CallsRequest = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly signal?: AbortSignal | undefined;
  /** Called before each try: the discovery is alive. */
  readonly onTry?: (() => void) | undefined;
};

/** As the catalog keeps them. */
export const uniqueRoles = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

const tries = 8;
/** AWS pages by next token; a chain longer than this is broken or hostile. */
const maxPages = 1000;

const backoff = (attempt: number): number => Math.random() * Math.min(5000, 300 * 2 ** attempt);

type Page<T> = { readonly items: readonly T[]; readonly nextToken: string | undefined };
type Paced = <T>(call: (token: string) => Promise<T>) => Promise<T>;

const pacedCalls = ({ services, instance, signal, onTry }: CallsRequest, center: IdentityCenter): Paced => {
  const pacer = createPacer(services, center.origin);
  const withToken = holdAccessToken(services, instance);
  return async (call) => {
    for (let attempt = 0; ; attempt += 1) {
      onTry?.();
      const settledAt = await pacer.turn(signal);
      try {
        return await withToken(call);
      } catch (error) {
        if (!(error instanceof UpstreamFailed) || attempt + 1 >= tries) throw error;
        if (error.isThrottled) await pacer.slowDown(settledAt, error.retryAfter);
        await services.clock.sleep(backoff(attempt), signal);
      }
    }
  };
};

const allPages = async <T>(
  paced: Paced,
  read: (request: PageRequest) => Promise<Page<T>>,
): Promise<readonly T[]> => {
  const items: T[] = [];
  const seen = new Set<string>();
  let nextToken: string | undefined;
  do {
    const token = nextToken;
    const page = await paced((accessToken) => read({ accessToken, nextToken: token }));
    items.push(...page.items);
    nextToken = page.nextToken;
    if (nextToken !== undefined && (seen.has(nextToken) || seen.size >= maxPages)) {
      throw new UpstreamFailed('Identity Center answered an endless list.');
    }
    if (nextToken !== undefined) seen.add(nextToken);
  } while (nextToken !== undefined);
  return items;
};

/** Errors of the calls: LoginNeeded, NotAssigned, UpstreamFailed, Cancelled. */
export const discoveryCalls = async (request: CallsRequest): Promise<DiscoveryCalls> => {
  const { services, instance, signal } = request;
  const center = await services.identityCenter(instance);
  const paced = pacedCalls(request, center);
  return {
    listAccounts: () =>
      allPages<FoundAccount>(paced, async (page) => {
        const { accounts, nextToken } = await center.listAccounts({ ...page, signal });
        return { items: accounts, nextToken };
      }),
    listRoleNames: (accountId) =>
      allPages<string>(paced, async (page) => {
        const { roleNames, nextToken } = await center.listAccountRoles({ ...page, accountId, signal });
        return { items: roleNames, nextToken };
      }),
  };
};
