// What a journey starts from: an emulator, a program with a home of its own, and, where wanted, an instance that is
// set up, signed in and discovered.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/start-emulator.ts';
import { prepare } from './prepare.ts';
import { newProgram, type Program } from './program.ts';

export type Journey = { readonly emulator: Emulator; readonly program: Program };

export const organisation = {
  accounts: [
    {
      id: '111111111111',
      name: 'Acme Production',
      email: 'aws+prod@acme.example',
      roles: ['AdministratorAccess', 'BillingAdmin', 'ReadOnlyAccess'],
    },
    {
      id: '012345678901',
      name: 'acme-dev',
      email: 'aws+dev@acme.example',
      roles: ['AdministratorAccess', 'DeveloperAccess'],
    },
    {
      id: '222222222222',
      name: "O'Brien $(touch /tmp/rolecall-pwned) `x`",
      email: 'ob@acme.example',
      roles: ['ReadOnlyAccess'],
    },
  ],
} as const;

const start = async (options: EmulatorOptions): Promise<Journey> => {
  const emulator = await startEmulator({ organisation, autoApprove: true, ...options });
  return { emulator, program: newProgram(emulator.env) };
};

const end = async ({ emulator, program }: Journey): Promise<void> => {
  try {
    program.remove();
  } finally {
    await emulator.close();
  }
};

/** An emulator of the sample organisation and a program that points at it; both end with the test. */
export const startJourney = async (options: EmulatorOptions = {}): Promise<Journey> => {
  const journey = await start(options);
  onTestFinished(() => end(journey));
  return journey;
};

export const setUp = ({ emulator, program }: Journey): Promise<void> =>
  prepare(program, [
    'setup',
    '--instance',
    'acme',
    '--start-url',
    emulator.startUrl,
    '--region',
    emulator.region,
    '--default-region',
    'eu-west-1',
  ]);

const signIn = async (journey: Journey): Promise<void> => {
  await setUp(journey);
  await prepare(journey.program, ['login', '--flow', 'device', '--no-browser']);
};

/** Set up, signed in by device code, discovered. */
export const startSignedIn = async (options: EmulatorOptions = {}): Promise<Journey> => {
  const journey = await startJourney(options);
  await signIn(journey);
  return journey;
};

/** As `startSignedIn`, for tests that leave it as it is; it ends with the file or the block of tests. */
export const shareSignedIn = (options: EmulatorOptions = {}): (() => Journey) => {
  let journey: Journey | undefined;
  beforeAll(async () => {
    journey = await start(options);
    await signIn(journey);
  });
  afterAll(() => (journey === undefined ? undefined : end(journey)));
  return () => {
    if (journey === undefined) throw new Error('A test asked for the shared journey before it began.');
    return journey;
  };
};

export type Browsing = { readonly visited: readonly string[]; readonly text: string };

/** Variables that make the scripted browser the person's, and a way to read what it saw once it has ended. */
export const scriptedBrowser = (
  program: Program,
): { readonly env: Record<string, string>; readonly saw: () => Promise<Browsing> } => {
  const log = join(program.home, 'browser.json');
  program.mayHoldSecrets(log);
  return {
    env: {
      BROWSER: `${process.execPath} ${resolve('test/support/scripted-browser.mjs')}`,
      SCRIPTED_BROWSER_LOG: log,
    },
    saw: () =>
      vi.waitFor(
        () => {
          if (!existsSync(log)) throw new Error('The browser was never used, or has not ended.');
          return JSON.parse(readFileSync(log, 'utf8')) as Browsing;
        },
        { timeout: 40_000 },
      ),
  };
};
