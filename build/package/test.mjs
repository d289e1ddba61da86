// npm run test:package [-- FILES]: the end-to-end tests on the executable of this platform, as `npm run package` made it.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { thisPlatform } from './targets.mjs';

const name = process.platform === 'win32' ? 'rolecall.exe' : 'rolecall';
const executable = resolve('out', `rolecall-${thisPlatform}`, name);
const words = ['run', '--project', 'e2e', '--project', 'alone', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...words], {
  stdio: 'inherit',
  env: { ...process.env, UNDER_TEST: executable },
});
process.exitCode = status ?? 1;
