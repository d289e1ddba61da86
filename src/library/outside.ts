// The outside of the process that the library runs in. Its terminal and its arguments are the tool's, not ours: nobody is
// asked for a passphrase, and no flag is read.
import { beginWatching } from '../adapters/watching.ts';
import { type Host, hostOf } from '../host.ts';

const hosts = new Map<string, Host>();

/** One for each name that stands in the audit log. The variables are those of the first call. */
export const hostFor = (toolName: string): Host => {
  const known = hosts.get(toolName);
  if (known !== undefined) return known;
  const watching = beginWatching(process, process.env, []);
  watching.activity.command = toolName;
  const host = hostOf(process, process.env, { isAttended: false, watching });
  hosts.set(toolName, host);
  return host;
};
