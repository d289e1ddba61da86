// What became of one command that ran with many roles, and what the whole of it means.
import { exitCodes } from './exit-codes.ts';
import type { Role } from './role.ts';

/** What timeout(1) ends with. */
export const timedOut = 124;

export type EachOutcome =
  /** The command ran; 128 + n when signal n ended it. */
  | { readonly kind: 'exited'; readonly status: number }
  /** It could not, for want of credentials or of the program, or took too long. `status` is the exit code that this means. */
  | { readonly kind: 'failed'; readonly status: number; readonly message: string; readonly hint?: string }
  /** All was stopped before its turn came. */
  | { readonly kind: 'not-run' };

export type EachResult = {
  readonly role: Role;
  readonly outcome: EachOutcome;
  /** How long it took, credentials included. */
  readonly ms: number;
};

export type EachCounts = { readonly ok: number; readonly failed: number; readonly notRun: number };

const statusOf = ({ outcome }: EachResult): number => (outcome.kind === 'not-run' ? 0 : outcome.status);

export const isFailure = (outcome: EachOutcome): boolean =>
  outcome.kind !== 'not-run' && outcome.status !== 0;

export const countResults = (results: readonly EachResult[]): EachCounts => {
  const notRun = results.filter(({ outcome }) => outcome.kind === 'not-run').length;
  const failed = results.filter(({ outcome }) => isFailure(outcome)).length;
  return { ok: results.length - failed - notRun, failed, notRun };
};

/** 0 when all ended with 0; the code that all failures have in common; else 1. */
export const overallExit = (results: readonly EachResult[]): number => {
  const codes = new Set(results.map(statusOf).filter((status) => status !== 0));
  const [only = exitCodes.ok] = codes;
  return codes.size > 1 ? exitCodes.failed : only;
};
