import { expect, test } from 'vitest';
import { Cancelled, LoginNeeded } from '../../src/domain/errors.ts';
import type { SignInProgress } from '../../src/domain/session.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/start-emulator.ts';
import { sessionStatus } from '../../src/engine/session.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import type { Browser } from '../../src/ports/browser.ts';
import { useEmulator } from '../support/emulator.ts';
import {
  decidingBrowser,
  given,
  noBrowser,
  testClock,
  testInstance,
  testServices,
} from '../support/services.ts';

const setUp = async (options: EmulatorOptions, browser: Browser) => {
  const emulator = await useEmulator({ accounts: 2, ...options });
  const clock = testClock(emulator);
  const services = testServices({ env: emulator.env, overrides: { clock, browser: async () => browser } });
  const progress: SignInProgress[] = [];
  const run = (given: { flow: 'pkce' | 'device' | 'auto'; force?: boolean; signal?: AbortSignal }) =>
    signIn(services, testInstance(emulator), {
      isBrowserAllowed: true,
      force: false,
      onProgress: (step) => progress.push(step),
      ...given,
    });
  return { emulator, clock, services, progress, run, instance: testInstance(emulator) };
};

const operations = (emulator: Emulator): readonly string[] =>
  emulator.requests().map((request) => request.operation);

test('PKCE: the browser is sent to the page, the callback ends it, the session is kept', async () => {
  const browser = decidingBrowser('allow');
  const { run, progress, services, instance } = await setUp({}, browser);
  const status = await run({ flow: 'pkce' });
  expect(status).toMatchObject({ kind: 'signed-in', isRenewable: true });
  expect(progress.map((step) => step.kind)).toEqual(['opening-browser', 'finishing']);
  const page = new URL(given(browser.opened[0]));
  expect(page.pathname).toBe('/authorize');
  expect(page.searchParams.get('scopes')).toBe('sso:account:access');
  expect(page.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/);
  expect(await sessionStatus(services, instance)).toEqual(status);
});

test('a session that is alive is answered without a word, unless forced', async () => {
  const { run, progress } = await setUp({ autoApprove: true }, decidingBrowser('allow'));
  const first = await run({ flow: 'pkce' });
  progress.length = 0;
  expect(await run({ flow: 'pkce' })).toEqual(first);
  expect(progress).toEqual([]);
  await run({ flow: 'pkce', force: true });
  expect(progress.map((step) => step.kind)).toEqual(['opening-browser', 'finishing']);
});

test('the registration is used again, and made again when AWS no longer knows it', async () => {
  const { run, emulator } = await setUp({ autoApprove: true }, noBrowser);
  await run({ flow: 'device' });
  await run({ flow: 'device', force: true });
  expect(operations(emulator).filter((name) => name === 'RegisterClient')).toHaveLength(1);
  emulator.fault({ operation: 'StartDeviceAuthorization', status: 401, error: 'InvalidClientException' });
  expect(await run({ flow: 'device', force: true })).toMatchObject({ kind: 'signed-in' });
  expect(operations(emulator).filter((name) => name === 'RegisterClient')).toHaveLength(2);
});

test('the flows have registrations of their own', async () => {
  const { run, emulator } = await setUp({ autoApprove: true }, decidingBrowser('allow'));
  await run({ flow: 'device' });
  await run({ flow: 'pkce', force: true });
  expect(operations(emulator).filter((name) => name === 'RegisterClient')).toHaveLength(2);
});

test('auto is the device flow without a screen, and PKCE with one', async () => {
  const without = await setUp({ autoApprove: true }, noBrowser);
  await without.run({ flow: 'auto' });
  expect(operations(without.emulator)).toContain('StartDeviceAuthorization');
  const screened = await setUp({ autoApprove: true }, decidingBrowser('allow'));
  await screened.run({ flow: 'auto' });
  expect(operations(screened.emulator)).not.toContain('StartDeviceAuthorization');
});

test('device: shows the code, polls by the interval, ends when the person allows it', async () => {
  const { run, emulator, progress, clock } = await setUp({}, decidingBrowser('allow'));
  expect(await run({ flow: 'device' })).toMatchObject({ kind: 'signed-in', isRenewable: true });
  const [shown] = progress;
  expect(shown).toMatchObject({ kind: 'device-code', isOpened: true });
  expect(shown?.kind === 'device-code' && shown.userCode).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
  expect(clock.waits.length).toBeGreaterThan(0);
  expect(operations(emulator).at(-1)).toBe('CreateToken');
});

