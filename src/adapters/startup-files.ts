import { promises as fs } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { StartupFiles } from '../ports/startup-files.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { cannotWrite } from './cannot-write.ts';

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

const read = async (path: string): Promise<string | undefined> => {
  try {
    const stats = await fs.stat(path);
    if (!stats.isFile())
      throw new UserError(`${path} is not a file.`, { hint: 'Nothing was changed. Move it away first.' });
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await fs.readFile(path));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (error instanceof UserError) throw error;
    const reason = error instanceof TypeError ? 'it is not UTF-8 text' : (codeOf(error) ?? 'unknown error');
    throw new UserError(`${path} cannot be read: ${reason}.`, { hint: 'Nothing was changed.', cause: error });
  }
};

/** Where a link leads, also when nothing is there yet. */
const targetOf = async (path: string): Promise<string> => {
  try {
    return await fs.realpath(path);
  } catch {
    const link = await fs.readlink(path).catch(() => undefined);
    if (link === undefined) return path;
    throw new UserError(`${path} is a link to ${link}, which is not there.`, {
      hint: 'Nothing was changed. Make that file, or remove the link.',
    });
  }
};

const modeOf = async (path: string): Promise<number> => {
  const stats = await fs.stat(path).catch(() => undefined);
  return stats === undefined ? 0o644 : stats.mode & 0o777;
};

export const startupFiles: StartupFiles = {
  read,
  write: async (path, { before, after }) => {
    try {
      const target = await targetOf(path);
      const mode = await modeOf(target);
      // Replacing a file asks for no right to write to it, but whoever made it read-only meant something by it.
      if ((mode & 0o222) === 0)
        throw new UserError(`${path} is read-only.`, {
          hint: 'Nothing was changed. Make it writable, or change the file that it is made from.',
        });
      await fs.mkdir(dirname(target), { recursive: true });
      const beforeRename = async (): Promise<void> => {
        if ((await read(path)) === before) return;
        throw new UserError(`${path} was changed by another program in the meantime.`, {
          hint: 'Nothing was changed. Run the command again.',
        });
      };
      await writeFileAtomic(target, after, { mode, beforeRename });
    } catch (error) {
      throw error instanceof UserError ? error : cannotWrite(path, error);
    }
  },
};
