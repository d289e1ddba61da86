import { UserError } from '../domain/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota is used up',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder',
};

/** A file of ours that could not be written; what was there is as it was. */
export const cannotWrite = (path: string, error: unknown): UserError => {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  return new UserError(`${path} cannot be written: ${reasons[code] ?? code}.`, {
    hint: 'Nothing was changed. Check the folder and the disk, then try again.',
    cause: error,
  });
};
