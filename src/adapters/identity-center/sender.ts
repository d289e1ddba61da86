// How each call to Identity Center is sent: with the time it may take, tried again where that is safe, and its
// failures as the port's errors.
import type { Environment } from '../../domain/aws-endpoint.ts';
import { Cancelled } from '../../domain/errors.ts';
import type { Gate } from '../../ports/identity-center.ts';
import { type Answer, type ExchangeLimits, usualLimits } from '../aws-http/exchange.ts';
import { refuseNonJson } from '../aws-http/refusal.ts';
import { hushSdk, type SdkHandler, sdkHandler } from '../aws-http/sdk-handler.ts';
import type { Translate } from './failures.ts';
import { type RetryLimits, retrying, usualRetry } from './retry.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';

export type Call = {
  readonly translate: Translate;
  /** What is sent and must not come back in an error's text. */
  readonly secrets: readonly string[];
  /** As usual unless given. */
  readonly retry?: RetryLimits;
  readonly signal?: AbortSignal;
  /** Every try waits for it. */
  readonly gate?: Gate;
};

/** What the SDK's `send` takes beside the command. */
export type HttpOptions = { readonly abortSignal?: AbortSignal; readonly requestTimeout: number };

export type Sender = {
  readonly region: string;
  readonly handler: SdkHandler;
  readonly send: <T>(call: Call, work: (http: HttpOptions) => Promise<T>) => Promise<T>;
  readonly clock: ServerClock;
  /** The SDK is loaded at the first call, once. */
  readonly once: <T>(load: () => Promise<T>) => () => Promise<T>;
};

export type SenderOptions = {
  readonly region: string;
  readonly env: Environment;
  /** ms since the epoch */
  readonly now: () => number;
  readonly limits?: ExchangeLimits;
  readonly retry?: RetryLimits;
};

const openGate: Gate = (call) => call();

const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loaded: Promise<T> | undefined;
  return () => {
    hushSdk();
    loaded ??= load();
    return loaded;
  };
};

const send = async <T>(
  call: Call,
  retry: RetryLimits,
  work: (http: HttpOptions) => Promise<T>,
): Promise<T> => {
  const { signal: abortSignal, gate = openGate } = call;
  const cancelling = abortSignal === undefined ? {} : { abortSignal };
  try {
    return await retrying(call.retry ?? retry, (requestTimeout) =>
      gate(() => work({ requestTimeout, ...cancelling })),
    );
  } catch (error) {
    if (abortSignal?.aborted) throw new Cancelled();
    throw call.translate(error, call.secrets);
  }
};

export const createSender = (options: SenderOptions): Sender => {
  const { region, env, now, limits = usualLimits, retry = usualRetry } = options;
  const clock = createServerClock(now);
  const inspect = (answer: Answer): void => {
    clock.heard(answer.headers['date']);
    refuseNonJson(answer);
  };
  return {
    region,
    handler: sdkHandler({ env, limits }, inspect),
    clock,
    once,
    send: (call, work) => send(call, retry, work),
  };
};
