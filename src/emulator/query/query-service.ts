// STS and IAM speak the query protocol: a form in, XML out (identity-center.md 1.6). They differ in the namespace.
import { randomUUID } from 'node:crypto';
import type { Reply } from '../http/handler.ts';
import { escapeMarkup } from '../http/html.ts';

/** A list becomes `<member>` elements. */
export type XmlValue = string | boolean | XmlMembers | readonly XmlValue[];
export type XmlMembers = { readonly [name: string]: XmlValue };

export type QueryService = {
  /** As in the scope of a signature. */
  readonly id: 'sts' | 'iam' | 'monitoring';
  /** `<ActionResponse><ActionResult>…</ActionResult>…</ActionResponse>`; no result where an action answers nothing. */
  readonly result: (action: string, content?: XmlMembers) => Reply;
  readonly error: (status: number, code: string, message: string) => Reply;
  /** An error by any name and status, for faults. */
  readonly anyError: (wish: { name?: string; status?: number; message?: string }) => Reply;
};

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

const inside = (value: XmlValue): string => {
  if (typeof value !== 'object') return escapeMarkup(String(value));
  if (isList(value)) return value.map((item) => `<member>${inside(item)}</member>`).join('');
  return Object.entries(value)
    .map(([name, content]) => `<${name}>${inside(content)}</${name}>`)
    .join('');
};

/** Errors that AWS does not answer with 400. */
const statuses = new Map([
  ['AccessDenied', 403],
  ['InvalidClientTokenId', 403],
  ['MissingAuthenticationToken', 403],
  ['OptInRequired', 403],
  ['RegionDisabledException', 403],
  ['SignatureDoesNotMatch', 403],
  ['NoSuchEntity', 404],
  ['LimitExceeded', 409],
  ['ServiceFailure', 500],
  ['ServiceUnavailable', 503],
]);

export const queryService = (id: QueryService['id'], namespace: string): QueryService => {
  const send = (status: number, root: string, content: XmlMembers): Reply => {
    const requestId = randomUUID();
    const tail: XmlMembers =
      root === 'ErrorResponse' ? { RequestId: requestId } : { ResponseMetadata: { RequestId: requestId } };
    return {
      status,
      headers: { 'content-type': 'text/xml', 'cache-control': 'no-store', 'x-amzn-requestid': requestId },
      body: `<${root} xmlns="${namespace}">${inside({ ...content, ...tail })}</${root}>\n`,
    };
  };
  const error: QueryService['error'] = (status, code, message) =>
    send(status, 'ErrorResponse', {
      Error: { Type: status >= 500 ? 'Receiver' : 'Sender', Code: code, Message: message },
    });
  return {
    id,
    result: (action, content) =>
      send(200, `${action}Response`, content === undefined ? {} : { [`${action}Result`]: content }),
    error,
    anyError: ({ name, status = statuses.get(name ?? '') ?? 400, message = 'The request failed.' }) =>
      error(status, name ?? (status >= 500 ? 'InternalFailure' : 'ValidationError'), message),
  };
};
