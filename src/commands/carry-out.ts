// An action on a role that was picked: the command of that name, told exactly which role.
import type { ActionId } from '../domain/action.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Role } from '../domain/role.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';

type Carrier = (host: Host, options: Options) => Promise<number>;

const byAction: Readonly<Record<ActionId, Carrier>> = {
  export: async (host, options) => (await import('./env.ts')).env.run(host, [], options),
  exec: async (host, options) => (await import('./exec.ts')).exec.run(host, [], options),
  console: async (host, options) => (await import('./console.ts')).console.run(host, [], options),
  profile: async (host, options) => (await import('./profiles.ts')).profiles.run(host, ['add'], options),
  // The picker copies without leaving the screen.
  copy: async () => exitCodes.ok,
};

/** Answers the exit code. Errors: as the command's. */
export const carryOut = (host: Host, action: ActionId, role: Role): Promise<number> =>
  byAction[action](host, { instance: role.instance, account: role.accountId, role: role.roleName });
