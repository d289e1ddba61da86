// The product's own emulator as a child, so that signing in and the first fetch are real and nothing leaves the machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Answers `{ startUrl, region, env, close }`. `organisation` is the path of a YAML (or JSON) file. */
export const startEmulator = async ({ cli, organisation, env }) => {
  const args = [cli, 'emulator', '--org', organisation, '--auto-approve', '--role-ttl', '43200'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => text),
    exited.then(([code]) => {
      throw new Error(`the emulator ended with ${code} before it listened`);
    }),
  ]);
  const { start_url: startUrl, region, env: own } = JSON.parse(line);
  return {
    startUrl,
    region,
    env: own,
    close: async () => {
      child.kill();
      await exited;
    },
  };
};