test('device: slow_down makes each wait 5 seconds longer', async () => {
  const { run, emulator, clock, progress } = await setUp({}, noBrowser);
  const pending = { operation: 'CreateToken', status: 400, error: 'AuthorizationPendingException' };
  emulator.fault(pending);
  emulator.fault({ operation: 'CreateToken', status: 400, error: 'SlowDownException', count: 2 });
  emulator.fault(pending);
  const running = run({ flow: 'device' });
  await expect.poll(() => progress.length).toBe(1);
  const [shown] = progress;
  if (shown?.kind !== 'device-code') throw new Error('no code was shown');
  emulator.decideSignIn(shown.userCode, 'allow');
  await running;
  const [first = 0] = clock.waits;
  expect(clock.waits.slice(0, 4)).toEqual([first, first + 5000, first + 10_000, first + 10_000]);
});

test('device: a denied sign-in and a code that nobody confirmed say what happened', async () => {
  const denied = await setUp({}, decidingBrowser('deny'));
  await expect(denied.run({ flow: 'device' })).rejects.toThrow('The sign-in was denied.');
  const idle = await setUp({}, noBrowser);
  const failure = await idle.run({ flow: 'device' }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(LoginNeeded);
  expect(failure).toMatchObject({ message: 'The code was not confirmed in time.', exitCode: 4 });
  expect(await sessionStatus(idle.services, idle.instance)).toEqual({ kind: 'signed-out' });
});

test('device: polls that are lost on the way do not end the sign-in, five in a row do', async () => {
  const { run, emulator } = await setUp({}, decidingBrowser('allow'));
  emulator.fault({ operation: 'CreateToken', status: 500, count: 4 });
  expect(await run({ flow: 'device' })).toMatchObject({ kind: 'signed-in' });
  emulator.fault({ operation: 'CreateToken', status: 503, count: 50 });
  await expect(run({ flow: 'device', force: true })).rejects.toMatchObject({ name: 'UpstreamFailed' });
});

// A poll that nobody stops is given up after 15 seconds.
const beforeItIsGivenUp = 10_000;

test.each([
  ['the first poll', 0],
  ['a later poll', 2],
])(
  'device: Ctrl-C ends %s, which AWS does not answer',
  async (_, answered) => {
    const { run, emulator, services, instance } = await setUp({}, noBrowser);
    if (answered > 0)
      emulator.fault({
        operation: 'CreateToken',
        status: 400,
        error: 'AuthorizationPendingException',
        count: answered,
      });
    emulator.fault({ operation: 'CreateToken', hang: true });
    const stop = new AbortController();
    const running = run({ flow: 'device', signal: stop.signal });
    const polls = () => operations(emulator).filter((name) => name === 'CreateToken').length;
    await expect.poll(polls).toBe(answered + 1);
    stop.abort();
    await expect(running).rejects.toBeInstanceOf(Cancelled);
    expect(polls()).toBe(answered + 1);
    expect(await sessionStatus(services, instance)).toEqual({ kind: 'signed-out' });
  },
  beforeItIsGivenUp,
);

test('PKCE: denied in the browser', async () => {
  const { run } = await setUp({}, decidingBrowser('deny'));
  await expect(run({ flow: 'pkce' })).rejects.toThrow('The sign-in was denied.');
});

test('PKCE: without a browser the URL is told, and Ctrl-C ends the wait', async () => {
  const { run, progress } = await setUp({}, noBrowser);
  const stop = new AbortController();
  const running = run({ flow: 'pkce', signal: stop.signal });
  await expect.poll(() => progress.length).toBe(1);
  expect(progress[0]).toMatchObject({ kind: 'opening-browser', isOpened: false });
  stop.abort();
  await expect(running).rejects.toBeInstanceOf(Cancelled);
});

test('a sign-in page of another host is not opened', async () => {
  const browser = decidingBrowser('allow');
  const { run, emulator } = await setUp({}, browser);
  const answer = {
    deviceCode: 'fake-device-code',
    userCode: 'ABCD-EFGH',
    verificationUri: 'https://device.sso.us-east-1.example.net/',
    expiresIn: 600,
    interval: 1,
  };
  const body = JSON.stringify(answer);
  emulator.fault({
    operation: 'StartDeviceAuthorization',
    status: 200,
    body,
    contentType: 'application/json',
  });
  await expect(run({ flow: 'device' })).rejects.toThrow('does not belong to AWS');
  expect(browser.opened).toEqual([]);
});
