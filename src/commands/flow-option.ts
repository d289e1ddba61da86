import type { LoginFlow } from '../domain/config.ts';
import { UsageError } from '../domain/errors.ts';

const flows: readonly LoginFlow[] = ['pkce', 'device', 'auto'];

/** The value of an option that names a way to sign in; undefined when it is not given. Errors: UsageError. */
export const flowNamed = (flag: '--flow' | '--login', given: unknown): LoginFlow | undefined => {
  if (given === undefined) return undefined;
  const flow = flows.find((name) => name === given);
  if (flow === undefined) throw new UsageError(`${flag} is pkce, device or auto.`);
  return flow;
};
