import { type Fields, textOf } from '../http/fields.ts';
import type { Reply } from '../http/handler.ts';
import type { Client, DeviceGrant, World } from '../world.ts';
import { issueTokens, openSession } from './issue-tokens.ts';
import { oidcError } from './oidc-error.ts';

const slowerBy = 5000;
const slowestInterval = 60_000;
// A timer may fire a little early, and a request may travel faster than the one before.
const tolerance = 0.8;

const pollPending = (grant: DeviceGrant, now: number): Reply => {
  const last = grant.lastPollAt;
  grant.lastPollAt = now;
  if (last === undefined || now - last >= grant.interval * tolerance) {
    return oidcError('AuthorizationPendingException');
  }
  grant.interval = Math.min(grant.interval + slowerBy, slowestInterval);
  return oidcError('SlowDownException');
};

export const redeemDeviceCode = (world: World, client: Client, fields: Fields): Reply => {
  const code = textOf(fields, 'deviceCode');
  if (code === undefined) return oidcError('InvalidRequestException', 'deviceCode is required');
  const grant = world.deviceGrants.get(code);
  if (grant === undefined || grant.client !== client) {
    return oidcError('InvalidGrantException', 'Invalid device code provided');
  }
  if (grant.expiresAt <= world.now()) return oidcError('ExpiredTokenException');
  if (grant.decision === 'denied') return oidcError('AccessDeniedException');
  if (grant.decision === 'pending') return pollPending(grant, world.now());
  world.deviceGrants.delete(code);
  return issueTokens(world, { client, session: openSession(world) });
};
