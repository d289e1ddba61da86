import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { callerArn } from '../support/caller-identity.ts';
import { newProgram, spawnOwn } from '../support/program.ts';
import { terminalEnv } from '../support/terminal.ts';

type Ready = { readonly start_url: string; readonly region: string; readonly env: Record<string, string> };

const startEmulatorCommand = (args: readonly string[]): Promise<Ready> => {
  const child = spawnOwn(['emulator', ...args], { env: terminalEnv({}) });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as Ready));
    child.once('exit', (code) => reject(new Error(`the emulator ended with ${code}`)));
  });
};

it('takes 200 accounts from sign-in to a profile that an AWS SDK uses, within AWS’s rate limit', async () => {
  const ready = await startEmulatorCommand([
    '--accounts',
    '200',
    '--roles',
    '5',
    '--auto-approve',
    '--throttle',
    '20',
  ]);
  const program = newProgram(ready.env);
  onTestFinished(program.remove);
  const succeed = async (...args: readonly string[]): Promise<string> => {
    const { status, stdout, stderr } = await program.run(args);
    expect({ args, status, stderr: status === 0 ? '' : stderr }).toEqual({ args, status: 0, stderr: '' });
    return stdout;
  };
  await succeed('setup', '--instance', 'acme', '--start-url', ready.start_url, '--region', ready.region);
  await succeed('login', '--flow', 'device', '--no-browser', '--no-refresh');
  const { instances, failures } = JSON.parse(await succeed('refresh', '--json'));
  expect(failures).toEqual([]);
  expect(instances[0].accounts).toBe(200);
  await succeed('profiles', 'write', '--yes');
  const roles = JSON.parse(await succeed('list', '--json'));
  expect(roles).toHaveLength(instances[0].roles);
  const role = roles[Math.floor(roles.length / 2)];
  expect(await callerArn(role.profile, program.env)).toContain(
    `:sts::${role.account_id}:assumed-role/AWSReservedSSO_${role.role_name}_`,
  );
});
