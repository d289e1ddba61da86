// An action on a role that was picked: the command of that name, told exactly which role.
import type { ActionId } from '../domain/action.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Role } from '../domain/role.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';

const exactly = (role: Role): Options => ({
  instance: role.instance,
  account: role.accountId,
  role: role.roleName,
});

const byAction: Readonly<Record<ActionId, (host: Host, role: Role) => Promise<number>>> = {
  export: async (host, role) => (await import('./env.ts')).env.run(host, [], exactly(role)),
  exec: async (host, role) => (await import('./exec.ts')).exec.run(host, [], exactly(role)),
  console: async (host, role) => (await import('./console.ts')).console.run(host, [], exactly(role)),
  profile: async (host, role) => (await import('./profiles.ts')).writeOneProfile(host, role),
  print: async (host, role) => {
    host.stdout.write(`${role.profile}\n`);
    return exitCodes.ok;
  },
  // The picker copies without leaving the screen.
  copy: async () => exitCodes.ok,
};

const commandOf: Readonly<Record<ActionId, string>> = {
  export: 'env',
  exec: 'exec',
  console: 'console',
  profile: 'profiles',
  copy: 'pick',
  print: 'pick',
};

/** Answers the exit code. Errors: as the command's. */
export const carryOut = async (host: Host, action: ActionId, role: Role): Promise<number> => {
  (await host.services.audit()).began(commandOf[action]);
  return byAction[action](host, role);
};
