// What is known of the selected role, and what Enter will do with it: as much as fits beside the list, or below it.
import { type Role, roleKey } from '../../domain/role.ts';
import { roleText } from '../columns.ts';
import { failureLine, failureLines, failureOfRole } from '../last-failure-view.ts';
import { type Line, muted, plain, strong } from '../line.ts';
import type { PickerState } from '../state.ts';
import { cutEnd, shorten, textWidth } from '../text-width.ts';
import { lifeSegments } from './clocks.ts';
import { factLines, groupedAccountId } from './facts.ts';
import { goneBelow, goneLines } from './gone-lines.ts';
import { siblingLines } from './siblings.ts';
import { tagLines } from './tags.ts';
import { promiseLines } from './will-do.ts';

/** Marked roles are taken instead of the one under the bar. */
const isTarget = (state: PickerState, role: Role): boolean =>
  state.marks.roles.size === 0 || (state.marks.roles.size === 1 && state.marks.roles.has(roleKey(role)));

// Below this the pane holds little more than the facts.
const tallFrom = 14;

/** The pane at the right, at most `height` lines; what matters least is last. */
export const detailLines = (
  state: PickerState,
  role: Role,
  size: { width: number; height: number },
): readonly Line[] => {
  const { width, height } = size;
  if (role.gone) return goneLines(state, role, width).slice(0, height);
  const failure = failureOfRole(state, role);
  const isTall = height >= tallFrom;
  const head: Line[] = [
    [strong(shorten(roleText(role), width))],
    [muted('in '), plain(shorten(role.accountName, width - 3))],
    isTall || failure === undefined ? [] : failureLine(failure, state.now, width),
    ...factLines(state, role, width),
  ];
  if (isTall && failure !== undefined)
    head.push(...failureLines(failure, state.now, { width, height: height - head.length }));
  const parts = [
    tagLines(state, role, width),
    ...(isTarget(state, role) ? [promiseLines(state, role, width)] : []),
    siblingLines(role, { roles: state.catalog.roles, width, most: 12 }),
  ];
  const lines = [...head];
  for (const part of parts) if (lines.length + part.length <= height) lines.push(...part);
  return lines.slice(0, height);
};

/** The lines under the list where there is no pane: `height` of them, or fewer. */
export const belowLines = (
  state: PickerState,
  role: Role,
  size: { width: number; height: number },
): readonly Line[] => {
  const { width, height } = size;
  if (height === 0) return [];
  if (height > 3)
    return [
      [],
      ...detailLines(state, role, { width: width - 1, height: height - 1 }).map((line) => [
        plain(' '),
        ...line,
      ]),
    ];
  if (role.gone) return [[], ...goneBelow(state, role, width)];
  const tags = Object.entries(role.tags).map(([name, value]) => `${name}:${value}`);
  const failure = failureOfRole(state, role);
  const life = lifeSegments(state, role);
  const lifeWidth = life.reduce((sum, { text }) => sum + textWidth(text), 0);
  const account = shorten(role.accountName, Math.floor(width / 2));
  const where = [groupedAccountId(role.accountId), role.region ?? '', role.email].filter(
    (text) => text !== '',
  );
  return [
    [],
    [plain(' '), strong(account), muted(cutEnd(`   ${where.join('   ')}`, width - textWidth(account) - 2))],
    failure === undefined
      ? [plain(' '), ...life, muted(cutEnd(`   ${tags.join(' ')}`, width - 24))]
      : [plain(' '), ...life, plain('   '), ...failureLine(failure, state.now, width - 5 - lifeWidth)],
  ];
};
