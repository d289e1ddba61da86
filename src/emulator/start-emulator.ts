// The embedded IAM Identity Center: OIDC, access portal, STS, IAM and console federation on one loopback port. It is
// stateful, keeps everything in memory, and gives out nothing but fakes.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../domain/errors.ts';
import { createControl, type EmulatorControl } from './control/emulator-control.ts';
import { createWorld } from './create-world.ts';
import type { Organisation } from './organisation/organisation.ts';
import { serve, serveFailure } from './serve.ts';
import { type EmulatorOptions, settingsOf } from './settings.ts';

export type { AssignmentChange, PendingSignIn } from './control/emulator-control.ts';
export type { Fault } from './control/fault-queue.ts';
export type { LoggedRequest } from './control/request-log.ts';
export type { AddedUser, NewUser } from './iam/user.ts';
export type { Account, Organisation } from './organisation/organisation.ts';
export type { EmulatorOptions, RefreshMode } from './settings.ts';

export type Emulator = EmulatorControl & {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly startUrl: string;
  readonly region: string;
  /** What points any AWS SDK, and rolecall, at this emulator. */
  readonly env: Readonly<Record<string, string>>;
  readonly organisation: Organisation;
  /** Drops every connection, answered or not. */
  readonly close: () => Promise<void>;
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'it is in use' : (error.code ?? error.message);
      reject(new UserError(`The emulator cannot listen on port ${port}: ${reason}.`, { cause: error }));
    });
    server.listen({ host: '127.0.0.1', port }, () => {
      const address = server.address();
      const isBound = (value: typeof address): value is AddressInfo =>
        typeof value === 'object' && value !== null;
      resolve(isBound(address) ? address.port : port);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Starts it on 127.0.0.1. Errors: UserError when the port cannot be had. */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const settings = settingsOf(options);
  // Node's own 5 s would close a kept connection under a client that is about to use it again.
  const server = createServer({ keepAliveTimeout: 60_000 });
  const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const world = createWorld(settings, url);
  const control = createControl(world);
  server.on('request', (incoming, response) => {
    serve({ world, control }, incoming, response).catch(() => serveFailure(world, response));
  });
  return {
    ...control,
    url,
    startUrl: `${url}/start`,
    region: settings.region,
    organisation: settings.organisation,
    env: {
      AWS_ENDPOINT_URL_SSO: url,
      AWS_ENDPOINT_URL_SSO_OIDC: url,
      AWS_ENDPOINT_URL_STS: url,
      AWS_ENDPOINT_URL_IAM: url,
      AWS_ENDPOINT_URL_CLOUDWATCH: url,
      ROLECALL_ENDPOINT_URL_FEDERATION: `${url}/federation`,
      ROLECALL_ENDPOINT_URL_CONSOLE: url,
    },
    close: () => close(server),
  };
};
