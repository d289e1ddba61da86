// The column of the guard's words. It stands beside the role whenever there are rules, and gives way to nothing.
import type { GuardRule } from '../domain/guard.ts';
import { type Column, columnGap } from './columns.ts';
import { roomFor } from './text-width.ts';

const title = 'Guard';
const byDefault = 'guarded';

const widthFor = (rules: readonly GuardRule[]): number =>
  rules
    .filter(({ word, confirm }) => word !== undefined || confirm !== 'none')
    .reduce((width, { word = byDefault }) => Math.max(width, roomFor(word)), title.length);

/** Cells that the column takes from the others; 0 where there are no rules. */
export const guardRoom = (rules: readonly GuardRule[]): number =>
  rules.length === 0 ? 0 : widthFor(rules) + columnGap;

export const withGuardColumn = (
  columns: readonly Column[],
  rules: readonly GuardRule[],
): readonly Column[] => {
  if (rules.length === 0) return columns;
  const at = columns.findIndex(({ id }) => id === 'role') + 1;
  return [...columns.slice(0, at), { id: 'guard', title, width: widthFor(rules) }, ...columns.slice(at)];
};
