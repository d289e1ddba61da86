// Where `exchange` tells of each request, for whoever keeps a log: nobody, usually, and then it costs nothing.
import { channel } from 'node:diagnostics_channel';

export const exchangeChannel = 'rolecall:exchange';

export type ExchangeReport = {
  readonly method: string;
  readonly host: string;
  /** undefined when no answer came */
  readonly status: number | undefined;
  readonly bytes: number | undefined;
  readonly ms: number;
  /** The name of what went wrong. */
  readonly failure: string | undefined;
};

const reports = channel(exchangeChannel);

type Sent = { readonly method: string; readonly url: URL };
type Received = { readonly status: number; readonly body: Uint8Array };

/** Runs the exchange and tells how it went: method, host, status, time; never a path, a query, a header or a body. */
export const reported = async <Answer extends Received>(
  { method, url }: Sent,
  exchanging: () => Promise<Answer>,
): Promise<Answer> => {
  if (!reports.hasSubscribers) return exchanging();
  const started = performance.now();
  const tell = (outcome: Pick<ExchangeReport, 'status' | 'bytes' | 'failure'>): void =>
    reports.publish({ method, host: url.host, ms: Math.round(performance.now() - started), ...outcome });
  try {
    const answer = await exchanging();
    tell({ status: answer.status, bytes: answer.body.length, failure: undefined });
    return answer;
  } catch (error) {
    tell({ status: undefined, bytes: undefined, failure: error instanceof Error ? error.name : 'unknown' });
    throw error;
  }
};
