// The other end of the control listener.
import { Agent, request } from 'node:http';
import { UserError } from '../../domain/errors.ts';

/** No answer, or one of another program. */
export class ServerGone extends UserError {
  /** Nobody, or somebody else, has its port; otherwise it may only be stopped or busy. */
  readonly isCertain: boolean;
  constructor(isCertain: boolean) {
    super('The credential server does not answer.', { hint: 'Start one with: rolecall serve' });
    this.name = 'ServerGone';
    this.isCertain = isCertain;
  }
}

export type Call = {
  readonly port: number;
  readonly token: string;
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
};

type Reply = { readonly status: number; readonly text: string };

/** ms; a server that loads a role fetches its credentials first. */
const timeLimits = { GET: 5_000, PUT: 50_000, DELETE: 5_000 } as const;

const send = ({ port, token, method, path, body }: Call): Promise<Reply> =>
  new Promise((resolve, reject) => {
    // An agent of its own: never a proxy.
    const agent = new Agent();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const options = { host: '127.0.0.1', port, method, path, headers, agent, timeout: timeLimits[method] };
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', () => reject(new ServerGone(false)));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', ({ code }: NodeJS.ErrnoException) => reject(new ServerGone(code === 'ECONNREFUSED')));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServerGone(true);
  }
};

/** The answer's body. Errors: UserError as the server's own, ServerGone. */
export const call = async (asked: Call): Promise<unknown> => {
  const { status, text } = await send(asked);
  const body = parsed(text);
  if (status === 200) return body;
  // Another program may have the port by now: only what our server says is repeated.
  if (status !== 422) throw new ServerGone(status === 403);
  const { message, hint, exitCode } = body as Readonly<Record<string, unknown>>;
  throw new UserError(String(message), {
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(typeof exitCode === 'number' ? { exitCode } : {}),
  });
};
