// The question of a step, or the work that has the screen to itself, as lines.
import { discoveryLines } from '../picker/discovery-view.ts';
import { lineWidth, spinner } from '../picker/header-view.ts';
import { accent, emptyLine, faint, type Line, muted, plain, type Segment, strong } from '../picker/line.ts';
import { type PanelLine, still } from '../picker/panel-line.ts';
import { paragraph } from '../picker/paragraph.ts';
import { signInLines } from '../picker/sign-in-view.ts';
import { cutEnd, padEnd, shorten, textWidth } from '../picker/text-width.ts';
import { belowOf } from './below.ts';
import { contentIndent, type SetupLayout } from './layout.ts';
import { suggestedName } from './name-answer.ts';
import type { Option } from './option.ts';
import { chosenId, optionsOf } from './options.ts';
import { type Packed, pack } from './pack.ts';
import { questionOf } from './question.ts';
import type { SetupState } from './state.ts';
import { type InputStep, isInputStep } from './step-id.ts';
import { failureOfStep, verdictOf } from './verdict.ts';

const fill = (line: Line, width: number): Line => [
  ...line,
  plain(' '.repeat(Math.max(0, width - lineWidth(line)))),
];

/** What stands last gives way. */
const fitting = (line: Line, width: number): Line => {
  if (lineWidth(line) <= width) return line;
  const fit: Segment[] = [];
  let left = width;
  for (const { text, tone } of line) {
    const shown = cutEnd(text, left);
    if (shown !== '') fit.push({ text: shown, tone });
    left -= textWidth(shown);
    if (shown !== text) break;
  }
  return fit;
};

const indented = (line: Line): Line =>
  line.length === 0 ? line : [plain(' '.repeat(contentIndent)), ...line];

const longestLabel = (options: readonly Option[], width: number): number =>
  Math.min(Math.floor(width * 0.75), Math.max(0, ...options.map(({ label }) => textWidth(label))));

const optionLine = (
  option: Option,
  isSelected: boolean,
  { labelWidth, width }: { labelWidth: number; width: number },
): Line => {
  const { label, detail, note } = option;
  const told = note === undefined ? detail : `${detail}, ${note}`;
  const room = Math.max(0, width - contentIndent - labelWidth - 3);
  return fill(
    [
      accent(isSelected ? ' ▌ ' : '   '),
      plain(padEnd(shorten(label, labelWidth), labelWidth)),
      muted(room > 3 ? `  ${cutEnd(told, room)}` : ''),
    ],
    width,
  );
};

type Rows = { readonly rows: readonly PanelLine[]; readonly at: number };

const optionRows = (state: SetupState, width: number): Rows => {
  const options = optionsOf(state);
  const chosen = chosenId(state);
  const labelWidth = longestLabel(options, width);
  const rows: PanelLine[] = [];
  let at = 0;
  for (const [index, option] of options.entries()) {
    if (option.heading !== undefined && option.heading !== '') {
      if (rows.length > 0) rows.push(still(emptyLine));
      rows.push(still([faint(`   ${option.heading}`)]));
    }
    const isSelected = option.id === chosen;
    if (isSelected) at = rows.length;
    rows.push({
      isSelected,
      line: optionLine(option, isSelected, { labelWidth, width }),
      target: { kind: 'option', row: index },
    });
  }
  return { rows, at };
};

/** The end of a text that fits in `width` cells. */
const endOf = (text: string, width: number): string => {
  let end = '';
  for (const point of [...text].reverse()) {
    if (textWidth(point + end) > width) break;
    end = point + end;
  }
  return end;
};

const prompt = ' > ';

/** What stands in an empty line: the form of an answer, or the answer that Enter takes. */
const placeholderOf = (state: SetupState, step: InputStep): string =>
  ({
    url: 'https://acme.awsapps.com/start',
    region: 'Type to filter',
    'default-region': 'Type to filter',
    name: suggestedName(state),
    template: '{{ account_name | slug }}-{{ role_name }}',
  })[step];

/** What of the typed text is on the screen, and the cursor's column. */
const inputView = (
  state: SetupState,
  width: number,
): { readonly line: Line; readonly cursor: number } | undefined => {
  if (!isInputStep(state.step)) return undefined;
  const { text, cursor } = state.inputs[state.step];
  const room = width - prompt.length - 2;
  if (text === '')
    return {
      line: [accent(prompt), faint(cutEnd(placeholderOf(state, state.step), room))],
      cursor: prompt.length,
    };
  const before = text.slice(0, cursor);
  const isCut = textWidth(before) > room - 1;
  const shownBefore = isCut ? `…${endOf(before, room - 2)}` : before;
  const shown = cutEnd(shownBefore + text.slice(cursor), room);
  return { line: [accent(prompt), strong(shown)], cursor: prompt.length + textWidth(shownBefore) };
};

const busyTexts: Readonly<Record<string, string>> = {
  'check-url': 'Asking where it leads',
  plan: 'Reading config.yaml',
  'plan-removal': 'Reading config.yaml',
  write: 'Writing',
  remove: 'Removing it, and ending its session',
};

const busyLine = ({ task, now }: SetupState): readonly Line[] => {
  const text = task === undefined ? undefined : busyTexts[task.kind];
  return text === undefined ? [] : [[accent(`${spinner(now)} `), muted(text)]];
};

/** Work that has the screen to itself. */
const workLines = (state: SetupState, layout: SetupLayout): readonly Line[] | undefined => {
  const { task, answers, now } = state;
  const width = Math.min(72, layout.textWidth);
  if (task?.kind === 'sign-in') {
    const shown = { instance: answers.name, progress: task.signIn, now, purpose: [] };
    return signInLines(shown, { width, height: layout.bodyHeight });
  }
  if (task?.kind === 'discover') return discoveryLines({ progress: task.discovery, now, width });
  return undefined;
};

export const contentView = (state: SetupState, layout: SetupLayout): Packed & { readonly cursor: number } => {
  const work = workLines(state, layout);
  if (work !== undefined)
    return {
      lines: work.slice(0, layout.bodyHeight).map((line) => still(indented(fitting(line, layout.textWidth)))),
      inputRow: undefined,
      cursor: 0,
    };
  const width = layout.textWidth;
  const { title, intro } = questionOf(state);
  const input = inputView(state, layout.contentWidth);
  const { rows, at } = optionRows(state, layout.contentWidth - 1);
  const below = belowOf(state, width);
  const placed = (line: Line): Line => indented(fitting(line, width));
  const packed = pack(
    {
      title: placed([strong(title)]),
      intro: paragraph(intro, Math.min(width, 90), 'muted').map(placed),
      input: input?.line,
      verdict: [...verdictOf(state), ...busyLine(state), ...failureOfStep(state, width)].map(placed),
      rows,
      at,
      below: below && { wanted: below.wanted, lines: (height) => below.lines(height).map(placed) },
    },
    layout.bodyHeight,
  );
  return { ...packed, cursor: input?.cursor ?? 0 };
};
