// Coming from another tool, with the built program: what is shown, what is written, that scripts go on, and the way back.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportTool } from '../../src/domain/import/found.ts';
import { fixtureHome } from '../support/import-fixtures.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';
import { runToEnd } from '../support/program.ts';
import { keys, terminalEnv } from '../support/terminal.ts';

huntWithLog();

/** The fixture's home becomes the program's, and its portal the emulator. */
const startWith = async (tool: ImportTool, shape: string): Promise<Journey> => {
  const journey = await startJourney();
  const { program, emulator } = journey;
  cpSync(fixtureHome(tool, shape), program.home, { recursive: true });
  for (const file of ['.config/aws-sso/config.yaml', '.aws/config']) {
    const path = join(program.home, file);
    if (!existsSync(path)) continue;
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text
        .replaceAll('https://acme.awsapps.com/start', emulator.startUrl)
        .replaceAll(/((?:sso_r|SSOR)egion\s*[=:]) us-east-1/g, `$1 ${emulator.region}`),
    );
  }
  return journey;
};

const awsConfig = ({ program }: Journey): string => join(program.home, '.aws', 'config');
const credentials = ({ program }: Journey): string => join(program.home, '.aws', 'credentials');
const ownConfig = ({ program }: Journey): string => join(program.home, 'rolecall', 'config.yaml');
const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const run = async ({ program }: Journey, ...args: readonly string[]) => program.run(['import', ...args]);

const signIn = async ({ program }: Journey, instance: string): Promise<void> => {
  const { status, stderr } = await program.run([
    'login',
    '--instance',
    instance,
    '--flow',
    'device',
    '--no-browser',
  ]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
};

/** What an SDK would run for a profile of the AWS config. */
const callProfile = async (journey: Journey, profile: string) => {
  const [, section = ''] = read(awsConfig(journey)).split(
    `[${profile === 'default' ? profile : `profile ${profile}`}]\n`,
  );
  const command = /^credential_process = (.*)$/m.exec(section.split('\n[')[0] ?? '')?.[1] ?? 'false';
  return runToEnd(['/bin/sh', '-c', command], terminalEnv({ ...journey.program.env }));
};

test('aws-sso-cli: its block becomes ours under the same names, and the way back leads to the same bytes', async () => {
  const journey = await startWith('aws-sso-cli', 'wizard');
  const before = read(awsConfig(journey));

  const look = await run(journey, 'aws-sso-cli', '--dry-run');
  expect(look).toMatchObject({ status: 0 });
  expect(look.stdout).toContain('012345678901/DeveloperAccess of Default, profile acme-dev:DeveloperAccess');
  expect(look.stdout).toContain('-# BEGIN_AWS_SSO_CLI');
  expect(read(awsConfig(journey))).toBe(before);
  expect(existsSync(ownConfig(journey))).toBe(false);

  expect((await run(journey, 'aws-sso-cli')).stderr).toContain('nothing was written');
  expect(await run(journey, 'aws-sso-cli', '--yes')).toMatchObject({ status: 0, stdout: '' });
  const after = read(awsConfig(journey));
  expect(after).not.toContain('AWS_SSO_CLI');
  expect(
    after.startsWith('[default]\nregion = eu-central-1\n\n# by hand\n[profile legacy]\nregion = us-west-2\n'),
  ).toBe(true);

  const again = await run(journey, 'aws-sso-cli', '--yes');
  expect(again).toMatchObject({ status: 0 });
  expect(again.stderr).toContain('Nothing to change');
  expect(read(awsConfig(journey))).toBe(after);

  await signIn(journey, 'Default');
  const called = await callProfile(journey, 'AcmeProduction:AdministratorAccess');
  expect(JSON.parse(called.stdout)).toMatchObject({ Version: 1, AccountId: '111111111111' });
  // What rolecall writes itself are the same profiles.
  const printed = (await journey.program.run(['profiles', 'print'])).stdout;
  const moved = [...after.matchAll(/^\[profile \S*:\S*\]\n(?:\w+ = .*\n)+/gm)].map(([section]) => section);
  expect(moved).toHaveLength(3);
  for (const section of moved) expect(printed).toContain(section);

  expect((await run(journey, '--undo')).stderr).toContain('nothing was put back');
  expect(await run(journey, '--undo', '--yes')).toMatchObject({ status: 0 });
  expect(read(awsConfig(journey))).toBe(before);
  expect(existsSync(ownConfig(journey))).toBe(false);
  expect(await run(journey, '--undo', '--yes')).toMatchObject({
    status: 1,
    stderr: 'There is no import to undo.\n',
  });
});

test('a file that cannot be read is named with its line, and the others are imported', async () => {
  const journey = await startWith('aws-cli', 'session');
  const path = join(journey.program.home, '.config', 'aws-sso', 'config.yaml');
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, 'SSOConfig:\n  a: [1\n');
  const line = `${path}:3 was not read. The indentation is not that of the lines around it, or a bracket is not closed.\n`;

  const look = await run(journey, '--json');
  expect(look).toMatchObject({ status: 2 });
  expect(look.stderr).toContain(line);
  expect(JSON.parse(look.stdout)).toMatchObject({
    unread: [{ tool: 'aws-sso-cli', file: path, line: 3 }],
    written: false,
  });
  const done = await run(journey, '--yes');
  expect(done).toMatchObject({ status: 2 });
  expect(done.stderr).toContain(line);
  expect(read(ownConfig(journey))).toContain('profile: prod-deploy');

  const alone = await run(journey, 'aws-sso-cli', '--yes');
  expect(alone).toMatchObject({ status: 2, stdout: '' });
  expect(alone.stderr).toContain('Nothing was changed.');
});

