// `/_emulator/`: for tests and demos. A request with an Origin comes from a page in a browser, which has no business
// here, so it is refused.
import { UsageError } from '../../domain/errors.ts';
import { type Fields, parseFields } from '../http/fields.ts';
import type { EmulatorRequest, Reply } from '../http/handler.ts';
import { json } from '../http/reply.ts';
import type { EmulatorControl } from './emulator-control.ts';
import {
  readAssignment,
  readExpiry,
  readFault,
  readSerial,
  readShift,
  readTrust,
  readUser,
} from './read-control.ts';

type Endpoint = (control: EmulatorControl, fields: Fields) => Reply;

const done: Reply = json(200, { ok: true });

const mfaCode: Endpoint = (control, fields) => {
  const code = control.mfaCode(readSerial(fields));
  return code === undefined ? json(404, { error: 'The MFA device is not known.' }) : json(200, { code });
};

const addUser: Endpoint = (control, fields) => {
  const user = control.addUser(readUser(fields));
  return json(200, {
    arn: user.arn,
    access_key_id: user.accessKeyId,
    secret_access_key: user.secretAccessKey,
    mfa_serial: user.mfaSerial,
    mfa_seed: user.mfaSeed,
  });
};

const endpoints = new Map<string, Endpoint>([
  ['GET /_emulator/requests', (control) => json(200, { requests: control.requests() })],
  [
    'DELETE /_emulator/requests',
    (control) => {
      control.clearRequests();
      return done;
    },
  ],
  [
    'POST /_emulator/faults',
    (control, fields) => {
      control.fault(readFault(fields));
      return done;
    },
  ],
  [
    'DELETE /_emulator/faults',
    (control) => {
      control.clearFaults();
      return done;
    },
  ],
  [
    'POST /_emulator/assignments',
    (control, fields) =>
      control.assign(readAssignment(fields)) ? done : json(404, { error: 'The account is not known.' }),
  ],
  [
    'POST /_emulator/trusts',
    (control, fields) => {
      control.trust(readTrust(fields));
      return done;
    },
  ],
  ['GET /_emulator/metrics', (control) => json(200, { metrics: control.metrics() })],
  ['POST /_emulator/users', addUser],
  ['GET /_emulator/mfa-code', mfaCode],
  ['POST /_emulator/mfa-code', mfaCode],
  [
    'POST /_emulator/clock',
    (control, fields) => {
      control.shiftClock(readShift(fields));
      return json(200, { now: control.now() });
    },
  ],
  [
    'POST /_emulator/sessions/expire',
    (control, fields) => json(200, { expired: control.expireSessions(readExpiry(fields)) }),
  ],
  [
    'GET /_emulator/sign-ins',
    (control) =>
      json(200, {
        sign_ins: control.pendingSignIns().map((signIn) => ({
          user_code: signIn.userCode,
          verification_uri_complete: signIn.verificationUriComplete,
          client_name: signIn.clientName,
          expires_at: signIn.expiresAt,
        })),
      }),
  ],
]);

export const isControl = (request: EmulatorRequest): boolean => request.path.startsWith('/_emulator/');

export const controlReply = (control: EmulatorControl, request: EmulatorRequest): Reply => {
  if (request.headers.origin !== undefined) return json(403, { error: 'Not for pages in a browser.' });
  const endpoint = endpoints.get(`${request.method} ${request.path}`);
  if (endpoint === undefined) return json(404, { error: 'There is no such control endpoint.' });
  const fields = request.method === 'GET' ? new Map(request.query) : parseFields(request.body);
  if (fields === undefined) return json(400, { error: 'The body must be a JSON object.' });
  try {
    return endpoint(control, fields);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return json(400, { error: [error.message, error.hint].filter((part) => part !== undefined).join(' ') });
  }
};
