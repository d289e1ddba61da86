// Many processes of the built program at the moment when everything they have has ended (security.md 5).
import { expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { call, type Ended, expireHere, floor, keyIdOf, processArgs } from '../soak/callers.ts';
import { figure, isSoak, median, sized } from '../soak/size.ts';
import { setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { prepare } from '../support/prepare.ts';

const many = sized(24, 50);
const accountIds = Array.from({ length: many }, (_, index) => String(100_000_000_001 + index));
const manyAccounts = {
  accounts: accountIds.map((id) => ({
    id,
    name: `Account ${id}`,
    email: `${id}@acme.example`,
    roles: ['Admin'],
  })),
};

const count = (emulator: Emulator, operation: string): number =>
  emulator.requests().filter((request) => request.operation === operation).length;

const expectCredentials = (all: readonly Ended[]): void => {
  for (const { status, stdout, stderr } of all) {
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\{"Version":1,[^\n]+\}\n$/);
    expect(Date.parse(JSON.parse(stdout).Expiration) - Date.now()).toBeGreaterThan(15 * 60_000);
  }
};

test(
  '50 processes of one role at expiry: one renewal, one fetch, the same keys for all',
  async () => {
    const { emulator, program } = await startSignedIn({ refreshMode: 'rotate-revoke-family' });
    const walls: number[] = [];
    for (let round = 0; round < sized(1, 100); round += 1) {
      await expireHere(program);
      emulator.clearRequests();
      const startedAt = performance.now();
      const callers = Array.from({ length: 50 }, () =>
        call(program, processArgs('111111111111', 'ReadOnlyAccess')),
      );
      const all = await Promise.all(callers.map(({ ended }) => ended));
      walls.push(performance.now() - startedAt);
      expectCredentials(all);
      expect(new Set(all.map(keyIdOf)).size).toBe(1);
      expect(emulator.requests().map(({ operation }) => operation)).toEqual([
        'CreateToken',
        'GetRoleCredentials',
      ]);
    }
    if (!isSoak) return;
    const idle = await floor(50);
    figure(
      `50 processes, one role, ${walls.length} rounds: median ${Math.round(median(walls))} ms, ` +
        `longest ${Math.round(Math.max(...walls))} ms; 50 empty Node processes ${Math.round(idle)} ms`,
    );
  },
  sized(60_000, 1_800_000),
);

test(`${many} processes of as many roles: one renewal, a fetch for each, at most 8 in flight and 10 a second`, async () => {
  const options = { organisation: manyAccounts, refreshMode: 'rotate-revoke-family', latency: 600 } as const;
  const journey = await startJourney(options);
  await setUp(journey);
  const { emulator, program } = journey;
  await prepare(program, ['login', '--flow', 'device', '--no-browser', '--no-refresh']);
  await expireHere(program);
  emulator.clearRequests();
  const startedAt = performance.now();
  const callers = accountIds.map((id) => call(program, processArgs(id, 'Admin')));
  expectCredentials(await Promise.all(callers.map(({ ended }) => ended)));
  const wall = performance.now() - startedAt;
  expect(count(emulator, 'CreateToken')).toBe(1);
  expect(count(emulator, 'GetRoleCredentials')).toBe(many);
  const requests = emulator.requests();
  const inFlight = Math.max(...requests.map((request) => request.in_flight));
  const times = requests.map(({ at }) => at);
  const inASecond = Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length),
  );
  figure(
    `${many} processes, as many roles: ${Math.round(wall)} ms, ${inFlight} in flight, ${inASecond} in a second`,
  );
  expect(inFlight).toBeLessThanOrEqual(8);
  expect(inFlight).toBeGreaterThan(1);
  // The callers keep the pace when they send; what arrives in one second here depends on the scheduler as well.
  const span = Math.max(...times) - Math.min(...times);
  expect(times.length).toBeLessThanOrEqual(10 * (span / 1000 + 1.2));
  expect(inASecond).toBeLessThanOrEqual(15);
});

test(`${many} processes of a session that has ended: one question, one line for all, exit 4; a login mends it`, async () => {
  const { emulator, program } = await startSignedIn();
  await expireHere(program);
  emulator.expireSessions();
  emulator.clearRequests();
  const callers = Array.from({ length: many }, () =>
    call(program, processArgs('111111111111', 'ReadOnlyAccess')),
  );
  const all = await Promise.all(callers.map(({ ended }) => ended));
  expect([
    ...new Set(all.map(({ status, stdout, stderr }) => JSON.stringify([status, stdout, stderr]))),
  ]).toEqual([
    JSON.stringify([
      4,
      '',
      'rolecall: Your session at acme has ended. Run: rolecall login --instance acme\n',
    ]),
  ]);
  expect(emulator.requests().map(({ operation }) => operation)).toEqual(['CreateToken']);
  expect((await program.run(['login', '--flow', 'device', '--no-browser'])).status).toBe(0);
  const mended = await call(program, processArgs('111111111111', 'ReadOnlyAccess')).ended;
  expectCredentials([mended]);
});