test('undo refuses a file that has changed since, by name, and changes nothing', async () => {
  const journey = await startWith('aws-sso-cli', 'by-hand');
  expect(await run(journey, '--yes')).toMatchObject({ status: 0 });
  const [config, own] = [read(awsConfig(journey)), read(ownConfig(journey))];
  writeFileSync(awsConfig(journey), `${config}\n[profile mine]\nregion = eu-west-1\n`);
  const refused = await run(journey, '--undo', '--yes');
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toContain(`${awsConfig(journey)} has changed since the import`);
  expect(read(ownConfig(journey))).toBe(own);
  expect(read(awsConfig(journey))).toContain('[profile mine]');
});

test('one profile at a time, and later the rest, with what was written by hand kept', async () => {
  const journey = await startWith('aws-cli', 'session');
  const before = read(awsConfig(journey));
  expect(await run(journey, 'aws-cli', '--only', 'prod-deploy', '--yes')).toMatchObject({ status: 0 });
  expect(read(awsConfig(journey))).toBe(before);
  const first = read(ownConfig(journey));
  expect(first).toContain('profile: prod-deploy');
  expect(first).toContain('profile: prod-admin');
  expect(first).not.toContain('DeveloperAccess');
  expect((await run(journey, 'aws-cli', '--only', 'no-such', '--yes')).stderr).toContain('named no-such');

  writeFileSync(
    ownConfig(journey),
    `# mine\n${first.replace('profile: prod-admin', 'profile: my-admin # better')}`,
  );
  const rest = await run(journey, 'aws-cli', '--replace-profiles', '--yes', '--json');
  expect(rest).toMatchObject({ status: 0 });
  const plan = JSON.parse(rest.stdout);
  expect(plan.written).toBe(true);
  expect(plan.notes.map(({ text }: { text: string }) => text)).toEqual([
    'The role of prod-admin is called my-admin in config.yaml, which stays.',
    '[profile prod-admin] stays where it is: its role is called my-admin here.',
  ]);
  expect(read(ownConfig(journey))).toContain('# mine');
  expect(read(ownConfig(journey))).toContain('profile: my-admin # better');
  expect(read(awsConfig(journey))).toContain('sso_session = corp\nsso_account_id = 111111111111');
  expect(read(awsConfig(journey))).toMatch(
    /\[profile dev\]\ncredential_process = .*\nregion = eu-west-1\noutput = json\n/,
  );
  await signIn(journey, 'corp');
  const dev = await journey.program.run(['process', '--profile', 'dev']);
  expect(JSON.parse(dev.stdout)).toMatchObject({ AccountId: '012345678901' });
});

test('config.yaml is written first: ended before the AWS config, it goes on the next time, and undo knows of both', async () => {
  const journey = await startWith('aws-sso-cli', 'wizard');
  const before = read(awsConfig(journey));
  const obstacle = `${awsConfig(journey)}.rolecall-backup`;
  mkdirSync(join(obstacle, 'in-the-way'), { recursive: true });
  const failed = await run(journey, '--yes');
  expect(failed.status).not.toBe(0);
  expect(read(ownConfig(journey))).toContain('start_url');
  expect(read(awsConfig(journey))).toBe(before);
  rmSync(obstacle, { recursive: true });
  expect(await run(journey, '--yes')).toMatchObject({ status: 0 });
  expect(read(awsConfig(journey))).toContain('# BEGIN rolecall');
  expect(await run(journey, '--undo', '--yes')).toMatchObject({ status: 0 });
  expect(read(awsConfig(journey))).toBe(before);
  expect(existsSync(ownConfig(journey))).toBe(false);
});

