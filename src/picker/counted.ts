import { grouped } from './header-view.ts';

/** `1 role`, `12,345 roles` */
export const counted = (count: number, noun: string): string =>
  `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
