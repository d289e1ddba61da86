// What changed since it was last looked at: told by refresh and `changes`, and in the picker, where profiles follow it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Journey, organisation, startSignedIn } from '../support/journey.ts';
import { keys } from '../support/terminal.ts';

const startChanged = async (): Promise<Journey> => {
  const journey = await startSignedIn();
  const { emulator, program } = journey;
  const [production] = organisation.accounts;
  await program.run(['profiles', 'write', '--yes']);
  emulator.assign({ action: 'grant', accountId: '012345678901', roleName: 'AuditAccess' });
  emulator.assign({ action: 'revoke', accountId: '111111111111', roleName: 'BillingAdmin' });
  emulator.assign({ action: 'remove-account', accountId: '222222222222' });
  emulator.assign({
    action: 'add-account',
    account: { ...production, name: 'Acme Live', roles: ['AdministratorAccess', 'ReadOnlyAccess'] },
  });
  return journey;
};

const evil = "O'Brien $(touch /tmp/rolecall-pwned) `x`";
const told = [
  '+ acme-dev (012345678901): AuditAccess',
  '- Acme Production (111111111111): BillingAdmin',
  `- ${evil} (222222222222, account gone): ReadOnlyAccess`,
  '~ Acme Production is now Acme Live (111111111111)',
].map((line) => `  ${line}\n`);

describe('what changed', () => {
  it('is told by refresh once, and by changes until it was seen', async () => {
    const { program } = await startChanged();
    expect(await program.run(['changes'])).toMatchObject({ status: 0, stdout: '' });
    const refreshed = await program.run(['refresh']);
    expect(refreshed.stderr).toContain(`(+1 -2)\n${told.join('')}`);
    expect((await program.run(['refresh'])).stderr).not.toContain('AuditAccess');
    const { stdout } = await program.run(['changes']);
    expect(stdout).toBe(`acme, since it was read just now\n${told.join('')}`);
    const { instances } = JSON.parse((await program.run(['changes', '--seen', '--json'])).stdout);
    expect(instances).toMatchObject([
      {
        instance: 'acme',
        new_roles: [{ account_id: '012345678901', account_name: 'acme-dev', role_name: 'AuditAccess' }],
        removed_accounts: [{ id: '222222222222' }],
        renamed_accounts: [{ id: '111111111111', before: 'Acme Production', after: 'Acme Live' }],
      },
    ]);
    expect(await program.run(['changes'])).toMatchObject({
      stdout: '',
      stderr: 'Nothing changed since you last looked.\n',
    });
  });

  it('is in the picker until it was looked at, with the profiles one key away', async () => {
    const { program } = await startChanged();
    await program.run(['refresh']);
    const terminal = program.open([]);
    await terminal.waitFor('+1  -2  ~1');
    terminal.press(`${keys.escape}n`);
    await terminal.waitFor('~ Acme Production is now Acme Live');
    terminal.press('w');
    await terminal.waitFor('+[profile acme-dev-AuditAccess]');
    terminal.press('y');
    await terminal.waitFor('Wrote profile acme-dev-AuditAccess');
    terminal.press('p');
    await terminal.waitFor('-[profile acme-production-BillingAdmin]');
    terminal.press('y');
    await terminal.waitFor('Removed 2 profiles');
    const config = readFileSync(program.env['AWS_CONFIG_FILE'] ?? '', 'utf8');
    expect(config).toContain('[profile acme-dev-AuditAccess]');
    expect(config).not.toContain('BillingAdmin');
    terminal.press(keys.escape);
    await terminal.waitFor((screen) => screen.includes('> Type to search') && !screen.includes('+1'));
    terminal.press(keys.escape);
    expect(await terminal.exited()).toBe(130);
    expect((await program.run(['changes'])).stdout).toBe('');
  });
});
