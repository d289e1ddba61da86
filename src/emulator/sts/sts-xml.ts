// STS speaks the query protocol: a form in, XML out (identity-center.md 1.6).
import { randomUUID } from 'node:crypto';
import { isoSeconds } from '../../domain/expiry.ts';
import type { Reply } from '../http/handler.ts';
import { escapeMarkup } from '../http/html.ts';
import type { IssuedKeys } from '../world.ts';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

export type XmlMembers = { readonly [name: string]: string | XmlMembers };

const members = (content: XmlMembers): string =>
  Object.entries(content)
    .map(([name, value]) => {
      const inner = typeof value === 'string' ? escapeMarkup(value) : members(value);
      return `<${name}>${inner}</${name}>`;
    })
    .join('');

const send = (status: number, root: string, content: XmlMembers): Reply => {
  const requestId = randomUUID();
  const [open, close] = [`<${root} xmlns="${namespace}">`, `</${root}>`];
  const tail: XmlMembers =
    root === 'ErrorResponse' ? { RequestId: requestId } : { ResponseMetadata: { RequestId: requestId } };
  return {
    status,
    headers: { 'content-type': 'text/xml', 'cache-control': 'no-store', 'x-amzn-requestid': requestId },
    body: `${open}${members({ ...content, ...tail })}${close}\n`,
  };
};

/** `<ActionResponse><ActionResult>…</ActionResult>…</ActionResponse>` */
export const stsResult = (action: string, content: XmlMembers): Reply =>
  send(200, `${action}Response`, { [`${action}Result`]: content });

export const stsError = (status: number, code: string, message: string): Reply =>
  send(status, 'ErrorResponse', {
    Error: { Type: status >= 500 ? 'Receiver' : 'Sender', Code: code, Message: message },
  });

export const invalidToken = (): Reply =>
  stsError(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');

/** An error by any name and status, for faults. */
export const anyStsError = (wish: { name?: string; status?: number; message?: string }): Reply => {
  const status = wish.status ?? (wish.name === 'AccessDenied' ? 403 : 400);
  const usual = status >= 500 ? 'InternalFailure' : 'ValidationError';
  return stsError(status, wish.name ?? usual, wish.message ?? 'The request failed.');
};

export const credentialsXml = (keys: IssuedKeys): XmlMembers => ({
  AccessKeyId: keys.accessKeyId,
  SecretAccessKey: keys.secretAccessKey,
  SessionToken: keys.sessionToken,
  Expiration: isoSeconds(keys.expiresAt),
});
