import type { Handler, Reply } from '../http/handler.ts';
import type { World } from '../world.ts';
import { type Caller, callerOf } from './caller.ts';
import type { QueryService } from './query-service.ts';

export type SignedCall = { readonly caller: Caller; readonly form: URLSearchParams };

/** An operation that only a signed request reaches. */
export type SignedHandler = (world: World, call: SignedCall) => Reply;

export const signedHandler =
  (service: QueryService, handle: SignedHandler): Handler =>
  (world, request) => {
    const caller = callerOf(world, request, service);
    return 'status' in caller ? caller : handle(world, { caller, form: new URLSearchParams(request.body) });
  };
