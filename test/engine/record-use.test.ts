// What counts as a use: of few roles at a time, where a history is kept.
import { expect, test } from 'vitest';
import { type History, noHistory, recentKeys } from '../../src/domain/history.ts';
import { roleKey } from '../../src/domain/role.ts';
import { mostPicked, recordUse } from '../../src/engine/record-use.ts';
import { rolesOf } from '../support/picker-fixture.ts';

type Services = Parameters<typeof recordUse>[0];

const recorder = (recentRoles: number | 'off' = 5) => {
  let history = noHistory;
  let time = 0;
  const services = {
    clock: { now: () => ++time },
    configStore: async () => ({ load: async () => ({ recentRoles }) }),
    history: async () => ({
      change: async (change: (before: History) => History) => {
        history = change(history);
      },
    }),
  } as unknown as Services;
  return { services, recent: () => recentKeys(history) };
};

const roles = rolesOf(40);
const [picked, ...others] = roles;
if (picked === undefined) throw new Error('no such role');

test('what was picked is recent, a few at once as well', async () => {
  const { services, recent } = recorder();
  await recordUse(services, [picked]);
  await recordUse(services, others.slice(0, mostPicked));
  expect(recent()).toHaveLength(1 + mostPicked);
});

test('a run over many roles pushes nothing out', async () => {
  const { services, recent } = recorder();
  await recordUse(services, [picked]);
  await recordUse(services, others);
  // Of many that were tried, only these went well.
  await recordUse(services, others.slice(0, 2), others.length);
  expect(recent()).toEqual([roleKey(picked)]);
});

test('nothing is kept where history is off', async () => {
  const { services, recent } = recorder('off');
  await recordUse(services, [picked]);
  expect(recent()).toEqual([]);
});
