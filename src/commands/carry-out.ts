// An action on a role that was picked: the command of that name, told exactly which role. Whether the
// picker's guard was passed for it has to be said: else the command asks.
import type { ActionId } from '../domain/action.ts';
import { type CommandPicked, OtherActionPicked } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Role } from '../domain/role.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { confirmedInPicker } from './pass-guard.ts';

export type PickedRole = {
  readonly role: Role;
  /** Picked on the picker's screens, whose guard was passed. */
  readonly isConfirmed: boolean;
  /** What `--confirm` said. */
  readonly confirm?: Options[string];
};

const exactly = ({ role, isConfirmed, confirm }: PickedRole): Options => ({
  instance: role.instance,
  account: role.accountId,
  role: role.roleName,
  confirm,
  [confirmedInPicker]: isConfirmed,
});

const byAction: Readonly<Record<ActionId, (host: Host, picked: PickedRole) => Promise<number>>> = {
  export: async (host, picked) => (await import('./env.ts')).env.run(host, [], exactly(picked)),
  exec: async (host, picked) => (await import('./exec.ts')).exec.run(host, [], exactly(picked)),
  console: async (host, picked) => (await import('./console.ts')).console.run(host, [], exactly(picked)),
  profile: async (host, { role }) => (await import('./profiles.ts')).writeOneProfile(host, role),
  print: async (host, { role }) => {
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
export const carryOut = async (host: Host, action: ActionId, picked: PickedRole): Promise<number> => {
  (await host.services.audit()).began(commandOf[action]);
  return byAction[action](host, picked);
};

/** What was picked in place of the one role that a command asked for. Answers the exit code. Errors: as the command's. */
export const carryOutPicked = async (
  host: Host,
  picked: OtherActionPicked | CommandPicked,
): Promise<number> => {
  if (picked instanceof OtherActionPicked)
    return carryOut(host, picked.action, { role: picked.role, isConfirmed: true });
  (await host.services.audit()).began('each');
  return (await import('./each.ts')).runInShell(host, picked);
};
