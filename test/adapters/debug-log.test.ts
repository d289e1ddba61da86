import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { logDestination, openDebugLog } from '../../src/adapters/debug-log.ts';
import { observedServices } from '../../src/adapters/observed-services.ts';
import { withoutDebug } from '../../src/adapters/watching.ts';
import { createRedactor } from '../../src/domain/redactor.ts';
import type { LogFields } from '../../src/ports/log.ts';
import type { Services } from '../../src/ports/services.ts';

const start = (destination: Parameters<typeof openDebugLog>[0]['destination'] = 'stderr') => {
  const written: string[] = [];
  const redactor = createRedactor();
  const stderr = { write: (text: string) => written.push(text) };
  const opened = openDebugLog({ destination, stderr, redactor, now: () => 0, pid: 7 });
  return { ...opened, redactor, written };
};

describe('the debug log', () => {
  it.each([
    [false, {}, undefined],
    [true, {}, 'stderr'],
    [false, { ROLECALL_LOG: 'stderr' }, 'stderr'],
    [true, { ROLECALL_LOG: '/tmp/x.log' }, { file: '/tmp/x.log' }],
  ])('--debug %j and %j go to %j', (isDebug, env, destination) => {
    expect(logDestination(isDebug, env)).toEqual(destination);
  });

  it('takes --debug out of our own words only', () => {
    expect(withoutDebug(['exec', '--debug', 'prod', '--', 'make', '--debug'])).toEqual([
      'exec',
      'prod',
      '--',
      'make',
      '--debug',
    ]);
  });

  it('writes a line an event, redacted, with nothing that a terminal obeys', () => {
    const { log, redactor, written } = start();
    redactor.learn('s3cret"\nvalue');
    log('http', {
      host: 'a.example',
      status: 200,
      failed: undefined,
      reason: 'a b \u001b[2J s3cret"\nvalue',
    });
    expect(written).toEqual([
      '1970-01-01T00:00:00.000Z 7 http host=a.example status=200 reason="a b \\\\u{1b}[2J [redacted]"\n',
    ]);
  });

  it('waits while a full screen is up', () => {
    const { log, hold, written } = start();
    hold(true);
    log('one');
    expect(written).toEqual([]);
    hold(false);
    log('two');
    expect(written.join('')).toMatch(/ one\n.* two\n$/);
  });

  it('appends to a file of the person’s own, and says once when it cannot', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-log-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'x.log');
    const { log } = start({ file });
    log('one');
    log('two');
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const failing = start({ file: join(folder, 'no', 'x.log') });
    failing.log('one');
    failing.log('two');
    expect(failing.written).toEqual([expect.stringContaining('(ENOENT)')]);
  });
});

describe('watched services', () => {
  const watch = (services: Partial<Services>) => {
    const lines: [string, LogFields | undefined][] = [];
    const redactor = createRedactor();
    const log = (event: string, fields?: LogFields): void => void lines.push([event, fields]);
    return { lines, redactor, services: observedServices(services as Services, { log, redactor }) };
  };

  it('tell the call and its outcome, never what was given or answered, and learn its secrets', async () => {
    const record = JSON.stringify({ tokens: { refreshToken: 'opaque-refresh' } });
    const store = { get: async () => record, delete: async () => Promise.reject(new RangeError('no')) };
    const { lines, redactor, services } = watch({ secretStore: async () => store as never });
    const watched = await services.secretStore();
    expect(await watched.get('key')).toBe(record);
    await expect(watched.delete('key')).rejects.toThrow('no');
    expect(lines).toEqual([
      ['secret-store.get', { found: true, ms: expect.any(Number) }],
      ['secret-store.delete', { failed: 'RangeError', reason: 'no', ms: expect.any(Number) }],
    ]);
    expect(redactor.redact('x opaque-refresh')).toBe('x [redacted]');
  });

  it('tell how long a lock was waited for, and that it was busy', async () => {
    const free = { run: async <T>(_name: string, work: () => Promise<T>) => work() };
    const first = watch({ lock: async () => free });
    expect(await (await first.services.lock()).run('name', async () => 5)).toBe(5);
    expect(first.lines.map(([event]) => event)).toEqual(['lock.taken', 'lock.freed']);
    const busy = { run: () => Promise.reject(new Error('busy')) };
    const second = watch({ lock: async () => busy });
    await expect((await second.services.lock()).run('name', async () => 5)).rejects.toThrow('busy');
    expect(second.lines.map(([event]) => event)).toEqual(['lock.busy']);
  });
});
