// The screens of the guard: which role it is, what is to be typed or said, and what else there is.
import { actionVerb } from './action-menu.ts';
import type { GuardScreen } from './guard-screen.ts';
import { accent, key, type Line, muted, plain, strong } from './line.ts';
import { paragraph, type Room } from './paragraph.ts';
import { cutEnd, padEnd, shorten, textWidth, wrapWords } from './text-width.ts';

export type GuardView = {
  readonly lines: readonly Line[];
  /** Where the cursor stands in these lines; undefined where nothing is typed. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
};

const mostRoles = 6;

const headLines = ({ confirmation }: GuardScreen, { width, height }: Room): readonly Line[] => {
  const { roles } = confirmation;
  const most = Math.max(1, Math.min(mostRoles, height - 6));
  const shown = roles.slice(0, most);
  const wordWidth = Math.max(0, ...shown.map(({ guard }) => textWidth(guard.word)));
  const lines = shown.map(({ role, guard }): Line => {
    const room = width - wordWidth - 2;
    return [
      { text: padEnd(guard.word, wordWidth), tone: guard.tone },
      plain('  '),
      strong(shorten(`${role.roleName} in ${role.accountName}`, room)),
    ];
  });
  return roles.length > most ? [...lines, [muted(`and ${roles.length - most} more`)]] : lines;
};

const prompt = '> ';

const inputLine = ({ typed }: GuardScreen, width: number): { readonly line: Line; readonly x: number } => {
  const room = Math.max(4, width - prompt.length - 2);
  const before = typed.text.slice(0, typed.cursor);
  const start = textWidth(before) <= room - 1 ? before : `…${before.slice(-Math.floor(room / 2))}`;
  const shown = cutEnd(start + typed.text.slice(typed.cursor), room);
  return { line: [accent(prompt), strong(shown)], x: prompt.length + textWidth(start) };
};

/** A name that does not fit is cut, and the other answer (an account's id) is still whole. */
const answerLines = ({ confirmation }: GuardScreen, { width, height }: Room): readonly Line[] => {
  const [first = '', second] = confirmation.answers;
  const room = width - 2;
  const wrapped = wrapWords(first, room);
  const lines = wrapped.length <= Math.max(1, height - 8) ? wrapped : [shorten(first, room)];
  const last = lines.at(-1) ?? '';
  const other = second === undefined || second === first ? '' : `  or  ${second}`;
  const fits = textWidth(last) + textWidth(other) <= room;
  const shown = fits ? [...lines.slice(0, -1), last] : lines;
  return [
    ...shown.map((text, index): Line => {
      const isLast = index === shown.length - 1;
      return [plain('  '), strong(text), ...(isLast && fits && other !== '' ? [muted(other)] : [])];
    }),
    ...(fits || other === '' ? [] : [[plain('  '), muted(other.trim())] satisfies Line]),
  ];
};

const press = (name: string, what: string): Line => [key(padEnd(name, 6)), plain(`  ${what}`)];

export type GuardLook = {
  readonly guard: GuardScreen;
  /** The key that takes the lesser role, `Ctrl-R`; undefined where it has none. */
  readonly lesserKey: string | undefined;
};

const doing = ({ next }: GuardScreen): string => (next.kind === 'action' ? actionVerb[next.action] : 'go on');

const feet = ({ guard, lesserKey }: GuardLook, width: number): readonly Line[] => {
  const { sibling, confirmation } = guard;
  const yes = confirmation.kind === 'type' ? press('Enter', doing(guard)) : press('y', doing(guard));
  const no = confirmation.kind === 'type' ? press('Esc', 'back') : press('n', 'back');
  if (sibling === undefined || lesserKey === undefined) return [yes, no];
  return [
    yes,
    press(lesserKey, shorten(`take ${sibling.roleName} instead, which can do less`, width - 8)),
    no,
  ];
};

const fitted = (lines: readonly Line[], height: number): readonly Line[] =>
  lines.length <= height ? lines : lines.filter((line) => line.length > 0).slice(0, height);

const yesView = (look: GuardLook, room: Room): GuardView => {
  const { guard } = look;
  const isOne = guard.confirmation.roles.length === 1;
  const lines = [
    ...headLines(guard, room),
    [],
    ...paragraph(isOne ? 'This role is guarded. Use it?' : 'These roles are guarded. Use them?', room.width),
    [],
    ...feet(look, room.width),
  ];
  return { lines: fitted(lines, room.height), cursor: undefined };
};

const typeView = (look: GuardLook, room: Room): GuardView => {
  const { guard } = look;
  const { line, x } = inputLine(guard, room.width);
  const { confirmation, isWrong } = guard;
  const ask = `${isWrong ? 'That is not it. Case counts. ' : ''}Type ${confirmation.what}:`;
  const lines = [
    ...headLines(guard, room),
    [],
    ...paragraph(ask, room.width, isWrong ? 'warning' : 'plain'),
    ...answerLines(guard, room),
    [],
    line,
    [],
    ...feet(look, room.width),
  ];
  const shown = fitted(lines, room.height);
  const y = shown.indexOf(line);
  return { lines: shown, cursor: y < 0 ? undefined : { x, y } };
};

export const guardView = (look: GuardLook, room: Room): GuardView =>
  look.guard.confirmation.kind === 'type' ? typeView(look, room) : yesView(look, room);
