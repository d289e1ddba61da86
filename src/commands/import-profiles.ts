// The line that a profile of the AWS config calls rolecall with.
import { commandString } from '../domain/command-line.ts';
import type { RoleId } from '../domain/role.ts';
import type { Host } from '../host.ts';
import { programWords } from './program-words.ts';

/** Errors: UsageError where the program's path cannot be written so that every SDK reads it alike. */
export const roleCommand = (host: Host): ((role: RoleId) => string) => {
  const program = programWords(host);
  return ({ instance, accountId, roleName }) =>
    commandString(
      [...program, 'process', '--instance', instance, '--arn', `${accountId}:${roleName}`],
      host.platform,
    );
};
