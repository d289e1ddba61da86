// Failures of the services with XML answers (STS, IAM), in our words. They name their errors (`ExpiredToken`); their
// texts may quote what was sent, so they are not repeated.
import { MfaRefused, StsRefused, UpstreamFailed, UserError } from '../../domain/errors.ts';
import { ExchangeFailed, networkHint } from './exchange.ts';

const statusOf = (error: unknown): number => {
  const { $metadata: metadata } = (error ?? {}) as {
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return metadata?.httpStatusCode ?? 0;
};

/** `service` is the name for messages. */
export const translateQueryError = (service: string, error: unknown): Error => {
  if (error instanceof UserError) return error;
  if (error instanceof ExchangeFailed) return new UpstreamFailed(error.message, { hint: networkHint });
  const name = error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'unknown error';
  const isThrottled = /Throttl|TooManyRequests/.test(name) || statusOf(error) === 429;
  const isRefusal = statusOf(error) >= 400 && statusOf(error) < 500 && !isThrottled;
  if (!isRefusal) return new UpstreamFailed(`${service} did not answer (${name}).`, { isThrottled });
  const isOfMfa = error instanceof Error && error.message.startsWith('MultiFactorAuthentication failed');
  return isOfMfa ? new MfaRefused() : new StsRefused(name.replace(/Exception$/, ''));
};
