// The store's directory and files belong to one person: a symlink or another owner is refused, looser modes of our
// own are mended (security.md R6, R28). Windows has neither uid nor modes; there the user's profile protects them.
// Synchronous, because a cached role credential is read on the hot path of `rolecall process`.
import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  type Stats,
} from 'node:fs';
import { SecretStoreFailed } from '../../domain/errors.ts';

const errorCode = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error';

/** An error of node:fs as one that says what could not be done to which file. */
export const fileFailed = (verb: 'read' | 'write' | 'remove', path: string, error: unknown): Error =>
  error instanceof SecretStoreFailed
    ? error
    : new SecretStoreFailed(
        `Could not ${verb} ${path} (${errorCode(error)}).`,
        'Check that the file system is there, has room, and lets you write.',
      );

/** Throws SecretStoreFailed for what is a symlink, of another kind, or another person's. */
export const refuseForeign = (
  path: string,
  stats: Pick<Stats, 'uid' | 'isSymbolicLink' | 'isFile' | 'isDirectory'>,
  expected: { readonly kind: 'file' | 'directory'; readonly uid: number | undefined },
): void => {
  const hint = 'The secret store must be plain files of your own. Remove it, or move it out of the way.';
  if (stats.isSymbolicLink()) throw new SecretStoreFailed(`${path} is a symbolic link.`, hint);
  if (!(expected.kind === 'file' ? stats.isFile() : stats.isDirectory()))
    throw new SecretStoreFailed(`${path} is not a ${expected.kind}.`, hint);
  if (expected.uid !== undefined && stats.uid !== expected.uid)
    throw new SecretStoreFailed(`${path} belongs to another user (uid ${stats.uid}).`, hint);
};

const currentUid = (): number | undefined => process.getuid?.();

const isLoose = (stats: Stats, uid: number | undefined): boolean =>
  uid !== undefined && (stats.mode & 0o077) !== 0;

/** True when the directory is there and fit to use; false when there is none. Errors: SecretStoreFailed. */
export const checkDirectory = (directory: string): boolean => {
  try {
    const stats = lstatSync(directory, { throwIfNoEntry: false });
    if (stats === undefined) return false;
    const uid = currentUid();
    refuseForeign(directory, stats, { kind: 'directory', uid });
    if (isLoose(stats, uid)) chmodSync(directory, 0o700);
    return true;
  } catch (error) {
    throw fileFailed('read', directory, error);
  }
};

/** Makes the directory where there is none. Errors: SecretStoreFailed. */
export const ensureDirectory = (directory: string): void => {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    // EEXIST: something that is no directory has the name; the check says what.
    if (errorCode(error) !== 'EEXIST') throw fileFailed('write', directory, error);
  }
  checkDirectory(directory);
};

/** Throws SecretStoreFailed when `path` holds something that is not a file of our own. Nothing there is fine. */
export const checkFile = (path: string): void => {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats !== undefined) refuseForeign(path, stats, { kind: 'file', uid: currentUid() });
};

/** What `use` makes of the open file; undefined when there is no file. Errors: SecretStoreFailed. */
export const withPrivateFile = <T>(path: string, use: (descriptor: number) => T): T | undefined => {
  let descriptor: number | undefined;
  try {
    // O_NONBLOCK: opening a FIFO must not wait. Neither flag exists on Windows, where they count as 0.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    descriptor = openSync(path, flags);
    const stats = fstatSync(descriptor);
    const uid = currentUid();
    refuseForeign(path, stats, { kind: 'file', uid });
    if (isLoose(stats, uid)) fchmodSync(descriptor, 0o600);
    return use(descriptor);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (errorCode(error) === 'ELOOP') checkFile(path);
    throw fileFailed('read', path, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

/** The whole file; undefined when there is none. Errors: SecretStoreFailed. */
export const readPrivateFile = (path: string): Buffer | undefined =>
  withPrivateFile(path, (descriptor) => readFileSync(descriptor));
