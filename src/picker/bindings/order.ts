// Pins, groups and folds.
import { type Binding, withQueryLine, withRole } from '../binding.ts';
import type { OrderChange } from '../event.ts';

type Order = Pick<Binding, 'name' | 'keys' | 'help'>;

const order = (options: Order, change: OrderChange): Binding => ({
  ...options,
  event: { kind: 'order-asked', order: change },
  group: 'Order',
  on: withQueryLine,
});

const jump = (number: number): Binding => {
  const help = number === 1 ? 'Go to pin 1; Alt-2 to Alt-9 go to the others' : `Go to pin ${number}`;
  const options: Order = { name: `pin-${number}`, keys: [`alt+${number}`], help };
  return {
    ...order(options, { kind: 'pin-jumped', number }),
    ...(number > 1 && { isUnlisted: true }),
  };
};

export const orderBindings: readonly Binding[] = [
  {
    ...order(
      { name: 'pin', keys: ['alt+s'], help: 'Pin the role before all others, or no longer' },
      { kind: 'pin-toggled' },
    ),
    on: withRole,
    needsRow: true,
  },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(jump),
  order(
    { name: 'group', keys: ['alt+g'], help: 'Group by account, role, tag, instance, or not at all' },
    { kind: 'grouping-cycled' },
  ),
  order(
    { name: 'fold', keys: ['alt+z'], help: 'Fold or unfold the group under the bar' },
    { kind: 'fold-toggled' },
  ),
  order({ name: 'fold-all', keys: ['alt+0'], help: 'Fold or unfold all groups' }, { kind: 'all-folded' }),
];
