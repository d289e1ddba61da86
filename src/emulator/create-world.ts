import { createFaultQueue } from './control/fault-queue.ts';
import { createRequestLog } from './control/request-log.ts';
import { createThrottle } from './portal/throttle.ts';
import type { Settings } from './settings.ts';
import { heldAccounts, type World } from './world.ts';

export const createWorld = (settings: Settings, url: string): World => {
  let shift = 0;
  let [least, most] = [0, 0];
  return {
    settings,
    url,
    now: () => settings.now() + shift,
    shiftClock: (span) => {
      shift += span;
      [least, most] = [Math.min(least, shift), Math.max(most, shift)];
    },
    clocksShown: () => [settings.now() + least, settings.now() + most],
    accounts: heldAccounts(settings.organisation),
    trusts: new Map(),
    clients: new Map(),
    deviceGrants: new Map(),
    authorizationRequests: new Map(),
    codes: new Map(),
    sessions: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    keys: new Map(),
    users: new Map(),
    lastingKeys: new Map(),
    signinTokens: new Map(),
    consoleSessions: new Map(),
    metrics: [],
    log: createRequestLog(settings.now),
    faults: createFaultQueue(),
    throttle: createThrottle(settings.throttle, settings.now),
  };
};
