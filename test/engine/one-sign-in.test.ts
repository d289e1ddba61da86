import { expect, test } from 'vitest';
import { Cancelled } from '../../src/domain/errors.ts';
import type { SignInProgress } from '../../src/domain/session.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import type { Browser } from '../../src/ports/browser.ts';
import { useEmulator } from '../support/emulator.ts';
import { testInstance, testServices } from '../support/services.ts';

/** A person who answers the page only when they are told to. */
const slowBrowser = () => {
  const pages: string[] = [];
  let opened = (): void => undefined;
  const whenOpened = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const browser: Browser = {
    isAvailable: () => true,
    isAtHand: () => true,
    open: async (_wanted, url) => {
      pages.push(url);
      opened();
      return true;
    },
  };
  const answer = async (decision: 'allow' | 'deny'): Promise<void> => {
    const url = pages.at(-1) ?? '';
    const html = await (await fetch(url)).text();
    const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
    const [, name = '', value = ''] = /name="(request)" value="([^"]+)"/.exec(html) ?? [];
    const body = new URLSearchParams({ [name]: value, decision });
    await fetch(new URL(action, url), { method: 'POST', body });
  };
  return { browser, pages, whenOpened, answer };
};

const setUp = async () => {
  const emulator = await useEmulator({ accounts: 1 });
  const person = slowBrowser();
  const services = testServices({ env: emulator.env, overrides: { browser: async () => person.browser } });
  const start = (given: { force?: boolean; signal?: AbortSignal } = {}) => {
    const seen: string[] = [];
    let waits = (): void => undefined;
    const whenWaiting = new Promise<void>((resolve) => {
      waits = resolve;
    });
    const onProgress = ({ kind }: SignInProgress): void => {
      seen.push(kind);
      if (kind === 'waiting') waits();
    };
    const options = { flow: 'pkce', isBrowserAllowed: true, force: false, onProgress, ...given } as const;
    return { ended: signIn(services, testInstance(emulator), options), seen, whenWaiting };
  };
  return { person, start };
};

test.each([false, true])(
  'a second sign-in waits for the first, and opens no page (force: %s)',
  async (force) => {
    const { person, start } = await setUp();
    const first = start({ force });
    await person.whenOpened;
    const second = start({ force });
    await second.whenWaiting;
    await person.answer('allow');
    expect(await second.ended).toEqual(await first.ended);
    expect(second.seen).toEqual(['waiting']);
    expect(person.pages).toHaveLength(1);
  },
);

test('when the first is denied, the second asks for itself', async () => {
  const { person, start } = await setUp();
  const first = start();
  await person.whenOpened;
  const second = start();
  await second.whenWaiting;
  const denied = expect(first.ended).rejects.toThrow('The sign-in was denied.');
  await person.answer('deny');
  await denied;
  await expect.poll(() => person.pages.length).toBe(2);
  await person.answer('allow');
  expect(await second.ended).toMatchObject({ kind: 'signed-in' });
  expect(second.seen).toEqual(['waiting', 'opening-browser', 'finishing']);
});

test('who waits can leave, and does not sign in afterwards', async () => {
  const { person, start } = await setUp();
  const first = start();
  await person.whenOpened;
  const leaving = new AbortController();
  const second = start({ signal: leaving.signal });
  await second.whenWaiting;
  leaving.abort();
  await expect(second.ended).rejects.toBeInstanceOf(Cancelled);
  const denied = expect(first.ended).rejects.toThrow('The sign-in was denied.');
  await person.answer('deny');
  await denied;
  const third = start();
  await expect.poll(() => person.pages.length).toBe(2);
  await person.answer('allow');
  await third.ended;
  expect(second.seen).toEqual(['waiting']);
});
