// One request from arrival to answer: who may ask, what was ordered to go wrong, how fast, then the operation itself.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { controlReply, isControl } from './control/control-endpoints.ts';
import type { EmulatorControl } from './control/emulator-control.ts';
import type { Fault } from './control/fault-queue.ts';
import type { EmulatorRequest, Reply } from './http/handler.ts';
import { readRequest } from './http/read-request.ts';
import { plain } from './http/reply.ts';
import { portalError } from './portal/portal-error.ts';
import { type Route, routeOf } from './routes.ts';
import type { World } from './world.ts';

/** The wrong answer that a fault gives; undefined when it only delays. */
const faultReply = (fault: Fault, route: Route): Reply | undefined => {
  if (fault.body !== undefined) {
    const headers = { 'content-type': fault.contentType ?? 'text/html' };
    return { status: fault.status ?? 200, headers, body: fault.body };
  }
  if (fault.status === undefined && fault.error === undefined) return undefined;
  return route.refuse({ name: fault.error, status: fault.status, message: fault.message });
};

/** The answer, or how there is none: the connection hangs, or is reset. */
const answer = async (
  world: World,
  request: EmulatorRequest,
  route: Route,
): Promise<Reply | 'hang' | 'reset'> => {
  const fault = world.faults.take(route.operation);
  const delay = world.settings.latency + (fault?.delay ?? 0);
  if (delay > 0) await wait(delay, undefined, { ref: false });
  if (fault?.reset) return 'reset';
  if (fault?.hang) return 'hang';
  const ordered = fault && faultReply(fault, route);
  if (ordered !== undefined) return ordered;
  if (route.isThrottled && !world.throttle.admits()) return portalError('TooManyRequestsException');
  return route.handle(world, request);
};

const send = (world: World, response: ServerResponse, reply: Reply): void => {
  response.writeHead(reply.status, {
    ...reply.headers,
    date: new Date(world.now()).toUTCString(),
    'content-length': Buffer.byteLength(reply.body),
  });
  response.end(reply.body);
};

export type Served = { readonly world: World; readonly control: EmulatorControl };

export const serve = async (
  { world, control }: Served,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const read = await readRequest(incoming);
  if ('refusal' in read) return send(world, response, read.refusal);
  const { request } = read;
  if (isControl(request)) return send(world, response, controlReply(control, request));
  const route = routeOf(request);
  const logAnswer = world.log.begin(route.operation);
  response.once('close', () => logAnswer(null));
  const reply = await answer(world, request, route);
  if (reply === 'reset') return void incoming.socket.resetAndDestroy();
  if (reply === 'hang') return;
  // Before it is sent: a client that has the answer must find it in the log.
  logAnswer(response.destroyed ? null : reply.status);
  send(world, response, reply);
};

/** What a fault of the emulator itself looks like from outside. */
export const serveFailure = (world: World, response: ServerResponse): void => {
  if (response.headersSent || response.destroyed) return void response.destroy();
  send(world, response, plain(500, 'The emulator failed to answer.'));
};
