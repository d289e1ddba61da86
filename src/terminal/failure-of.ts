import { Cancelled, LoginNeeded, UserError } from '../domain/errors.ts';
import { lengthLimits, sanitize } from '../domain/sanitize.ts';
import type { Failure } from '../picker/failure.ts';

const inert = (text: string): string => sanitize(text.replace(/\s+/g, ' ').trim(), lengthLimits.error);

const withoutLoginHint = (error: UserError): string | undefined =>
  error instanceof LoginNeeded ? undefined : error.hint;

/** What went wrong, in words; undefined when the person cancelled it, which is no failure. */
export const failureOf = (error: unknown): Failure | undefined => {
  if (error instanceof Cancelled) return undefined;
  if (error instanceof UserError) return { message: inert(error.message), hint: withoutLoginHint(error) };
  const message = error instanceof Error ? error.message : String(error);
  return { message: `Something unexpected happened: ${inert(message)}`, hint: undefined };
};

/** The instance that has to be signed in to first, when that is what went wrong. */
export const signedOutInstance = (error: unknown): string | undefined =>
  error instanceof LoginNeeded ? error.instance : undefined;
