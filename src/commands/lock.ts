import { exitCodes } from '../domain/exit-codes.ts';
import type { CommandModule } from './command.ts';

const help = `
Ends what rolecall unlock began, at once. Programs that run keep what they have read: end them too (rolecall serve,
a picker) to be sure. Tokens and credentials stay in the store, encrypted; rolecall logout wipes them.

Examples:
  rolecall lock`;

export const lock: CommandModule = {
  configure: (command) => void command.addHelpText('after', help),
  run: async (host) => {
    const wasUnlocked = await (await host.services.keyAgent()).lock();
    host.stderr.write(wasUnlocked ? 'Locked.\n' : 'Nothing was unlocked.\n');
    return exitCodes.ok;
  },
};
