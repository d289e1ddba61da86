import { defineConfig } from 'vitest/config';

// Two projects: `unit` runs files side by side; `e2e` drives the built program in real terminals, so it runs
// one file at a time on the two cores that CI has.
export default defineConfig({
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
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
