// Moving the bar, in whatever is open.
import { type Binding, withRows } from '../binding.ts';

const move = (keys: readonly string[], by: number, unit: 'row' | 'page' | 'all'): Binding => {
  const far = { row: 'row', page: 'page', all: 'all the way' }[unit];
  const way = by < 0 ? 'up' : 'down';
  const help = unit === 'all' ? `Go to the ${by < 0 ? 'first' : 'last'} row` : `Move ${way} one ${far}`;
  return { keys, event: { kind: 'moved', by, unit }, help, group: 'Move', on: withRows };
};

export const moveBindings: readonly Binding[] = [
  move(['up', 'ctrl+k'], -1, 'row'),
  move(['down', 'ctrl+j', 'ctrl+n'], 1, 'row'),
  move(['pageup', 'ctrl+b'], -1, 'page'),
  move(['pagedown', 'ctrl+f'], 1, 'page'),
  move(['home'], -1, 'all'),
  move(['end'], 1, 'all'),
];
