// The query language in the commands of the built program.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';
import type { Program } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

const altV = '\u001bv';

const configOf = (program: Program): string => join(program.home, 'rolecall', 'config.yaml');

const listed = async (program: Program, ...words: readonly string[]): Promise<readonly string[]> => {
  const { stdout } = await runInside(program, ['list', ...words, '--fields', 'account_name,role_name']);
  return stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace('\t', ': '))
    .sort();
};

describe('a query in a command', () => {
  it('means what it means in the picker', async () => {
    const { program } = await startSignedIn();
    expect(await listed(program, 'role:^Admin|Dev', '!acme-dev')).toEqual([
      'Acme Production: AdministratorAccess',
    ]);
    expect(await listed(program, 'account:="Acme Production"|acme-dev', "'billing | 'developer")).toEqual([
      'Acme Production: BillingAdmin',
      'acme-dev: DeveloperAccess',
    ]);
    expect(await listed(program, '@live')).toEqual([]);
    expect(
      (await program.run(['exec', '--account', '111111111111', '--role', 'BillingAdmin', '--', 'true']))
        .status,
    ).toBe(0);
    expect(await listed(program, '@live')).toEqual(['Acme Production: BillingAdmin']);
    expect(await listed(program, '@recent')).toEqual(['Acme Production: BillingAdmin']);
    expect(await listed(program, '!@live', 'role:Admin')).toEqual([
      'Acme Production: AdministratorAccess',
      'acme-dev: AdministratorAccess',
    ]);
    expect(await program.run(['exec', '@live', '--', 'sh', '-c', 'echo "$ROLECALL_PROFILE"'])).toMatchObject({
      stdout: 'acme-production-BillingAdmin\n',
    });
  });

  it.each([
    ['rle:admin', 'No role matches.\nNo field or tag is called rle. Did you mean role:?\n'],
    ['@favs', 'No role matches.\nThere is no @favs. Did you mean @fav?\n'],
    ['zzzz', 'No role matches.\n'],
  ])('%s finds nothing, and says why', async (query, stderr) => {
    const { program } = await startSignedIn();
    expect(await runInside(program, ['list', query])).toMatchObject({ status: 1, stdout: '', stderr });
    const exec = await runInside(program, ['exec', query, '--', 'true']);
    expect(exec.status).toBe(1);
    expect(exec.stderr).toContain(stderr.trim().split('\n').at(-1) ?? '');
  });

  it('refuses a mistake that would let every role pass', async () => {
    const { program } = await startSignedIn();
    for (const args of [
      ['list', '!rle:x'],
      ['each', '!rle:x', '--yes', '--', 'true'],
      ['profiles', 'write', '--yes', '--only', '!rle:x'],
    ]) {
      expect(await runInside(program, args)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringContaining('Did you mean role:?'),
      });
    }
  });

  it.each([
    ['10 KB', 'a:'.repeat(5_000)],
    ['signs', '.*+?()[]{}|^$\\"\'!:=@ '.repeat(50)],
    ['control characters', '\u001b]0;pwned\u0007:\u202e@'],
  ])('of %s is searched, and nothing of it moves the terminal', async (_, query) => {
    const { program } = await startSignedIn();
    const { status, stderr } = await runInside(program, ['list', '--filter', query]);
    expect([0, 1, 2]).toContain(status);
    expect(stderr).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(stderr.length).toBeLessThan(2_000);
  });

  it('may be a saved one, to which words add', async () => {
    const { program } = await startSignedIn();
    appendFileSync(
      configOf(program),
      '\n# mine\nfilters:\n  admins: role:Admin\n  prod: "account:=\\"Acme Production\\""\n',
    );
    expect(await listed(program, '--saved', 'prod')).toHaveLength(3);
    expect(await listed(program, '--saved', 'prod', 'billing')).toEqual(['Acme Production: BillingAdmin']);
    expect(
      await program.run(['exec', '--saved', 'prod', 'readonly', '--', 'sh', '-c', 'echo $ROLECALL_PROFILE']),
    ).toMatchObject({
      stdout: 'acme-production-ReadOnlyAccess\n',
    });
    expect((await program.run(['each', '--saved', 'admins', '--dry-run', '--', 'true'])).status).toBe(0);
    expect(await program.run(['list', '--saved', 'amdins'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean admins?'),
    });
    const names = join(program.home, 'rolecall', 'cache', 'completion', 'filters');
    expect(readFileSync(names, 'utf8')).toBe('admins\trole:Admin\nprod\taccount:="Acme Production"\n');
  });

  it('finds what came and what went with @new and @gone', async () => {
    const { program, emulator } = await startSignedIn();
    expect(await listed(program, '@new')).toEqual([]);
    emulator.assign({ action: 'grant', accountId: '012345678901', roleName: 'AuditAccess' });
    emulator.assign({ action: 'revoke', accountId: '111111111111', roleName: 'BillingAdmin' });
    expect((await program.run(['refresh'])).status).toBe(0);
    expect(await listed(program, '@new')).toEqual(['acme-dev: AuditAccess']);
    expect(await listed(program, '@gone')).toEqual(['Acme Production: BillingAdmin']);
    expect(await listed(program, '@gone|@new', '!acme-dev')).toEqual(['Acme Production: BillingAdmin']);
    expect(await listed(program, 'billing')).toEqual([]);
    const exec = await program.run(['exec', '@gone', '--', 'true']);
    expect(exec.stderr).toContain('What is gone cannot be used. See it: rolecall list @gone');
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press('@gone');
    await terminal.waitFor('1 / 7');
    terminal.press(keys.enter);
    await terminal.waitFor('That role is gone: it went just now.');
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
  });
});

