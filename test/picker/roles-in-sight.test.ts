import { expect, test } from 'vitest';
import { rolesInSight } from '../../src/picker/roles-in-sight.ts';
import { rolesOf } from '../support/picker-fixture.ts';
import { listed, run } from '../support/picker-state.ts';

test('the role under the bar, then what is on the screen; nothing where nothing is found', () => {
  const roles = rolesOf(300);
  const top = rolesInSight(listed({}, roles));
  expect(top[0]).toBe(roles[0]);
  expect(top.length).toBeGreaterThan(5);
  expect(top.length).toBeLessThan(60);
  const { state } = run(listed({}, roles), { kind: 'moved', by: 200, unit: 'row' });
  expect(rolesInSight(state)).toContain(roles[200]);
  expect(rolesInSight(state)).not.toContain(roles[0]);
  expect(rolesInSight(listed({}, []))).toEqual([]);
});
