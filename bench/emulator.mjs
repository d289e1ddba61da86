// The product's own emulator as a child, so that signing in and the first fetch are real and nothing leaves the machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Answers `{ startUrl, region, env, operations, forgetRequests, close }`: `operations` are the names of what it was asked. */
export const startEmulator = async ({ cli, args, env }) => {
  const argv = [cli, 'emulator', '--auto-approve', ...args];
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => text),
    exited.then(([code]) => {
      throw new Error(`the emulator ended with ${code} before it listened`);
    }),
  ]);
  const { url, start_url: startUrl, region, env: own } = JSON.parse(line);
  const log = `${url}/_emulator/requests`;
  return {
    startUrl,
    region,
    env: own,
    operations: async () => {
      const { requests } = await (await fetch(log)).json();
      return requests.map(({ operation }) => operation);
    },
    forgetRequests: async () => void (await fetch(log, { method: 'DELETE' })),
    close: async () => {
      child.kill();
      await exited;
    },
  };
};
