// Waiting for whoever is at a piece of work, without taking part in it: what the quick road does while another process
// renews the credentials that it was asked for. Node's net is loaded here only, since most calls never wait.
import { existsSync } from 'node:fs';
import { hasKernelNames, lockAddress, noncePath } from './lock-address.ts';

export type HeldLock = {
  readonly directory: string;
  readonly platform: NodeJS.Platform;
  readonly name: string;
  /** ms */
  readonly limit: number;
};

/**
 * True once the holder has let go or died; false when nobody holds the lock, when it takes longer than `limit`, and where
 * locks cannot be waited for like this. Never throws.
 */
export const waitForHolder = ({ directory, platform, name, limit }: HeldLock): Promise<boolean> => {
  if (!hasKernelNames(platform) || !existsSync(noncePath(directory))) return Promise.resolve(false);
  const { connect } = process.getBuiltinModule('node:net');
  return new Promise((resolve) => {
    let isHeld = false;
    const socket = connect({ path: lockAddress({ directory, platform }, name) });
    const timer = setTimeout(() => {
      isHeld = false;
      socket.destroy();
    }, limit);
    socket.on('connect', () => {
      isHeld = true;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(isHeld);
    });
    socket.resume();
  });
};
