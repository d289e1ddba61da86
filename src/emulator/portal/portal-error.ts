// The errors of the access portal (identity-center.md 1.3). ForbiddenException is not in the SDKs' model, and real.
import type { Reply } from '../http/handler.ts';
import { json } from '../http/reply.ts';

const known = {
  InvalidRequestException: [400, 'Invalid request'],
  UnauthorizedException: [401, 'Session token not found or invalid'],
  ForbiddenException: [403, 'No access'],
  ResourceNotFoundException: [404, 'Resource not found'],
  TooManyRequestsException: [429, 'HTTP 429 Unknown Code'],
  InternalServerException: [500, 'Internal server error'],
} as const;

export type PortalErrorName = keyof typeof known;

const isKnown = (name: string): name is PortalErrorName => Object.hasOwn(known, name);

const send = (name: string, status: number, message: string): Reply =>
  json(
    status,
    { message, __type: `com.amazonaws.switchboard.portal#${name}` },
    { 'x-amzn-errortype': `${name}:http://internal.amazon.com/coral/com.amazonaws.switchboard.portal/` },
  );

export const portalError = (name: PortalErrorName, message?: string): Reply => {
  const [status, usual] = known[name];
  return send(name, status, message ?? usual);
};

const nameByStatus = (status: number): PortalErrorName => {
  const names: readonly PortalErrorName[] = Object.keys(known).filter(isKnown);
  const found = names.find((name) => known[name][0] === status);
  return found ?? (status >= 500 ? 'InternalServerException' : 'InvalidRequestException');
};

/** An error by any name and status, for faults. */
export const anyPortalError = (wish: { name?: string; status?: number; message?: string }): Reply => {
  const name = wish.name ?? nameByStatus(wish.status ?? 400);
  const [status, usual] = known[isKnown(name) ? name : nameByStatus(wish.status ?? 400)];
  return send(name, wish.status ?? status, wish.message ?? usual);
};
