import { expect, it, vi } from 'vitest';
import type { Host } from '../../src/host.ts';
import type { AuthMethod } from '../../src/library/auth-method.ts';
import { createEvents } from '../../src/library/events.ts';
import { findCredentials } from '../../src/library/find-credentials.ts';
import { settingsOf } from '../../src/library/settings.ts';
import type { Tool } from '../../src/library/tool.ts';
import { type Way, waysOf } from '../../src/library/ways.ts';

const toolWith = (emit: Tool['emit'] = () => undefined): Tool => ({
  host: { redact: (text: string) => text } as Host,
  settings: settingsOf({ toolName: 'tool' }),
  emit,
  isCi: true,
});

const way = (name: string, change: Partial<Way> = {}): Way => ({
  name,
  isNamed: false,
  available: async () => true,
  obtain: async () => ({
    credentials: { accessKeyId: name, secretAccessKey: 'x', sessionToken: 'y' },
    ...{ region: 'us-east-1', source: name, isVouched: true },
  }),
  ...change,
});

it('a listener that throws decides nothing: no other identity is taken for it', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
  const { on, emit } = createEvents();
  const seen: string[] = [];
  on('found', () => {
    throw new Error('of the tool');
  });
  on('found', ({ method }) => void seen.push(method));
  const found = await findCredentials(toolWith(emit), [way('first'), way('second')]);
  expect([found.method, seen]).toEqual(['first', ['first']]);
  expect(warned).toHaveBeenCalledWith(expect.objectContaining({ message: 'of the tool' }));
});

it('a way that cannot say whether it is there is passed over', async () => {
  const odd = way('odd', {
    available: async () => {
      throw new TypeError('x');
    },
  });
  const passed: string[] = [];
  const { on, emit } = createEvents();
  on('passed-over', ({ method }) => void passed.push(method));
  expect((await findCredentials(toolWith(emit), [odd, way('next')])).method).toBe('next');
  expect(passed).toEqual(['odd']);
});

it.each([
  [undefined, 'no credentials'],
  [{ accessKeyId: 'a' }, 'no credentials'],
  [{ accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 1 }, 'a sessionToken that is no text'],
  [
    { accessKeyId: 'a', secretAccessKey: 'b', expiration: '2030-01-01T00:00:00Z' },
    'an expiration that is no Date',
  ],
  [{ accessKeyId: 'a', secretAccessKey: 'b', expiration: new Date('soon') }, 'an expiration that is no Date'],
])('an own method that answers %j is told what is wrong with it', async (answer, what) => {
  const method = {
    name: 'mine',
    available: () => true,
    authenticate: async () => answer,
  } as unknown as AuthMethod;
  const [own] = waysOf(toolWith(), [method]);
  await expect(own?.obtain()).rejects.toThrow(`It answered ${what}.`);
});
