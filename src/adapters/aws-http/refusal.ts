// An answer that says no. Read here rather than by the SDK, which knows no name for an error whose header or
// `__type` is missing, and takes an HTML page for an answer (reference identity-center.md 1.1).
import type { Answer } from './exchange.ts';

/** Its message is what the server said, raw: it may repeat what we sent, and is to be cleaned before it is told. */
export class Refusal extends Error {
  readonly status: number;
  /** The error's name: `UnauthorizedException`, or for OIDC `invalid_grant`; empty when there is none. */
  readonly code: string;
  /** False for a page of some proxy or load balancer: it says nothing about the call. */
  readonly isFromAws: boolean;
  /** ms to wait before the next try, where the answer says so. */
  readonly retryAfter: number | undefined;
  constructor(fields: {
    status: number;
    code: string;
    message: string;
    isFromAws: boolean;
    retryAfter?: number | undefined;
  }) {
    super(fields.message);
    this.name = 'Refusal';
    this.status = fields.status;
    this.code = fields.code;
    this.isFromAws = fields.isFromAws;
    this.retryAfter = fields.retryAfter;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const jsonOf = (body: Uint8Array): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const nameOf = (answer: Answer, fields: Fields | undefined): string => {
  const header = answer.headers['x-amzn-errortype'] ?? '';
  const type = header.split(':')[0] || textOf(fields?.['__type']).split('#').at(-1) || '';
  const name = textOf(fields?.['error']) || type || textOf(fields?.['code']);
  return /^[\w.-]{1,80}$/.test(name) ? name : '';
};

const isJson = (answer: Answer): boolean =>
  /^application\/[\w.+-]*json/i.test(answer.headers['content-type'] ?? '');

/** Seconds, as services say it; the form with a date is one that AWS never uses. */
const retryAfterOf = ({ headers }: Answer): number | undefined => {
  const said = headers['retry-after'] ?? '';
  return /^\d{1,6}$/.test(said) ? Number(said) * 1000 : undefined;
};

/** Throws Refusal for anything but success with JSON, or with no body at all. */
export const refuseNonJson = (answer: Answer): void => {
  const fields = isJson(answer) ? jsonOf(answer.body) : undefined;
  const { status } = answer;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && (answer.body.length === 0 || fields !== undefined)) return;
  const said = textOf(fields?.['error_description']) || textOf(fields?.['message']);
  throw new Refusal({
    status,
    code: isSuccess ? '' : nameOf(answer, fields),
    message: said,
    isFromAws: fields !== undefined,
    retryAfter: retryAfterOf(answer),
  });
};
