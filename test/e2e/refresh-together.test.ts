// Two refreshes at once: one asks, the other follows it, and goes on when the first is killed. All within AWS's limit.
import { expect, test } from 'vitest';
import { call } from '../soak/callers.ts';
import { setUp, startJourney } from '../support/journey.ts';
import { prepare } from '../support/prepare.ts';

test('who follows a refresh that is killed goes on where it stood, and nothing is asked twice or too fast', async () => {
  const accounts = 80;
  const journey = await startJourney({ organisation: undefined, accounts, roles: 3, throttle: 20 });
  const { emulator, program } = journey;
  await setUp(journey);
  await prepare(program, ['login', '--flow', 'device', '--no-browser', '--no-refresh']);
  emulator.clearRequests();
  const asked = (): number =>
    emulator.requests().filter(({ operation }) => operation === 'ListAccountRoles').length;
  const first = call(program, ['refresh']);
  await expect.poll(asked, { timeout: 20_000 }).toBeGreaterThan(5);
  const second = call(program, ['refresh', '--json']);
  await expect.poll(asked, { timeout: 20_000 }).toBeGreaterThan(40);
  first.kill();
  const { status, stdout, stderr } = await second.ended;
  expect({ status, stderr }).toMatchObject({
    status: 0,
    stderr: expect.stringMatching(/going on with \d+ of 80/),
  });
  const [found] = JSON.parse(stdout).instances;
  expect(found).toMatchObject({ accounts, read_elsewhere: false });
  expect(found.asked + found.resumed).toBe(accounts);
  // What was under way when the first was killed is asked again: 8 at most.
  expect(asked()).toBeLessThanOrEqual(accounts + 8);
  expect(emulator.requests().filter(({ status: answer }) => answer === 429)).toEqual([]);
}, 60_000);
