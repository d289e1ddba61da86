// A running emulator for a test, closed when the test ends, and the sign-in that most tests start with.
import { onTestFinished } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/start-emulator.ts';

/** Starts an emulator that is closed when the running test finishes. Call it inside a test. */
export const useEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
};

export type Json = Readonly<Record<string, unknown>>;

/** POSTs JSON and answers the status, the headers and the parsed body. */
export const post = async (
  url: string,
  body: unknown,
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Json }> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
};

const textIn = (body: Json, name: string): string => {
  const value = body[name];
  if (typeof value !== 'string') throw new Error(`${name} is missing in ${JSON.stringify(body)}`);
  return value;
};

export type SignedIn = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accessToken: string;
  readonly refreshToken: string;
};

/** Signs in by a device code that is approved without a page. */
export const signIn = async (emulator: Emulator): Promise<SignedIn> => {
  const registration = await post(`${emulator.url}/client/register`, {
    clientName: 'rolecall-test',
    clientType: 'public',
    scopes: ['sso:account:access'],
  });
  const client = {
    clientId: textIn(registration.body, 'clientId'),
    clientSecret: textIn(registration.body, 'clientSecret'),
  };
  const device = await post(`${emulator.url}/device_authorization`, {
    ...client,
    startUrl: emulator.startUrl,
  });
  emulator.decideSignIn(textIn(device.body, 'userCode'), 'allow');
  const token = await post(`${emulator.url}/token`, {
    ...client,
    grantType: 'urn:ietf:params:oauth:grant-type:device_code',
    deviceCode: textIn(device.body, 'deviceCode'),
  });
  return {
    ...client,
    accessToken: textIn(token.body, 'accessToken'),
    refreshToken: textIn(token.body, 'refreshToken'),
  };
};
