// The history of aws-sso-cli, with the built program: shown, taken over, used by the picker, and taken out again.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureHome } from '../support/import-fixtures.ts';
import { startJourney } from '../support/journey.ts';

const start = async () => {
  const { program, emulator } = await startJourney();
  cpSync(fixtureHome('aws-sso-cli', 'wizard'), program.home, { recursive: true });
  const path = join(program.home, '.config/aws-sso/config.yaml');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replaceAll('https://acme.awsapps.com/start', emulator.startUrl));
  const history = async () => JSON.parse((await program.run(['history', '--json'])).stdout);
  return { program, history };
};

test('is in the plan, in the history after it, and out of it after --undo', async () => {
  const { program, history } = await start();
  const look = await program.run(['import', 'aws-sso-cli', '--dry-run']);
  expect(look.stdout).toMatch(/history +1 role +\S+cache\.json +roles used last, in rolecall history/);
  expect(await history()).toEqual([]);

  const done = await program.run(['import', 'aws-sso-cli', '--yes']);
  expect(done.stderr).toContain('Took over the history of 1 role.');
  expect(await history()).toMatchObject([
    { instance: 'Default', role_name: 'AdministratorAccess', uses: 1, last_used: '2025-11-13T02:15:00Z' },
  ]);
  const again = await program.run(['import', 'aws-sso-cli', '--yes']);
  expect(again.stderr).toContain('Nothing to change');

  const undone = await program.run(['import', '--undo', '--yes']);
  expect(undone).toMatchObject({ status: 0 });
  expect(undone.stderr).toContain('the history');
  expect(await history()).toEqual([]);
});
