// What tests and demos may do to a running emulator, in the same process or through `/_emulator/`.
import type { KeptDatum } from '../cloudwatch/put-metric-data.ts';
import { currentCode } from '../iam/mfa.ts';
import { type AddedUser, addUser, type NewUser } from '../iam/user.ts';
import { grantByUserCode } from '../oidc/device-page.ts';
import { verificationPage } from '../oidc/start-device-authorization.ts';
import type { Account } from '../organisation/organisation.ts';
import { heldAccounts, type Trust, type World } from '../world.ts';
import type { Fault } from './fault-queue.ts';
import type { LoggedRequest } from './request-log.ts';

export type AssignmentChange =
  | { readonly action: 'grant'; readonly accountId: string; readonly roleName: string }
  | {
      readonly action: 'revoke';
      readonly accountId: string;
      readonly roleName: string;
      /** The role stays in ListAccountRoles, and asking for it is refused: a stale assignment. */
      readonly isStillListed?: boolean;
    }
  /** Adds an account, or replaces the one with its id. */
  | { readonly action: 'add-account'; readonly account: Account }
  | { readonly action: 'remove-account'; readonly accountId: string };

/** What AssumeRole of a role must say from now on; without any, nothing. */
export type TrustChange = Trust & { readonly accountId: string; readonly roleName: string };

/** A device sign-in that waits for an answer. */
export type PendingSignIn = {
  readonly userCode: string;
  readonly verificationUriComplete: string;
  readonly clientName: string;
  /** ms since the epoch */
  readonly expiresAt: number;
};

export type EmulatorControl = {
  /** The last 10,000 requests, oldest first. */
  readonly requests: () => readonly LoggedRequest[];
  readonly clearRequests: () => void;
  readonly fault: (fault: Fault) => void;
  readonly clearFaults: () => void;
  /** False when the account is not known. */
  readonly assign: (change: AssignmentChange) => boolean;
  readonly trust: (change: TrustChange) => void;
  /** An IAM user with one access key. Errors: UsageError for what IAM would not take. */
  readonly addUser: (user: NewUser) => AddedUser;
  /** The code that an MFA device shows, by the emulator's time; undefined when there is no such device. */
  readonly mfaCode: (serial: string) => string | undefined;
  /** ms; every later answer lives in that time. */
  readonly shiftClock: (span: number) => void;
  /** The emulator's time, shifts included (ms). */
  readonly now: () => number;
  /** `sessions` ends every sign-in; `access-tokens` leaves refresh tokens good. Answers how many ended. */
  readonly expireSessions: (what?: 'sessions' | 'access-tokens') => number;
  readonly pendingSignIns: () => readonly PendingSignIn[];
  /** What PutMetricData was given, oldest first. */
  readonly metrics: () => readonly KeptDatum[];
  /** Answers a device sign-in as the page would; false when none waits under that code. */
  readonly decideSignIn: (userCode: string, decision: 'allow' | 'deny') => boolean;
};

const assign = (world: World, change: AssignmentChange): boolean => {
  if (change.action === 'add-account') {
    for (const [id, account] of heldAccounts({ accounts: [change.account] })) world.accounts.set(id, account);
    return true;
  }
  if (change.action === 'remove-account') return world.accounts.delete(change.accountId);
  const roles = world.accounts.get(change.accountId)?.roles;
  if (roles === undefined) return false;
  if (change.action === 'grant') roles.set(change.roleName, 'held');
  else if (change.isStillListed) roles.set(change.roleName, 'stale');
  else roles.delete(change.roleName);
  return true;
};

const expireAccessTokens = (world: World): number => {
  const live = [...world.accessTokens.values()].filter((token) => token.expiresAt > world.now());
  for (const token of live) token.expiresAt = world.now();
  return live.length;
};

const endSessions = (world: World): number => {
  const live = [...world.sessions.values()].filter((session) => !session.isEnded);
  for (const session of live) session.isEnded = true;
  return live.length;
};

const pendingSignIns = (world: World): readonly PendingSignIn[] =>
  [...world.deviceGrants.values()]
    .filter((grant) => grant.decision === 'pending' && grant.expiresAt > world.now())
    .map((grant) => ({
      userCode: grant.userCode,
      verificationUriComplete: verificationPage(world, grant.userCode),
      clientName: grant.client.name,
      expiresAt: grant.expiresAt,
    }));

const decideSignIn = (world: World, userCode: string, decision: 'allow' | 'deny'): boolean => {
  const grant = grantByUserCode(world, userCode);
  if (grant?.decision !== 'pending') return false;
  grant.decision = decision === 'allow' ? 'allowed' : 'denied';
  return true;
};

export const createControl = (world: World): EmulatorControl => ({
  requests: world.log.entries,
  clearRequests: world.log.clear,
  fault: world.faults.add,
  clearFaults: world.faults.clear,
  assign: (change) => assign(world, change),
  trust: ({ accountId, roleName, ...trust }) => void world.trusts.set(`${accountId}/${roleName}`, trust),
  addUser: (user) => addUser(world, user),
  mfaCode: (serial) => currentCode(world, serial),
  shiftClock: world.shiftClock,
  now: world.now,
  expireSessions: (what = 'sessions') =>
    what === 'sessions' ? endSessions(world) : expireAccessTokens(world),
  pendingSignIns: () => pendingSignIns(world),
  metrics: () => [...world.metrics],
  decideSignIn: (userCode, decision) => decideSignIn(world, userCode, decision),
});
