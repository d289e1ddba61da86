// Every test run gets a home of its own: no test can read or write the real one, and variables of the shell
// that starts the tests (a role in it, a proxy, an endpoint) cannot reach a test either.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const foreign =
  /^(AWS_|ROLECALL_|XDG_|SSH_|WSL_|GRANTED_)|^(CI|NO_COLOR|FORCE_COLOR|BROWSER|DISPLAY|WAYLAND_DISPLAY)$/;

const setup = (): (() => void) => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-test-home-'));
  for (const name of Object.keys(process.env)) if (foreign.test(name)) delete process.env[name];
  process.env['HOME'] = home;
  process.env['USERPROFILE'] = home;
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
  return () => rmSync(home, { recursive: true, force: true });
};

export default setup;
