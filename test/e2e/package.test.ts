// The program as one executable: made as `npm run package` makes it, and used where there is no Node. All other
// end-to-end tests run on it by `npm run test:package`.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { type Finished, runToEnd } from '../support/program.ts';
import { missingPrograms, startSecretService } from '../support/secret-service.ts';

const out = mkdtempSync(join(tmpdir(), 'rolecall one file '));
const folder = join(out, `rolecall-${process.platform}-${process.arch}`);
const executable = join(folder, 'rolecall');

const nowhere = { PATH: '/nonexistent' };

beforeAll(() => {
  const words = ['build/package/package.mjs', '--out', out, '--json'];
  const made = execFileSync(process.execPath, words, { encoding: 'utf8', stdio: 'pipe' });
  expect(JSON.parse(made)).toMatchObject([{ executable, notes: [] }]);
  chmodSync(executable, 0o555);
  chmodSync(folder, 0o555);
}, 240_000);

afterAll(() => {
  chmodSync(folder, 0o755);
  rmSync(out, { recursive: true, force: true });
});

const ok = { status: 0, stderr: '' };

it('runs without Node, from a folder that is read-only, by a symlink, from a path with spaces', async () => {
  const { program } = await startSignedIn();
  const link = join(program.home, 'role call');
  symlinkSync(executable, link);
  const env = { ...program.env, ...nowhere };
  const run = (...words: readonly string[]): Promise<Finished> => runToEnd([link, ...words], env);
  const finished = await Promise.all([
    run('list', '--filter', 'billing'),
    run('exec', 'DeveloperAccess', '--', '/usr/bin/env'),
    run('completion', 'fish'),
    run('init', 'zsh'),
    run('demo'),
    run('profiles', 'write', '--yes'),
  ]);
  for (const { status, stderr } of finished.slice(0, -2)) expect({ status, stderr }).toEqual(ok);
  const [listed, held, completion, init, demo, written] = finished.map(({ stdout }) => stdout);
  expect(listed).toContain('acme-production-BillingAdmin');
  expect(held).toContain('AWS_SESSION_TOKEN=');
  expect(completion).toContain('complete -c rolecall');
  expect(init).toContain('#compdef');
  expect(demo).toContain('AdministratorAccess');
  expect(written).toBe('');
  const config = readFileSync(program.env['AWS_CONFIG_FILE'] ?? '', 'utf8');
  const [, line = ''] = /^credential_process = (.*DeveloperAccess)$/m.exec(config) ?? [];
  expect(line).toContain(`"${realpathSync(executable)}" process `);
  const { stdout, ...ended } = await runToEnd(['/bin/sh', '-c', line], env);
  expect(ended).toEqual(ok);
  expect(stdout).toContain('SessionToken');
});

it.skipIf(missingPrograms().length > 0)('has the binding of the keychain beside it', async () => {
  const journey = await startJourney();
  await setUp(journey);
  const service = await startSecretService();
  onTestFinished(service.stop);
  const { ROLECALL_MASTER_KEY: _, ...own } = journey.program.env;
  const env = { ...own, ...nowhere, ...service.env };
  const login = ['login', '--flow', 'device', '--no-browser'];
  expect(await runToEnd([executable, ...login], env)).toMatchObject({ status: 0 });
  const { stdout } = await runToEnd([executable, 'doctor', '--json', '--offline'], env);
  expect(stdout).toContain('The secret store is on the keychain (');
});
