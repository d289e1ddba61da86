// All that is known of the selected role, over the whole screen: nothing cut, scrolled where it does not fit.
import type { Role } from '../../domain/role.ts';
import { roleText } from '../columns.ts';
import { failureLines, failureOfRole } from '../last-failure-view.ts';
import { type Line, muted, plain, strong } from '../line.ts';
import { scrolled } from '../scrolled.ts';
import { selectedRole } from '../selection.ts';
import type { PickerState } from '../state.ts';
import { shorten } from '../text-width.ts';
import { wholeFactLines } from './facts.ts';
import { goneLines } from './gone-lines.ts';
import { siblingLines } from './siblings.ts';
import { wholeTagLines } from './tags.ts';
import { wholePromiseLines } from './will-do.ts';

const widest = 110;

const linesOf = (state: PickerState, role: Role): readonly Line[] => {
  const width = Math.min(widest, state.size.columns - 2);
  if (role.gone)
    return goneLines(state, role, width).map((line) => (line.length === 0 ? line : [plain(' '), ...line]));
  const failure = failureOfRole(state, role);
  return [
    [
      strong(shorten(roleText(role), Math.floor(width / 2))),
      muted(shorten(` in ${role.accountName}`, Math.floor(width / 2))),
    ],
    [],
    ...wholeFactLines(state, role, width),
    ...(failure === undefined ? [] : failureLines(failure, state.now, { width, height: 100 })),
    ...wholeTagLines(state, role, width),
    ...siblingLines(role, { roles: state.catalog.roles, width, most: 500 }),
    ...wholePromiseLines(state, role, width),
  ].map((line) => (line.length === 0 ? line : [plain(' '), ...line]));
};

const allLines = (state: PickerState): readonly Line[] => {
  const role = selectedRole(state);
  return role === undefined ? [[muted(' No role is selected.')]] : linesOf(state, role);
};

export const detailHeight = (state: PickerState): number => allLines(state).length;

export const detailPanelLines = (state: PickerState, height: number): readonly Line[] =>
  scrolled(allLines(state), state.panel?.kind === 'detail' ? state.panel.scroll : 0, height);
