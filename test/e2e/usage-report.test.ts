// `rolecall report` over what the program itself recorded.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';

it('sums up by profile and by user, over logs of several people', async () => {
  const { program } = await startSignedIn();
  const role = 'acme-dev-DeveloperAccess';
  for (const user of ['sam', 'alex', 'sam']) {
    const { status } = await runInside({ ...program, env: { ...program.env, USER: user } }, [
      'env',
      '--profile',
      role,
      '--format',
      'json',
    ]);
    expect(status).toBe(0);
  }
  const own = await runInside(program, ['report']);
  expect(own.stdout).toMatch(new RegExp(`${role} +3 +100% .* alex, sam`));
  const state = join(program.env['ROLECALL_HOME'] ?? '', 'state');
  const read = await runInside(program, ['report', '--by', 'user', state, join(state, 'audit.jsonl')]);
  expect(read.status).toBe(0);
  expect(read.stdout).toMatch(/\nsam +2 +100% /);
  expect(read.stdout).toMatch(/\nalex +1 +100% /);
  expect(await runInside(program, ['report', '--by', 'day'])).toMatchObject({ status: 2 });
  expect(await runInside(program, ['report', join(state, 'none')])).toMatchObject({ status: 1, stdout: '' });
});
