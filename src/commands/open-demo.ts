import { exitCodes } from '../domain/exit-codes.ts';
import type { Host } from '../host.ts';

/** Answers the demo's exit code. A shell inside `$(...)` would be lost in it. */
export const openDemo = async (host: Host): Promise<number> => {
  if (!host.stdout.isTTY) {
    host.stderr.write('The demo needs a terminal of its own. Run: rolecall demo\n');
    return exitCodes.cancelled;
  }
  const { demo } = await import('./demo.ts');
  return demo.run(host, [], { accounts: '40', roles: '5' });
};
