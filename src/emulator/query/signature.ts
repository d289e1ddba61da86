// AWS Signature Version 4 in an Authorization header, as AWS computes it to compare.
import { createHash, createHmac } from 'node:crypto';
import type { EmulatorRequest } from '../http/handler.ts';

export type Authorization = {
  readonly accessKeyId: string;
  /** Of the scope: YYYYMMDD. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

const scheme = 'AWS4-HMAC-SHA256';

/** The parts of an Authorization header; undefined when one is missing. */
export const readAuthorization = (header: string): Authorization | undefined => {
  if (!header.startsWith(`${scheme} `)) return undefined;
  const parts = new Map(
    header
      .slice(scheme.length)
      .split(',')
      .map((part) => part.trim())
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const),
  );
  const scope = (parts.get('Credential') ?? '').split('/');
  const [accessKeyId = '', date = '', region = '', service = '', end = ''] = scope;
  const signedHeaders = (parts.get('SignedHeaders') ?? '').split(';');
  const signature = parts.get('Signature') ?? '';
  const isWhole = scope.length === 5 && accessKeyId !== '' && region !== '' && end === 'aws4_request';
  if (!isWhole || !/^[0-9a-f]{64}$/.test(signature) || signedHeaders[0] === '') return undefined;
  return { accessKeyId, date, region, service, signedHeaders, signature };
};

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Every service but S3 signs the path encoded once more than it is sent. */
const canonicalPath = (path: string): string => path.split('/').map(encode).join('/');

const canonicalQuery = (query: URLSearchParams): string =>
  [...query]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');

/** A front that answers under a public name hands on which one the client asked, and signed. */
const headerValue = ({ headers }: EmulatorRequest, name: string): string => {
  const value = (name === 'host' ? headers['x-forwarded-host'] : undefined) ?? headers[name] ?? '';
  return String(value).trim().replace(/ +/g, ' ');
};

const canonicalRequest = (request: EmulatorRequest, signedHeaders: readonly string[]): string =>
  [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${headerValue(request, name)}`),
    '',
    signedHeaders.join(';'),
    sha256(request.sent ?? request.body),
  ].join('\n');

/** What the signature of a request must be, by the secret of who says to have signed it. */
export const signatureOf = (request: EmulatorRequest, said: Authorization, secret: string): string => {
  const { date, region, service, signedHeaders } = said;
  const scope = `${date}/${region}/${service}/aws4_request`;
  const digest = sha256(canonicalRequest(request, signedHeaders));
  const toSign = [scheme, request.headers['x-amz-date'], scope, digest].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, toSign).toString('hex');
};
