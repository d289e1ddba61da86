// Customers with the built program: written, listed, used by SDKs and programs, taken away.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callerArn } from '../support/caller-identity.ts';
import { shareSignedIn, startJourney } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';

huntWithLog();

const shared = shareSignedIn();
const files = () => {
  const { program } = shared();
  const aws = program.env['AWS_CONFIG_FILE'] ?? '';
  return { config: join(program.home, 'rolecall', 'config.yaml'), aws };
};
const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const role = (accountId: string, name = 'Support') => `arn:aws:iam::${accountId}:role/teams/${name}`;
const via = 'acme-production-AdministratorAccess';

const add = (id: string, accountId: string, externalId: string, ...more: readonly string[]) =>
  shared().program.run([
    ...['customer', 'add', id, '--role-arn', role(accountId), '--external-id', externalId],
    ...['--yes', ...more],
  ]);

const trust = (accountId: string, externalId: string): void =>
  shared().emulator.trust({ accountId, roleName: 'Support', externalId });

let kept = '';
beforeEach(() => {
  kept = textOf(files().config);
});
afterEach(() => {
  writeFileSync(files().config, kept);
  rmSync(files().aws, { force: true });
});

describe('a customer', () => {
  it('is a role like any other: for SDKs by its profile, for each by its tag, and gone without a trace', async () => {
    const { program } = shared();
    const { config, aws } = files();
    writeFileSync(config, `${textOf(config)}# mine\n`);
    const before = { config: textOf(config), aws: textOf(aws) };
    trust('333333333333', 'ours-initech-1');
    trust('444444444444', 'ours-hooli-2');
    expect(await add('initech', '333333333333', 'ours-initech-1', '--via', via)).toMatchObject({ status: 0 });
    // The second is reached as the first is.
    expect(await add('hooli', '444444444444', 'ours-hooli-2', '--name', 'Hooli XYZ')).toMatchObject({
      status: 0,
    });
    expect(textOf(config)).toContain('# mine');
    expect(await callerArn('customer-initech', program.env)).toBe(
      'arn:aws:sts::333333333333:assumed-role/Support/rolecall',
    );
    const each = await program.run(['each', 'customer:', '--', 'sh', '-c', 'echo $ROLECALL_ROLE_ARN']);
    expect(each.status).toBe(0);
    expect(each.stdout.match(/arn:.*/g)).toEqual([role('444444444444'), role('333333333333')]);

    const { stdout } = await program.run(['customer', 'list']);
    expect(stdout).toContain('customer-hooli');
    expect(stdout).not.toContain('ours-');
    const list = async (...more: readonly string[]) =>
      JSON.parse((await program.run(['customer', 'list', '--json', ...more])).stdout)[0];
    expect(await list()).toEqual({
      customer: 'hooli',
      profile: 'customer-hooli',
      role_arn: role('444444444444'),
      account_id: '444444444444',
      account_name: 'Hooli XYZ',
      instance: 'acme',
      via: '111111111111/AdministratorAccess',
      has_external_id: true,
    });
    expect(await list('--external-ids')).toMatchObject({ external_id: 'ours-hooli-2' });
    expect(textOf(join(program.home, 'rolecall', 'cache', 'completion', 'customers'))).toBe(
      'hooli\t1 role\ninitech\t1 role\n',
    );

    for (const id of ['initech', 'hooli'])
      expect(await program.run(['customer', 'remove', id, '--yes'])).toMatchObject({ status: 0 });
    expect(textOf(config)).toContain(before.config.trimEnd());
    expect(textOf(config)).not.toContain('accounts');
    expect(textOf(aws)).toBe(before.aws);
    expect(await program.run(['process', '--profile', 'customer-initech'])).toMatchObject({ status: 1 });
    const audit = textOf(join(program.home, 'rolecall', 'state', 'audit.jsonl'));
    expect(audit.match(/"event":"config".*"customer":"initech"/g)).toHaveLength(2);
    expect(audit).not.toContain('ours-');
  });

  it('whose external id is another is refused by AWS, and the hop is named', async () => {
    trust('222222222222', 'theirs');
    await add('initech', '222222222222', 'ours', '--via', '111111111111/AdministratorAccess');
    const { status, stderr } = await shared().program.run(['process', '--profile', 'customer-initech']);
    expect(status).toBe(5);
    expect(stderr).toContain('assume Support in 222222222222 (AccessDenied)');
    // AWS has a name for this account.
    expect(textOf(files().config)).not.toContain('name: initech');
  });

  it('is asked about with a diff, and a no changes nothing', async () => {
    const before = textOf(files().config);
    const words = ['customer', 'add', 'initech', '--role-arn', role('333333333333'), '--external-id', 'ours'];
    const terminal = shared().program.open([...words, '--via', via]);
    await terminal.waitFor('Write this, and the profile customer-initech?');
    expect(terminal.screen()).toContain('+          Support');
    terminal.press('n\r');
    expect(await terminal.exited()).toBe(130);
    expect(textOf(files().config)).toBe(before);
    expect(await shared().program.run([...words, '--via', via])).toMatchObject({ status: 2 });
  });
});

