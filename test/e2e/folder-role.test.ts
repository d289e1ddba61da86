// The role of a folder, from writing its file to taking the role, in the built program.
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { keys } from '../support/terminal.ts';

const setUp = async () => {
  const { program } = await startSignedIn();
  const shop = realpathSync(mkdtempSync(join(tmpdir(), 'rolecall-shop-')));
  onTestFinished(() => rmSync(shop, { recursive: true, force: true }));
  const deep = join(shop, 'src', 'api');
  mkdirSync(deep, { recursive: true });
  return { program, shop, file: join(shop, '.rolecall.yaml'), here: { cwd: shop }, below: { cwd: deep } };
};

const asJson = ['env', '--here', '--format', 'json'];

it('is written, taken by --here, told of where another is held, and first in the picker', async () => {
  const { program, file, here, below } = await setUp();
  expect(await program.run(['use', 'billing', '--region', 'eu-central-1'], here)).toMatchObject({
    status: 0,
    stdout: '',
  });
  expect(readFileSync(file, 'utf8')).toMatch(/^role: "111111111111:BillingAdmin"\nregion: eu-central-1\n$/m);
  const shown = await program.run(['use', '--json'], below);
  expect(JSON.parse(shown.stdout)).toMatchObject({ file, trust: 'trusted', counts: true });
  const taken = await program.run(asJson, below);
  expect(JSON.parse(taken.stdout)).toMatchObject({
    ROLECALL_ROLE_NAME: 'BillingAdmin',
    AWS_REGION: 'eu-central-1',
  });

  const other = await program.run(['env', '--format', 'json', 'developer'], below);
  expect(JSON.parse(other.stdout)).toMatchObject({ AWS_REGION: 'eu-west-1' });
  expect(other.stderr).toContain('The role of this folder is another: acme-production-BillingAdmin.');
  const held = { ...below, env: JSON.parse(other.stdout) };
  const status = await program.run(['status', '--json'], held);
  expect(JSON.parse(status.stdout)).toMatchObject({
    holds: 'role',
    role_name: 'DeveloperAccess',
    folder: { file, counts: true, is_held: false, role_name: 'BillingAdmin' },
  });
  expect((await program.run(['status', '--format', '{role}'], held)).stderr).toBe('');

  const words = ['exec', '--', 'sh', '-c', 'echo "<$ROLECALL_ROLE_NAME $AWS_REGION>"'];
  const terminal = program.open(words, below);
  await terminal.waitFor(/This folder {2}1.*\n.*▌.*BillingAdmin/);
  terminal.press(keys.enter);
  await terminal.waitFor('<BillingAdmin eu-central-1>');
  expect(await terminal.exited()).toBe(0);
});

it('counts for nothing before it was trusted as it is, and passes no guard', async () => {
  const { program, shop, file, here, below } = await setUp();
  writeFileSync(file, 'role: 111111111111:BillingAdmin\n');
  const untrusted = await program.run(asJson, below);
  expect(untrusted).toMatchObject({ status: 1, stdout: '' });
  expect(untrusted.stderr).toContain('is not trusted yet');
  const terminal = program.open([], below);
  await terminal.waitFor('This folder’s role is not trusted yet.');
  expect(terminal.screen()).not.toContain('This folder  1');
  terminal.press(keys.control('c'));
  await terminal.exited();

  expect(await program.run(['trust'], below)).toMatchObject({ status: 0 });
  expect(await program.run(asJson, below)).toMatchObject({ status: 0 });
  const guard = 'guard:\n  - match: {role_name: BillingAdmin}\n';
  appendFileSync(join(program.home, 'rolecall', 'config.yaml'), guard);
  expect(await program.run(asJson, here)).toMatchObject({ status: 3, stdout: '' });
  writeFileSync(file, 'role: 111111111111:AdministratorAccess\n');
  expect((await program.run(asJson, here)).stderr).toContain('has changed');
  expect(await program.run(['untrust', shop])).toMatchObject({ status: 0 });
  const events = readFileSync(join(program.home, 'rolecall', 'state', 'audit.jsonl'), 'utf8');
  expect(events.match(/"event":"folder"/g)).toHaveLength(2);
});

it('puts keys into a file where no commit can take them up', async () => {
  const { program, shop, here } = await setUp();
  const dotenv = join(shop, '.env');
  program.mayHoldSecrets(dotenv);
  writeFileSync(dotenv, 'OWN=1\n');
  mkdirSync(join(shop, '.git'));
  const toFile = ['env', 'billing', '--output', '.env'];
  const exposed = await program.run(toFile, here);
  expect(exposed).toMatchObject({ status: 1, stdout: '' });
  expect(exposed.stderr).toContain('is not ignored');
  expect(readFileSync(dotenv, 'utf8')).toBe('OWN=1\n');
  const forced = await program.run([...toFile, '--force'], { ...here, env: { AWS_REGION: 'us-east-1' } });
  expect(forced).toMatchObject({ status: 0, stdout: '' });
  const kept = readFileSync(dotenv, 'utf8');
  expect(kept.match(/^OWN=1$|^AWS_SESSION_TOKEN=|^AWS_REGION=eu-west-1$/gm)).toHaveLength(3);
  expect(statSync(dotenv).mode & 0o777).toBe(0o600);
  expect(await program.run(['env', '--clear', '--output', '.env'], here)).toMatchObject({ status: 0 });
  expect(readFileSync(dotenv, 'utf8')).toBe('OWN=1\n');
});
