import { expect, test } from 'vitest';
import { inTurns } from '../../src/adapters/in-turns.ts';
import { newTableSteps } from '../../src/adapters/write-role-table.ts';
import { completionSteps } from '../../src/domain/completion-words.ts';
import { Cancelled } from '../../src/domain/errors.ts';
import type { Role } from '../../src/domain/role.ts';
import type { RoleList } from '../../src/domain/role-list.ts';
import { manyRoles } from '../support/many-roles.ts';
import { walkSteps } from '../support/walk-steps.ts';

function* until(isOver: () => boolean): Generator<void, string> {
  while (!isOver()) yield;
  return 'over';
}

test('others get their turns while long work runs', async () => {
  let isOver = false;
  setTimeout(() => {
    isOver = true;
  }, 20);
  expect(await inTurns(until(() => isOver))).toBe('over');
});

test('long work ends between two steps once it is called off', async () => {
  const leaving = new AbortController();
  setTimeout(() => leaving.abort(), 20);
  await expect(
    inTurns(
      until(() => false),
      leaving.signal,
    ),
  ).rejects.toThrow(Cancelled);
});

test('what is wrong in a step is said', async () => {
  const wrong = until(() => {
    throw new Error('no room');
  });
  await expect(inTurns(wrong)).rejects.toThrow('no room');
});

/** Counts the roles that are looked at one after another. */
const counted = (roles: readonly Role[]) => {
  let seen = 0;
  const list: RoleList = Object.assign([...roles], {
    *[Symbol.iterator](): Generator<Role, undefined> {
      for (const role of roles) {
        seen += 1;
        yield role;
      }
      return undefined;
    },
  });
  return {
    list,
    take: (): number => {
      const before = seen;
      seen = 0;
      return before;
    },
  };
};

test.each([
  ['the table', (roles: RoleList) => newTableSteps('key', { roles, instances: [] })],
  ['the lists for TAB', (roles: RoleList) => completionSteps(roles)],
])('%s: no step looks at more than some hundred roles', (_what, stepsOf) => {
  const { list, take } = counted(manyRoles(5000));
  let all = 0;
  walkSteps<unknown>(stepsOf(list), () => {
    const seen = take();
    expect(seen).toBeLessThanOrEqual(1024);
    all += seen;
  });
  expect(all).toBeGreaterThanOrEqual(5000);
});
