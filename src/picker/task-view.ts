// A task while it runs, in the header; and what of it could not be done, a role a line.
import { counted, grouped } from './counted.ts';
import { layoutOf } from './layout.ts';
import { accent, key, type Line, muted, plain, strong } from './line.ts';
import { spinner } from './spinner.ts';
import type { PickerState } from './state.ts';
import { type TaskReport, taskWords } from './task.ts';
import { cutEnd, padEnd, shorten, wrapWords } from './text-width.ts';

/** `opening consoles 3 of 8`; nothing while no task runs. */
export const taskProgress = ({ task, now }: PickerState): Line => {
  if (task === undefined) return [];
  const { roles, done } = task;
  const count = roles.length > 1 ? ` ${grouped(done)} of ${grouped(roles.length)}` : '';
  return [accent(spinner(now)), muted(` ${taskWords[task.task.id]}${count}`)];
};

/** Lines around the failures: title, blank, the line that tells of more, hint, blank, keys. */
const framing = 6;

/** What was done, in at most two lines. */
const sentence = (state: PickerState): readonly string[] => {
  const width = layoutOf(state).width - 2;
  const [first = '', ...rest] = wrapWords(state.taskReport?.report.text ?? '', width);
  return rest.length === 0 ? [first] : [first, cutEnd(rest.join(' '), width)];
};

/** Failures that fit on the screen. */
export const reportRoom = (state: PickerState): number =>
  Math.max(1, layoutOf(state).bodyHeight + 1 - framing - sentence(state).length);

type Failed = TaskReport['failures'][number];

/** One has the room for all that is said of it. */
const wholeFailure = ({ role, failure }: Failed, width: number): readonly Line[] => [
  [strong(shorten(role.profile, width))],
  ...wrapWords(failure.message, width).map((text): Line => [plain(text)]),
  ...(failure.hint?.split('\n') ?? [])
    .flatMap((text) => wrapWords(text, width))
    .map((text): Line => [muted(text)]),
];

const failureLine = ({ role, failure }: Failed, width: number): Line => {
  const nameWidth = Math.min(36, Math.max(12, Math.floor(width / 3)));
  return [
    strong(padEnd(shorten(role.profile, nameWidth), nameWidth)),
    plain('  '),
    plain(cutEnd(failure.message, width - nameWidth - 2)),
  ];
};

const severalFailures = (
  failures: readonly Failed[],
  at: { scroll: number; room: number; width: number },
) => {
  const { scroll, room, width } = at;
  const shown = failures.slice(scroll, scroll + room);
  const below = failures.length - scroll - shown.length;
  const hints = [...new Set(failures.flatMap(({ failure }) => failure.hint?.split('\n') ?? []))];
  return [
    ...shown.map((failed) => failureLine(failed, width)),
    ...(below > 0 ? [[muted(`${below} more below`)]] : []),
    ...hints.slice(0, 1).map((hint): Line => [muted(cutEnd(hint, width))]),
  ];
};

export const taskReportLines = (state: PickerState): readonly Line[] => {
  if (state.taskReport === undefined) return [];
  const { report, scroll } = state.taskReport;
  const width = layoutOf(state).width - 2;
  const room = reportRoom(state);
  const [only, ...others] = report.failures;
  return [
    [{ text: `That failed for ${counted(report.failures.length, 'role')}`, tone: 'critical' }],
    ...sentence(state).map((text): Line => [muted(text)]),
    [],
    // Without a line that tells of more, and with the hint's.
    ...(only !== undefined && others.length === 0
      ? wholeFailure(only, width).slice(0, room + 2)
      : severalFailures(report.failures, { scroll, room, width })),
    [],
    [key('Esc'), plain('  back to the list')],
  ];
};
