// `npm run soak`: the long forms one after the other, so that none measures the load of another, and then the whole suite
// with the trace log on and a search of all that it wrote. `npm run soak -- 0.1` runs a part. The lines that begin with
// `soak:` are for docs/security.md.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

const part = process.argv[2] ?? '1';

const steps = [
  [{ SOAK: part }, ['--project', 'alone', 'test/e2e/process-burst', 'test/e2e/process-killed']],
  [{ SOAK: part }, ['--project', 'alone', 'test/e2e/process-contract', 'test/e2e/fault-matrix']],
  [{ SOAK: part }, ['--project', 'alone', 'test/e2e/killed-writes']],
  [{ SOAK: part }, ['--project', 'unit', 'test/adapters/secret-store/damage']],
  [{ SOAK: part }, ['--project', 'unit', 'test/domain/aws-ini', 'test/actions/write-profiles']],
  [{ LEAK_HUNT: '1' }, []],
];

const statuses = steps.map(([env, args]) => {
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
});
process.exit(Math.max(...statuses));
