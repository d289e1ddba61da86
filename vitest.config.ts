import { defineConfig } from 'vitest/config';

/** Promises with a time in them (a kill delays others by at most 2 s): nothing runs beside these. */
const alone = ['test/e2e/process-{burst,killed}.test.ts', 'test/e2e/killed-writes.test.ts'];

/** A process of its own: the keychain's library holds on to the first bus that it meets. */
const ownProcess = ['test/adapters/secret-store/keychain.test.ts'];

const inside = { maxWorkers: 2, sequence: { groupOrder: 0 } };

const endToEnd = {
  // The built program is loaded as it is (test/support/prepare.ts).
  server: { deps: { external: [/\/dist\//] } },
};

// On the two cores that CI has, one after the other: `unit`, beside `own-process`; `e2e`, which drives the built
// program in real terminals and is waiting in part; `alone`, which does so one file at a time. Files of the first and
// the third share processes: what a module keeps for later must not show, and variables of the process are put back.
export default defineConfig({
  // React as users have it draws in half the time (test/support/production-react.ts), and knows no development JSX.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    // Nothing here takes as long, but on a machine that others keep busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/private-home.ts'],
    projects: [
      {
        extends: true,
        test: {
          ...inside,
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', ...ownProcess],
          isolate: false,
          env: { NODE_ENV: 'production' },
        },
      },
      {
        extends: true,
        test: {
          ...inside,
          name: 'own-process',
          include: ownProcess,
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: alone,
          maxWorkers: 3,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'alone',
          include: alone,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
