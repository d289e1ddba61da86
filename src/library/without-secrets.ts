// What is thrown, as it may be told.
import { Cancelled, UserError } from '../domain/errors.ts';
import { inertLines } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';

/** No text leaves here with a secret in it, or with what a terminal would obey. */
export const withoutSecrets = (host: Host, error: unknown): unknown => {
  if (!(error instanceof UserError) || error instanceof Cancelled) return error;
  const told = (text: string): string => inertLines(host.redact(text));
  Object.defineProperty(error, 'message', { value: told(error.message) });
  if (error.hint !== undefined) Object.defineProperty(error, 'hint', { value: told(error.hint) });
  return error;
};

export const watched = async <T>(host: Host, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw withoutSecrets(host, error);
  }
};
