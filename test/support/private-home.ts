// Every test run gets a home of its own: no test can read or write the real one, and variables of the shell
// that starts the tests (a role in it, a proxy, an endpoint) cannot reach a test either.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const foreign =
  /^(AWS_|ROLECALL_|XDG_|SSH_|WSL_|GRANTED_)|^(CI|NO_COLOR|FORCE_COLOR|BROWSER|DISPLAY|WAYLAND_DISPLAY)$/;

/** What the hunts of all tests (leak-hunt.ts) searched; of more than one test file, as `npm run soak` runs them. */
const printTally = (path: string): void => {
  if (!existsSync(path)) return;
  const total: Record<string, number> = {};
  for (const line of readFileSync(path, 'utf8').trim().split('\n'))
    for (const [name, count] of Object.entries(JSON.parse(line) as Record<string, number>))
      total[name] = (total[name] ?? 0) + count;
  const counts = Object.entries(total).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`soak: searched for secrets: ${counts.join(', ')}\n`);
};

const setup = (): (() => void) => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-test-home-'));
  for (const name of Object.keys(process.env)) if (foreign.test(name)) delete process.env[name];
  process.env['HOME'] = home;
  process.env['USERPROFILE'] = home;
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
  const tally = join(home, 'leak-tally');
  if (process.env['LEAK_HUNT'] === '1') process.env['LEAK_TALLY'] = tally;
  return () => {
    printTally(tally);
    rmSync(home, { recursive: true, force: true });
  };
};

export default setup;
