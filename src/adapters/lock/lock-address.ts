// The name in the kernel that stands for a lock. Abstract names are not files: any user could take them, and each network
// namespace has its own. So the name holds a random text from the private directory.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const lockHash = (name: string): string =>
  createHash('sha256').update(name).digest('hex').slice(0, 32);

export const noncePath = (directory: string): string => join(directory, 'lock-nonce');

/** Do kernels of this platform free a name when its holder dies? */
export const hasKernelNames = (platform: NodeJS.Platform): boolean =>
  platform === 'linux' || platform === 'win32';

type Place = { readonly directory: string; readonly platform: NodeJS.Platform };

/** Errors: those of node:fs when the directory has no nonce yet. */
export const lockAddress = ({ directory, platform }: Place, name: string): string => {
  const nonce = readFileSync(noncePath(directory), 'utf8');
  const id = `rolecall-${process.getuid?.() ?? 'user'}-${nonce}-${lockHash(name)}`;
  return platform === 'linux' ? `\0${id}` : `\\\\.\\pipe\\${id}`;
};
