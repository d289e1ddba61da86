// argv -> command -> exit code.
import { dispatch } from './commands/dispatch.ts';
import { sayError, understood } from './commands/say-error.ts';
import type { Host } from './host.ts';

export { sayError as report } from './commands/say-error.ts';

/** Runs the command that `host.argv` names. Answers the exit code; never throws. */
export const main = async (host: Host): Promise<number> => {
  try {
    return await dispatch(host);
  } catch (error) {
    return sayError(host, understood(error));
  }
};
