import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { EmulatorRequest, Reply } from './handler.ts';
import { plain } from './reply.ts';

const bodyLimit = 1024 * 1024;

const hosts = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/** A page in a browser could reach us under a name of its own (DNS rebinding): only loopback names are served. */
export const isLoopbackHost = (host: string | undefined): boolean => host !== undefined && hosts.test(host);

const readBody = async (incoming: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes: Buffer = Buffer.from(chunk);
    size += bytes.length;
    if (size > bodyLimit) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

/** Of a body that the SDK has compressed; undefined when it is not in that form, or too large. */
const unzipped = (sent: Buffer): string | undefined => {
  try {
    return gunzipSync(sent, { maxOutputLength: bodyLimit }).toString('utf8');
  } catch {
    return undefined;
  }
};

/** The request, or the reply that refuses it. */
export const readRequest = async (
  incoming: IncomingMessage,
): Promise<{ readonly request: EmulatorRequest } | { readonly refusal: Reply }> => {
  if (!isLoopbackHost(incoming.headers.host)) {
    return { refusal: plain(421, 'This emulator answers to loopback addresses only.') };
  }
  const target = incoming.url ?? '';
  if (!target.startsWith('/')) return { refusal: plain(400, 'The request target must be a path.') };
  const sent = await readBody(incoming);
  if (sent === undefined) return { refusal: plain(413, 'The request is larger than 1 MiB.') };
  const isZipped = incoming.headers['content-encoding'] === 'gzip';
  const body = isZipped ? unzipped(sent) : sent.toString('utf8');
  if (body === undefined) return { refusal: plain(400, 'The body cannot be unzipped.') };
  const [path = '', ...rest] = target.split('?');
  return {
    request: {
      method: incoming.method ?? 'GET',
      path,
      query: new URLSearchParams(rest.join('?')),
      headers: incoming.headers,
      body,
      ...(isZipped ? { sent } : {}),
    },
  };
};