describe('the picker', () => {
  it('saves, takes and deletes a filter, and leaves the rest of config.yaml as it is', async () => {
    const { program } = await startSignedIn();
    appendFileSync(configOf(program), '\n# mine, not to be lost\n');
    const before = readFileSync(configOf(program), 'utf8');
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press('role:^Admin');
    await terminal.waitFor('2 / 6');
    terminal.press(altV);
    await terminal.waitFor('No filter is saved yet');
    terminal.press('on call');
    await terminal.waitFor('Save the query as on call');
    terminal.press(keys.enter);
    await terminal.waitFor('Saved as on call');
    expect(readFileSync(configOf(program), 'utf8')).toContain('# mine, not to be lost');
    expect(readFileSync(configOf(program), 'utf8')).toContain('on call: role:^Admin');
    terminal.press(keys.escape);
    await terminal.waitFor('6 / 6');
    terminal.press(altV);
    await terminal.waitFor(/▌ on call/);
    terminal.press(keys.enter);
    await terminal.waitFor('> role:^Admin');
    terminal.press('dev');
    await terminal.waitFor('1 / 6');
    terminal.press(altV);
    await terminal.waitFor(/▌ on call/);
    terminal.press(keys.control('x'));
    await terminal.waitFor('Delete the saved filter on call?');
    terminal.press(keys.down);
    await terminal.waitFor(/▌ Delete it/);
    terminal.press(keys.enter);
    await terminal.waitFor('Deleted on call');
    expect(readFileSync(configOf(program), 'utf8')).toBe(before);
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
  });

  it('tells of a key that is not there, with the nearest one', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press('rle:admin');
    await terminal.waitFor('No field or tag is called rle. Did you mean role:?');
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
  });
});

describe('help on a topic', () => {
  it('explains the query language, and knows which topics there are', async () => {
    const { program } = await startSignedIn();
    expect(await program.run(['help', 'query'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('@live'),
    });
    expect(await program.run(['help', 'list'])).toMatchObject({
      stdout: expect.stringContaining('rolecall list [options]'),
    });
    expect(await program.run(['help'])).toMatchObject({
      stdout: expect.stringContaining('rolecall help query'),
    });
    expect(await program.run(['help', 'qurey'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean: rolecall help query'),
    });
  });
});
