// The other end of the control listener.
import { Agent, request } from 'node:http';
import { UserError } from '../../domain/errors.ts';

/** The server is not there any more. */
export class ServerGone extends UserError {
  constructor() {
    super('The credential server does not answer.', { hint: 'Start one with: rolecall serve' });
    this.name = 'ServerGone';
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

// Long enough for a server that fetches credentials first.
const timeLimit = 45_000;

const send = ({ port, token, method, path, body }: Call): Promise<Reply> =>
  new Promise((resolve, reject) => {
    // An agent of its own: never a proxy.
    const agent = new Agent();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const options = { host: '127.0.0.1', port, method, path, headers, agent, timeout: timeLimit };
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', () => reject(new ServerGone()));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => reject(new ServerGone()));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServerGone();
  }
};

/** The answer's body. Errors: UserError as the server's own, ServerGone. */
export const call = async (asked: Call): Promise<unknown> => {
  const { status, text } = await send(asked);
  const body = parsed(text);
  if (status === 200) return body;
  // Another program may have the port by now: only what our server says is repeated.
  if (status !== 422) throw new ServerGone();
  const { message, hint, exitCode } = body as Readonly<Record<string, unknown>>;
  throw new UserError(String(message), {
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(typeof exitCode === 'number' ? { exitCode } : {}),
  });
};