const withUser = async (mfa = false) => {
  const journey = await startWith('credentials', 'plain');
  const user = journey.emulator.addUser({ accountId: '111111111111', userName: 'jo', mfa });
  // The backup that a yes of its own makes, and that the program tells of.
  journey.program.mayHoldSecrets(`${credentials(journey)}.rolecall-backup`);
  const text = `# old\n[legacy]\naws_access_key_id = ${user.accessKeyId}\naws_secret_access_key = ${user.secretAccessKey}\n\n[other]\nregion = eu-west-1\n`;
  writeFileSync(credentials(journey), text, { mode: 0o644 });
  writeFileSync(awsConfig(journey), read(awsConfig(journey)).replaceAll(/^mfa_serial.*\n/gm, ''));
  return { journey, user, text };
};

test('keys in clear text are tried and kept; they leave the file only when told, with a backup, and the profile goes on', async () => {
  const { journey, user, text } = await withUser();
  const { program } = journey;
  const config = read(awsConfig(journey));
  const kept = await run(journey, 'credentials', '--yes');
  expect(kept).toMatchObject({ status: 0, stdout: '' });
  expect(read(credentials(journey))).toBe(text);
  expect(read(ownConfig(journey))).toContain(`user: ${user.arn}`);
  const role = await program.run(['env', '--profile', 'deploy', '--format', 'json']);
  expect(role).toMatchObject({ status: 0 });

  const removed = await run(journey, 'credentials', '--remove-clear-text', '--yes');
  expect(removed).toMatchObject({ status: 0 });
  expect(read(credentials(journey))).toBe('# old\n\n[other]\nregion = eu-west-1\n');
  const backup = `${credentials(journey)}.rolecall-backup`;
  expect(read(backup)).toBe(text);
  expect(statSync(backup).mode & 0o777).toBe(0o600);
  expect(removed.stderr).toContain(backup);
  expect(JSON.parse((await callProfile(journey, 'legacy')).stdout)).toMatchObject({
    AccountId: '111111111111',
  });
  const record = read(join(program.home, 'rolecall', 'state', 'import-undo.json'));
  for (const output of [kept.stderr, removed.stderr, record, read(ownConfig(journey))])
    expect(output).not.toContain(user.secretAccessKey);
  expect((await run(journey, 'credentials', '--yes')).stderr).toContain('Nothing to change');

  expect(await run(journey, '--undo', '--yes')).toMatchObject({ status: 0 });
  expect(read(credentials(journey))).toBe(text);
  expect(read(awsConfig(journey))).toBe(config);
});

test('keys stay in the clear where their profile has a program of its own, which would answer without them', async () => {
  const { journey, text } = await withUser();
  const config = read(awsConfig(journey)).replace(
    /(?<=^\[profile legacy\]\n)/m,
    'credential_process = /bin/other\n',
  );
  writeFileSync(awsConfig(journey), config);
  const result = await run(journey, 'credentials', '--remove-clear-text', '--yes');
  expect(result).toMatchObject({ status: 0 });
  expect(result.stderr).toContain('The keys of legacy stay in the clear');
  expect(read(credentials(journey))).toBe(text);
  expect(read(awsConfig(journey))).toBe(config);
});

test('on a terminal the clear text has a question of its own, and no key is shown with it', async () => {
  const { journey, user, text } = await withUser();
  const terminal = journey.program.open(['import', 'credentials'], { columns: 140, rows: 60 });
  await terminal.waitFor(/Write .*1 pair of keys to /s);
  terminal.press('y', keys.enter);
  await terminal.waitFor('Remove them from the files in clear text?');
  expect(read(credentials(journey))).toBe(text);
  expect(terminal.raw()).toContain('aws_secret_access_key = ****');
  expect(terminal.raw()).not.toContain(user.accessKeyId);
  terminal.press('n', keys.enter);
  expect(await terminal.exited()).toBe(0);
  expect(read(credentials(journey))).toBe(text);
  expect(JSON.parse((await journey.program.run(['keys', 'list', '--json'])).stdout)).toHaveLength(1);
});

