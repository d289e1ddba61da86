// Moving the bar, in whatever is open.
import { type Binding, withRows } from '../binding.ts';

type Options = Pick<Binding, 'name' | 'keys'>;

const move = (by: number, unit: 'row' | 'page' | 'all', options: Options): Binding => {
  const way = by < 0 ? 'up' : 'down';
  const help = unit === 'all' ? `Go to the ${by < 0 ? 'first' : 'last'} row` : `Move ${way} one ${unit}`;
  return { ...options, event: { kind: 'moved', by, unit }, help, group: 'Move', on: withRows };
};

export const moveBindings: readonly Binding[] = [
  move(-1, 'row', { name: 'move-up', keys: ['up', 'ctrl+k'] }),
  move(1, 'row', { name: 'move-down', keys: ['down', 'ctrl+j', 'ctrl+n'] }),
  move(-1, 'page', { name: 'page-up', keys: ['pageup', 'ctrl+b'] }),
  move(1, 'page', { name: 'page-down', keys: ['pagedown', 'ctrl+f'] }),
  move(-1, 'all', { name: 'move-first', keys: ['home'] }),
  move(1, 'all', { name: 'move-last', keys: ['end'] }),
];
