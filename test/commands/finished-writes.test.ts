import { expect, test } from 'vitest';
import { finishingWrites } from '../../src/commands/finished-writes.ts';

test('what was begun is waited for, whether it goes well or not, and what is not named is not', async () => {
  const done: string[] = [];
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { ports, finished } = finishingWrites(
    {
      save: async (what: string) => {
        await gate;
        done.push(what);
      },
      fail: async () => {
        await gate;
        throw new Error('the disk is full');
      },
      watch: () => new Promise<void>(() => undefined),
    },
    ['save', 'fail'],
  );
  void ports.save('pin');
  const failed = ports.fail().catch((error: Error) => error.message);
  void ports.watch();
  const end = finished();
  expect(done).toEqual([]);
  release();
  await end;
  expect(done).toEqual(['pin']);
  expect(await failed).toBe('the disk is full');
});
