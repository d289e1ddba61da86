// SIGKILL at any moment corrupts nothing and holds nobody up.
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Caller, call, type Ended, expireHere, keyIdOf, processArgs } from '../soak/callers.ts';
import { figure, median, sized } from '../soak/size.ts';
import { startSignedIn } from '../support/journey.ts';

const role = processArgs('111111111111', 'ReadOnlyAccess');

test(
  'killed at random moments: whoever is left gets credentials, and the store stays whole',
  async () => {
    const { program } = await startSignedIn({ refreshMode: 'reuse' });
    await expireHere(program);
    const usual = (await call(program, role).ended).took;
    const kills = sized(8, 300);
    const survivors: number[] = [];
    let killed = 0;
    for (let round = 0; killed < kills; round += 1) {
      expect(round).toBeLessThan(3 * kills);
      await expireHere(program);
      const callers: readonly Caller[] = [call(program, role), call(program, role)];
      // The moment is the point of this test, not something that is waited for.
      await wait(Math.random() * 1.5 * usual);
      callers[0]?.kill();
      const [victim, ...left] = (await Promise.all(callers.map(({ ended }) => ended))) as [Ended, ...Ended[]];
      if (victim.status === null) killed += 1;
      for (const { status, stderr, took } of left) {
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        survivors.push(took);
      }
    }
    const longest = Math.max(...survivors);
    figure(
      `${killed} kills: survivors took ${Math.round(median(survivors))} ms, at most ${Math.round(longest)} ms ` +
        `(one process alone ${Math.round(usual)} ms)`,
    );
    expect(longest).toBeLessThan(2_000 + 4 * usual);
  },
  sized(60_000, 900_000),
);

test('killed while AWS is asked: the next takes over at once', async () => {
  const { emulator, program } = await startSignedIn({ refreshMode: 'reuse' });
  await expireHere(program);
  for (const operation of ['CreateToken', 'GetRoleCredentials']) {
    await expireHere(program);
    emulator.clearRequests();
    emulator.fault({ operation, hang: true });
    const leader = call(program, role);
    await expect.poll(() => emulator.requests().at(-1)?.operation, { timeout: 40_000 }).toBe(operation);
    const others = Array.from({ length: 5 }, () => call(program, role));
    leader.kill();
    const killedAt = performance.now();
    const ended = await Promise.all(others.map((other) => other.ended));
    figure(`killed in ${operation}: five others done after ${Math.round(performance.now() - killedAt)} ms`);
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0]);
    expect(new Set(ended.map(keyIdOf)).size).toBe(1);
    expect(Math.max(...ended.map(({ took }) => took))).toBeLessThan(5_000);
  }
});