test('undo of keys that were kept forgets them, and leaves those that are no longer the same', async () => {
  const { journey, text } = await withUser();
  const { program } = journey;
  expect(await run(journey, 'credentials', '--remove-clear-text', '--yes')).toMatchObject({ status: 0 });
  expect(await run(journey, '--undo', '--yes')).toMatchObject({ status: 0 });
  expect(read(credentials(journey))).toBe(text);
  expect((await program.run(['keys', 'list', '--json'])).stdout).toBe('[]\n');

  expect(await run(journey, 'credentials', '--yes')).toMatchObject({ status: 0 });
  expect(await program.run(['keys', 'rotate', 'legacy'])).toMatchObject({ status: 0 });
  const undone = await run(journey, '--undo', '--yes');
  expect(undone.stderr).toContain('The keys legacy stay here');
  expect(JSON.parse((await program.run(['keys', 'list', '--json'])).stdout)).toHaveLength(1);
});

test('keys that AWS does not take are left where they are', async () => {
  const { journey, user, text } = await withUser();
  writeFileSync(
    credentials(journey),
    text.replace(user.secretAccessKey, `${user.secretAccessKey.slice(0, -4)}AAAA`),
  );
  const refused = await run(journey, 'credentials', '--remove-clear-text', '--yes');
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toContain('AWS does not take this secret for this key id');
  expect(read(credentials(journey))).toContain(user.accessKeyId);
  expect((await journey.program.run(['keys', 'list', '--json'])).stdout).toBe('[]\n');
});

test('keys that aws-vault hands over make its roles importable', async () => {
  const journey = await startWith('aws-vault', 'plain');
  const { program, emulator } = journey;
  const user = emulator.addUser({ accountId: '111111111111', userName: 'jo', mfa: true });
  const first = await run(journey, 'aws-vault', '--yes');
  expect(first.stderr).toContain(
    'aws-vault export --no-session --format=json jo | rolecall keys add jo --mfa-serial arn:aws:iam::111111111111:mfa/jo',
  );
  // What aws-vault prints.
  const input = JSON.stringify({
    Version: 1,
    AccessKeyId: user.accessKeyId,
    SecretAccessKey: user.secretAccessKey,
  });
  expect(
    await program.run(['keys', 'add', 'jo', '--mfa-serial', 'arn:aws:iam::111111111111:mfa/jo'], { input }),
  ).toMatchObject({ status: 0 });
  expect(await run(journey, 'aws-vault', '--yes')).toMatchObject({ status: 0 });
  expect(
    JSON.parse((await program.run(['list', '--json'])).stdout).map(
      ({ profile }: { profile: string }) => profile,
    ),
  ).toEqual(['jo', 'prod-admin', 'prod-ro']);
});

test('on a terminal each tool is asked for, and nothing is written without a yes', async () => {
  const journey = await startWith('aws-sso-cli', 'wizard');
  cpSync(fixtureHome('leapp', 'readable'), journey.program.home, { recursive: true });
  const before = read(awsConfig(journey));
  const refusing = journey.program.open(['import'], { columns: 120, rows: 60 });
  await refusing.waitFor('Import from aws-sso-cli (1 instance');
  refusing.press('y', keys.enter);
  await refusing.waitFor('Import from leapp (1 instance, 2 roles)?');
  refusing.press('n', keys.enter);
  await refusing.waitFor(/Write 1 instance, 4 roles, 3 settings to .* and give 3 profiles/s);
  refusing.press('n', keys.enter);
  expect(await refusing.exited()).toBe(130);
  expect(read(awsConfig(journey))).toBe(before);
  expect(existsSync(ownConfig(journey))).toBe(false);
});

test('without anything to import it says how to begin; a file that is not right is named', async () => {
  const journey = await startJourney();
  expect(await run(journey)).toMatchObject({ status: 1, stdout: '' });
  expect((await run(journey, 'granted')).stderr).toBe(
    'Nothing of granted was found. Begin with: rolecall setup\n',
  );
  expect((await run(journey, 'aws-sso')).stderr).toContain('import does not know aws-sso');
  mkdirSync(join(journey.program.home, '.aws-sso'));
  writeFileSync(join(journey.program.home, '.aws-sso', 'config.yaml'), 'a: [\n');
  expect(await run(journey, 'aws-sso-cli')).toMatchObject({ status: 2 });
  mkdirSync(join(journey.program.home, '.aws'));
  writeFileSync(awsConfig(journey), '[a]\nx = 1\n# BEGIN_AWS_SSO_CLI\n');
  const lost = await run(journey);
  expect(lost).toMatchObject({ status: 2, stdout: '' });
  expect(lost.stderr).toContain('.aws/config:3: the block of aws-sso-cli that begins here has lost its END');
});
