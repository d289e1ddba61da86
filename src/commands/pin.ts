// `pin`: a role that stands before all others in the picker, where Alt and its number go to it.
import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { maxPins, pinNumber, withPin } from '../domain/history.ts';
import { roleKey } from '../domain/role.ts';
import type { CommandModule } from './command.ts';
import { addSelectors, chooseRole } from './role-selection.ts';

const help = `
Pins stand first in the picker, in the order of pinning; Alt-1 to Alt-9 go to the first nine. Alt-S there pins the role
under the bar. rolecall history lists the pins, rolecall unpin takes one away.

Examples:
  rolecall pin prod-admin
  rolecall pin --account 111111111111 --role ReadOnlyAccess`;

export const pin: CommandModule = {
  configure: (command) => void addSelectors(command).addHelpText('after', help),
  run: async (host, args, options) => {
    const { role } = await chooseRole(host, { args, options, action: undefined, isGuarded: false });
    const key = roleKey(role);
    const history = await (await host.services.history()).change((before) => withPin(before, key));
    const number = pinNumber(history, key);
    if (number === undefined)
      throw new UserError(`There are ${maxPins} pins already.`, {
        hint: 'Take one away with: rolecall unpin',
      });
    host.stderr.write(`${role.profile} is pin ${number}.\n`);
    return exitCodes.ok;
  },
};
