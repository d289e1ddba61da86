// Callers of the built program as SDKs are: processes of their own, many at once, and the state that they find.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openSecretStore } from '../../src/adapters/secret-store/open-secret-store.ts';
import type { SecretStore } from '../../src/ports/secret-store.ts';
import { masterKey, type Program, spawnOwn } from '../support/program.ts';
import { terminalEnv } from '../support/terminal.ts';
import { expireRecords } from './expire-records.ts';

export type Ended = {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** ms from start to end */
  readonly took: number;
};

export type Caller = { readonly ended: Promise<Ended>; readonly kill: () => void };

export const processArgs = (accountId: string, roleName: string): readonly string[] => [
  'process',
  '--instance',
  'acme',
  '--arn',
  `${accountId}:${roleName}`,
];

/** Starts the program; its stdin stays open and empty, as under an SDK that never writes to it. */
export const call = (
  program: Program,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Caller => {
  const startedAt = performance.now();
  const child = spawnOwn(args, { env: terminalEnv({ ...program.env, ...env }) });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => {
    output.stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    output.stderr += data.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      program.said(`stderr of ${args.join(' ')}`, output.stderr);
      resolve({ status, ...output, took: performance.now() - startedAt });
    });
  });
  return { ended, kill: () => void child.kill('SIGKILL') };
};

/** What as many empty Node processes take together (ms). */
export const floor = async (count: number): Promise<number> => {
  const startedAt = performance.now();
  const one = (): Promise<unknown> =>
    new Promise((resolve) => spawn(process.execPath, ['-e', '0']).on('close', resolve));
  await Promise.all(Array.from({ length: count }, one));
  return performance.now() - startedAt;
};

export const storeOf = (program: Program): SecretStore =>
  openSecretStore({
    directory: join(program.home, 'rolecall', 'state', 'secrets'),
    config: { backend: 'auto', passphraseCommand: undefined },
    env: { ROLECALL_MASTER_KEY: masterKey },
    platform: process.platform,
  });

export const expireHere = (program: Program): Promise<void> => expireRecords(storeOf(program));

export const keyIdOf = ({ stdout }: Ended): string => JSON.parse(stdout).AccessKeyId;
