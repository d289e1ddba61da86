// The roles of many accounts, some at a time, in the order that is asked for; stops early when it must.
import type { CatalogAccount, DiscoveryFailure } from '../domain/catalog.ts';
import { Cancelled, LoginNeeded, UpstreamFailed } from '../domain/errors.ts';

export type AccountsToRead = {
  /** In this order. */
  readonly queue: readonly CatalogAccount[];
  /** Errors: Cancelled, LoginNeeded, NotAssigned, UpstreamFailed. */
  readonly read: (account: CatalogAccount) => Promise<CatalogAccount>;
  /** Ids of accounts that are to come next, whatever their place: asked before each account. */
  readonly first?: (() => readonly string[]) | undefined;
  readonly onRead: (account: CatalogAccount) => void;
  /** An account is done with, read or not. */
  readonly onDone: () => void;
};

export type AccountsRead = {
  /** How many were asked for, whether they could be read or not. */
  readonly asked: number;
  readonly failures: readonly DiscoveryFailure[];
  /** What ended the reading before its time. */
  readonly stoppedBy: unknown;
};

const inFlight = 8;
/** AWS failing for this many accounts in a row means that none can be read. */
const failuresInARow = 5;

type Outcome = {
  readonly failures: DiscoveryFailure[];
  failedInARow: number;
  stoppedBy: unknown;
};

const failed = (outcome: Outcome, account: CatalogAccount, error: unknown): void => {
  // A refusal of one account (403, 404) says nothing about the next.
  outcome.failedInARow = error instanceof UpstreamFailed ? outcome.failedInARow + 1 : 0;
  const isOver =
    error instanceof Cancelled || error instanceof LoginNeeded || outcome.failedInARow >= failuresInARow;
  if (isOver) {
    outcome.stoppedBy ??= error;
    return;
  }
  const reason = error instanceof Error ? error.message : 'unknown error';
  outcome.failures.push({ accountId: account.id, accountName: account.name, reason });
};

export const readAccounts = async (work: AccountsToRead): Promise<AccountsRead> => {
  const waiting = new Map(work.queue.map((account) => [account.id, account]));
  const outcome: Outcome = { failures: [], failedInARow: 0, stoppedBy: undefined };
  const next = (): CatalogAccount | undefined => {
    const id = work.first?.().find((wanted) => waiting.has(wanted)) ?? waiting.keys().next().value;
    const account = id === undefined ? undefined : waiting.get(id);
    if (account !== undefined) waiting.delete(account.id);
    return account;
  };
  const lane = async (): Promise<void> => {
    while (outcome.stoppedBy === undefined) {
      const account = next();
      if (account === undefined) return;
      try {
        work.onRead(await work.read(account));
        outcome.failedInARow = 0;
      } catch (error) {
        failed(outcome, account, error);
      }
      work.onDone();
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, waiting.size) }, lane));
  return {
    asked: work.queue.length - waiting.size,
    failures: outcome.failures,
    stoppedBy: outcome.stoppedBy,
  };
};