describe('support access', () => {
  beforeEach(() => trust('333333333333', 'ours'));

  const begin = (...more: readonly string[]) =>
    shared().program.run(['support-access', '--customer', 'initech', '--case', 'CS-123', ...more]);
  const audit = () => textOf(join(shared().program.home, 'rolecall', 'state', 'audit.jsonl'));

  it('is a profile with the case in its session, until it is ended', async () => {
    const { program } = shared();
    const { aws } = files();
    await add('initech', '333333333333', 'ours', '--via', via);
    const before = textOf(aws);
    const made = await begin('--duration', '1800', '--json');
    expect(made.status).toBe(0);
    expect(JSON.parse(made.stdout)).toMatchObject({
      profile: 'support-initech-CS-123',
      session_name: expect.stringMatching(/^CS-123-/),
      seconds_left: expect.closeTo(1797, -1),
    });
    expect(await callerArn('support-initech-CS-123', program.env)).toMatch(
      /^arn:aws:sts::333333333333:assumed-role\/Support\/CS-123-/,
    );
    expect(audit()).toMatch(/"event":"support".*"customer":"initech","case":"CS-123"/);
    expect(audit()).toMatch(/"event":"credentials".*"profile":"support-initech-CS-123".*"case":"CS-123"/);
    // Writing all profiles leaves it, since it still lasts.
    await program.run(['profiles', 'write', '--yes']);
    expect(textOf(aws)).toContain('[profile support-initech-CS-123]');
    const listed = await program.run(['support-access', '--list', '--json']);
    expect(JSON.parse(listed.stdout)).toMatchObject([{ customer: 'initech', case: 'CS-123' }]);
    expect(await program.run(['support-access', '--end', '--case', 'CS-123'])).toMatchObject({ status: 0 });
    expect(textOf(aws)).not.toContain('support-');
    writeFileSync(aws, before);
    const words = [
      '--instance',
      'acme',
      '--arn',
      '333333333333:Support',
      '--support',
      'support-initech-CS-123',
    ];
    const { status, stderr } = await program.run(['process', ...words]);
    expect({ status, stderr }).toMatchObject({
      status: 5,
      stderr: expect.stringContaining('The support access support-initech-CS-123 has ended.'),
    });
  });

  it('leaves the file at its end: by the next use, by write and by prune', async () => {
    const { program } = shared();
    const { aws } = files();
    await add('initech', '333333333333', 'ours', '--via', via);
    await begin();
    const over = textOf(aws).replace(/--until \S+/, '--until 2026-01-01T00:00:00.000Z');
    expect((await program.run(['profiles', 'check'])).stdout).not.toContain('has ended');
    for (const words of [
      ['support-access', '--list'],
      ['profiles', 'prune', '--yes'],
      ['profiles', 'write', '--yes'],
    ]) {
      writeFileSync(aws, over);
      expect(await program.run(words)).toMatchObject({ status: 0 });
      expect([words, textOf(aws).includes('support-')]).toEqual([words, false]);
    }
    await program.run(['support-access', '--end', '--customer', 'initech']);
  });

  it('is for one program, and writes nothing', async () => {
    await add('initech', '333333333333', 'ours', '--via', via);
    const before = textOf(files().aws);
    const ran = await begin(
      '--',
      'sh',
      '-c',
      'echo $ROLECALL_PROFILE $(test -n "$AWS_SESSION_TOKEN" && echo held); exit 3',
    );
    expect(ran).toMatchObject({ status: 3, stdout: 'support-initech-CS-123 held\n' });
    expect(textOf(files().aws)).toBe(before);
    expect(JSON.parse((await shared().program.run(['support-access', '--list', '--json'])).stdout)).toEqual(
      [],
    );
    expect(audit()).toMatch(/"event":"exec-ended".*"customer":"initech","case":"CS-123","outcome":3/);
  });

  it('that is too short, too long or for no case is refused', async () => {
    await add('initech', '333333333333', 'ours', '--via', via);
    const refusals: readonly (readonly [readonly string[], string])[] = [
      [['--duration', '300'], 'AWS gives no session that ends sooner'],
      [['--duration', '2h'], 'lives an hour at most'],
      [['--case', '--'], 'names no case'],
    ];
    for (const [words, message] of refusals)
      expect(await begin(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });
});

it('of lasting keys needs no via, and may be accessed for longer than an hour', async () => {
  const { program, emulator } = await startJourney();
  emulator.trust({ accountId: '333333333333', roleName: 'Support', externalId: 'ours' });
  const user = emulator.addUser({ accountId: '111111111111', userName: 'jo' });
  const input = `${user.accessKeyId}\n${user.secretAccessKey}\n`;
  expect(await program.run(['keys', 'add', 'legacy'], { input })).toMatchObject({ status: 0 });
  const words = ['--role-arn', role('333333333333'), '--external-id', 'ours', '--no-profile', '--yes'];
  const added = await program.run(['customer', 'add', 'initech', '--instance', 'legacy', ...words]);
  expect(added).toMatchObject({ status: 0 });
  const given = ['--customer', 'initech', '--case', '7', '--duration', '2h', '--json'];
  const made = JSON.parse((await program.run(['support-access', ...given])).stdout);
  expect(made).toMatchObject({ profile: 'support-initech-7', seconds_left: expect.closeTo(7190, -2) });
  expect(await callerArn('support-initech-7', program.env)).toContain(`/Support/${made.session_name}`);
});

it.each<[string, readonly string[], string]>([
  ['no via', [], 'Which role of yours assumes it?'],
  ['an unknown via', ['--via', 'nobody'], 'No role has the profile name nobody.'],
  ['a bad external id', ['--via', via, '--external-id', 'a b'], 'That is no external id.'],
  ['a bad region', ['--via', via, '--region', 'moon'], 'moon is not an AWS region'],
])('%s is refused, and nothing is written', async (_name, words, message) => {
  const before = textOf(files().config);
  const { status, stderr } = await add('initech', '333333333333', 'ours', ...words);
  expect(status).not.toBe(0);
  expect(stderr).toContain(message);
  expect(textOf(files().config)).toBe(before);
});
