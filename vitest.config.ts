import { defineConfig } from 'vitest/config';

/** Promises with a time in them (a kill delays others by at most 2 s): nothing runs beside these. */
const alone = [
  'test/e2e/process-*.test.ts',
  'test/e2e/killed-writes.test.ts',
  'test/e2e/fault-matrix.test.ts',
];

const endToEnd = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // The built program is loaded as it is (test/support/prepare.ts).
  server: { deps: { external: [/\/dist\//] } },
};

// Three projects, one after the other: `unit` runs files side by side; `e2e` drives the built program in real
// terminals, two files at a time on the two cores that CI has; `alone` does so one at a time.
export default defineConfig({
  // React as users have it draws in half the time (test/support/production-react.ts), and knows no development JSX.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    globalSetup: ['test/support/private-home.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**'],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: alone,
          maxWorkers: 2,
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
