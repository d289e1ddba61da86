import { UserError } from '../domain/errors.ts';

/** A program that the system does not start, as shells tell it: 127 where there is none, else 126. */
export const cannotStart = (program: string, error: NodeJS.ErrnoException): UserError =>
  error.code === 'ENOENT'
    ? new UserError(`${program}: command not found.`, { exitCode: 127 })
    : new UserError(`${program} could not be started (${error.code ?? error.message}).`, { exitCode: 126 });
