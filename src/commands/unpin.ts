// `unpin`: by number, or by words that match exactly one of the pinned roles.
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { withoutPin } from '../domain/history.ts';
import { roleKey } from '../domain/role.ts';
import { findRoles } from '../domain/select-roles.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { CommandModule } from './command.ts';

const help = `
A pin whose role is gone has its number left: rolecall history shows all pins with their numbers.

Examples:
  rolecall unpin 2
  rolecall unpin prod-admin
  rolecall unpin --all`;

const whereToLook = { hint: 'See the pins with: rolecall history' };

/** The key of the pin that is meant. Errors: UserError where it is none, or one of several. */
const pinOf = async (host: Host, words: readonly string[], pins: readonly string[]): Promise<string> => {
  const query = words.join(' ');
  const { roles } = await loadRoles(host.services);
  const numbered = /^\d{1,3}$/.test(query) ? pins[Number(query) - 1] : undefined;
  if (numbered !== undefined) return numbered;
  const found = findRoles(
    roles.filter((role) => pins.includes(roleKey(role))),
    { query },
  );
  const [only] = found;
  if (only === undefined) throw new UserError('No pinned role matches.', whereToLook);
  if (found.length === 1) return roleKey(only);
  throw new UserError(`${found.length} pinned roles match. Say more, or the number of one:`, {
    hint: found.map((role) => `  ${pins.indexOf(roleKey(role)) + 1}  ${role.profile}`).join('\n'),
  });
};

export const unpin: CommandModule = {
  configure: (command) =>
    void command
      .argument('[pin...]', 'number of a pin, or words that match exactly one')
      .option('--all', 'take away all pins')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const isAll = options['all'] === true;
    if (isAll === args.length > 0) throw new UsageError('Which pin?', 'Give its number, words, or --all.');
    const store = await host.services.history();
    const { pins } = await store.load();
    const gone = isAll ? pins : [await pinOf(host, args, pins)];
    await store.change((history) => gone.reduce(withoutPin, history));
    host.stderr.write(gone.length === 1 ? 'No longer pinned.\n' : `${gone.length} pins were taken away.\n`);
    return exitCodes.ok;
  },
};
