// Replacing a file so that a crash at any moment leaves the old text or the new one, never a part (security.md R6).
// The new text goes to a file of its own in the same directory and is on the disk before it takes the name.
//
// A writer that was killed leaves its temporary file behind. The next writer of the same file removes what is
// older than a minute. Age and not the writer's pid decides, because a shared directory may be seen by processes
// of another container; a writer that really takes longer fails cleanly at its rename.
import { randomBytes } from 'node:crypto';
import { constants, promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const staleAfter = 60_000;

/** Of many parts, one is written after the other. */
type FileText = string | Uint8Array | Iterable<string>;

const temporaryPrefix = (path: string): string => `.${basename(path)}.`;

const isTemporaryOf = (path: string, name: string): boolean =>
  name.startsWith(temporaryPrefix(path)) &&
  /^[0-9a-f]{16}\.tmp$/.test(name.slice(temporaryPrefix(path).length));

const removeStaleTemporaries = async (path: string): Promise<void> => {
  const directory = dirname(path);
  const names = (await fs.readdir(directory)).filter((name) => isTemporaryOf(path, name));
  for (const name of names) {
    const candidate = join(directory, name);
    const stats = await fs.lstat(candidate).catch(() => undefined);
    if (stats !== undefined && Date.now() - stats.mtimeMs > staleAfter)
      await fs.rm(candidate, { force: true });
  }
};

const writeTemporary = async (path: string, data: FileText, mode: number): Promise<void> => {
  // O_NOFOLLOW does not exist on Windows, where it counts as 0.
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);
  const file = await fs.open(path, flags, mode);
  try {
    await file.chmod(mode); // The mode given to open is cut by the umask.
    await fs.writeFile(file, data);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Makes a rename or a removal in the directory last. Some systems cannot open or sync a directory. */
export const syncDirectory = async (directory: string): Promise<void> => {
  const handle = await fs.open(directory, constants.O_RDONLY).catch(() => undefined);
  if (handle === undefined) return;
  try {
    await handle.sync().catch(() => undefined);
  } finally {
    await handle.close();
  }
};

const withTemporary = async (
  path: string,
  data: FileText,
  options: { readonly mode: number; readonly publish: (temporary: string) => Promise<void> },
): Promise<void> => {
  await removeStaleTemporaries(path);
  const temporary = join(dirname(path), `${temporaryPrefix(path)}${randomBytes(8).toString('hex')}.tmp`);
  try {
    await writeTemporary(temporary, data, options.mode);
    await options.publish(temporary);
  } finally {
    await fs.rm(temporary, { force: true });
  }
  await syncDirectory(dirname(path));
};

export type AtomicWriteOptions = {
  readonly mode: number;
  /** The last moment: the new text is on the disk as `temporary`. What it throws leaves the old file as it is. */
  readonly beforeRename?: (temporary: string) => Promise<void>;
};

/**
 * Replaces (or makes) the file at `path` in a directory that exists. The result has exactly `mode`, whatever the
 * old file had and the umask says. A symlink at `path` is replaced, not followed. Errors: those of node:fs and of
 * `beforeRename`; the old file is then as it was.
 */
export const writeFileAtomic = (
  path: string,
  data: FileText,
  { mode, beforeRename }: AtomicWriteOptions,
): Promise<void> =>
  withTemporary(path, data, {
    mode,
    publish: async (temporary) => {
      await beforeRename?.(temporary);
      await fs.rename(temporary, path);
    },
  });

/**
 * Makes the file at `path` whole, or answers false and leaves it alone when there is one already: of several
 * processes that do this at once, exactly one is answered true.
 */
export const createFileAtomic = async (
  path: string,
  data: FileText,
  { mode }: { readonly mode: number },
): Promise<boolean> => {
  try {
    await withTemporary(path, data, { mode, publish: (temporary) => fs.link(temporary, path) });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};
