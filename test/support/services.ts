// Services for tests of the engine and the actions: the real Identity Center clients, loopback, STS and federation
// against the emulator; a clock that only moves when something waits on it; a secret store in memory.

import { baseCredentials } from '../../src/adapters/base-credentials.ts';
import { connectFederation } from '../../src/adapters/federation.ts';
import { connectIam } from '../../src/adapters/iam.ts';
import { connectIdentityCenter } from '../../src/adapters/identity-center/connect-identity-center.ts';
import { inTurns } from '../../src/adapters/in-turns.ts';
import { loopback } from '../../src/adapters/loopback.ts';
import { openPlugins } from '../../src/adapters/run-plugin.ts';
import { connectSts } from '../../src/adapters/sts.ts';
import type { InstanceConfig } from '../../src/domain/config.ts';
import { Cancelled, UserError } from '../../src/domain/errors.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import type { Browser } from '../../src/ports/browser.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Lock } from '../../src/ports/lock.ts';
import type { Notes } from '../../src/ports/notes.ts';
import type { Services } from '../../src/ports/services.ts';
import { fixedConfig } from './fixed-config.ts';
import { memoryHistory } from './memory-history.ts';
import { createMemorySecretStore } from './memory-secret-store.ts';
import { noFolderFiles } from './no-folder-files.ts';
import { silentAudit } from './silent-audit.ts';

export type TestClock = Clock & {
  /** Moves this clock and the emulator's (ms). */
  readonly advance: (ms: number) => void;
  /** Every wait so far (ms). */
  readonly waits: readonly number[];
};

/** Waiting takes no time: it moves the clock, here and in the emulator. */
export const testClock = (emulator?: Emulator): TestClock => {
  let shift = 0;
  const waits: number[] = [];
  const advance = (ms: number): void => {
    shift += ms;
    emulator?.shiftClock(ms);
  };
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    if (signal?.aborted) throw new Cancelled();
    waits.push(ms);
    advance(ms);
  };
  return { now: () => Date.now() + shift, sleep, inTurns, advance, waits };
};

/** One at a time for each name, in this process; a limit of 0 does not wait. */
export const memoryLock = (): Lock => {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: async (name, work, limit) => {
      const before = tails.get(name);
      if (before !== undefined && limit === 0) throw new UserError('Another process holds the lock.');
      const running = (before ?? Promise.resolve()).then(work, work);
      const settled = running
        .catch(() => undefined)
        .then(() => {
          if (tails.get(name) === settled) tails.delete(name);
        });
      tails.set(name, settled);
      return running;
    },
  };
};

/** Notes that end with the test; what is read is what JSON made of it, as from a file. */
export const memoryNotes = (): Notes => {
  const kept = new Map<string, string>();
  return {
    read: async (name) => JSON.parse(kept.get(name) ?? 'null') ?? undefined,
    write: async (name, value) => void kept.set(name, JSON.stringify(value)),
    remove: async (name) => void kept.delete(name),
  };
};

/** A person without a screen. */
export const noBrowser: Browser = {
  isAvailable: () => false,
  isAtHand: () => false,
  open: async () => false,
};

/** A person whose browser answers each page that is opened by this decision, and follows where it leads. */
export const decidingBrowser = (decision: 'allow' | 'deny'): Browser & { readonly opened: string[] } => {
  const opened: string[] = [];
  const answer = async (url: string): Promise<void> => {
    const shown = await fetch(url);
    const html = await shown.text();
    const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
    const [, name = '', value = ''] = /name="(request|user_code)" value="([^"]+)"/.exec(html) ?? [];
    if (action === '') return;
    await fetch(new URL(action, url), {
      method: 'POST',
      body: new URLSearchParams({ [name]: value, decision }),
    });
  };
  return {
    opened,
    isAvailable: () => true,
    isAtHand: () => true,
    open: async (_wanted, url) => {
      opened.push(url);
      answer(url).catch(() => undefined);
      return true;
    },
  };
};

export const testInstance = (emulator: Emulator, given: Partial<InstanceConfig> = {}): InstanceConfig => ({
  name: 'acme',
  startUrl: emulator.startUrl,
  region: emulator.region,
  defaultRegion: undefined,
  login: 'auto',
  sessionDuration: 8 * 3_600_000,
  accounts: [],
  ...given,
});

// As the program's own, but without the waits.
const retry = { tries: 4, budget: 10_000, firstWait: 1 };

const notGiven = (name: string) => async (): Promise<never> => {
  throw new Error(`This test has no ${name}: give it to testServices.`);
};

export type TestServicesOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly overrides?: Partial<Services>;
};

/** What is not given and not of the emulator throws when it is asked for; the config says nothing. */
export const testServices = ({ env, overrides = {} }: TestServicesOptions): Services => {
  const store = createMemorySecretStore();
  const lock = memoryLock();
  const notes = memoryNotes();
  const history = memoryHistory();
  const clock = overrides.clock ?? testClock();
  // Nobody to ask, unless the test says who.
  const mfaCode = overrides.mfaCode ?? (async () => undefined);
  return {
    clock,
    configStore: fixedConfig(parseConfig(new Map()).config),
    catalogStore: notGiven('catalogStore'),
    secretStore: async () => store,
    keyAgent: notGiven('keyAgent'),
    identityCenter: async (instance) => connectIdentityCenter({ instance, env, now: clock.now, retry }),
    federation: async (role) => connectFederation({ role, env }),
    plugins: async () => openPlugins({ env, now: clock.now }),
    sts: async (region, credentials) => connectSts({ region, credentials, env }),
    metricSink: notGiven('metricSink'),
    iam: async (region, credentials) => connectIam({ region, credentials, env }),
    mfaCode,
    baseCredentials: async (instance) => baseCredentials({ instance, env, mfaCode }),
    loopback: async () => loopback,
    browser: async () => noBrowser,
    clipboard: notGiven('clipboard'),
    awsFiles: notGiven('awsFiles'),
    importFiles: notGiven('importFiles'),
    child: notGiven('child'),
    backgroundChildren: notGiven('backgroundChildren'),
    lock: async () => lock,
    notes: async () => notes,
    notifier: notGiven('notifier'),
    audit: async () => silentAudit,
    history: async () => history,
    credentialServers: notGiven('credentialServers'),
    inspection: notGiven('inspection'),
    startUrlSearch: notGiven('startUrlSearch'),
    startupFiles: notGiven('startupFiles'),
    themeFiles: notGiven('themeFiles'),
    envFiles: notGiven('envFiles'),
    folderFiles: async () => noFolderFiles,
    ...overrides,
  };
};

export const given = <T>(value: T | undefined | null): T => {
  if (value === undefined || value === null) throw new Error('The test expected a value here.');
  return value;
};
