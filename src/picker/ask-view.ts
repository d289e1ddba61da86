// The question on the screen: its line to type on, and below it the choices or how to answer.
import { type Ask, askedOf, type Option, optionsOf } from './ask.ts';
import { grouped } from './counted.ts';
import { type InputView, inputView } from './input-view.ts';
import { accent, type Line, muted, plain, strong } from './line.ts';
import { type PanelLine, still } from './panel-line.ts';
import { fill, type PanelSize, windowAround } from './panel-parts.ts';
import type { PickerState } from './state.ts';
import { cutEnd, padEnd, padStart, roomFor, shorten, wrapWords } from './text-width.ts';

/** In place of the query line. */
export const askInputView = (state: PickerState, ask: Ask): InputView => {
  const { prompt, placeholder, answer } = askedOf(ask);
  const count = (): number => optionsOf(state, ask).filter(({ isNote }) => isNote !== true).length;
  const right: Line = answer === undefined ? [strong(`${grouped(count())} `)] : [];
  return inputView({ prompt, placeholder, input: ask.input, right, columns: state.size.columns });
};

const markLimit = 18;

type Widths = { readonly width: number; readonly label: number; readonly mark: number };

/** The label has its room, then the detail, and the key stands at the right end. */
const widthsOf = (options: readonly Option[], width: number): Widths => {
  const most = (textOf: (option: Option) => string): number =>
    options.reduce((widest, option) => Math.max(widest, roomFor(textOf(option))), 0);
  const mark = Math.min(
    markLimit,
    most((option) => option.mark),
  );
  return {
    width,
    mark,
    label: Math.min(
      most((option) => option.label),
      width - mark - 5,
    ),
  };
};

const optionLine = (option: Option, isSelected: boolean, { width, label, mark }: Widths): PanelLine => {
  const room = width - 3 - label - mark - 4;
  return {
    isSelected,
    line: fill(
      [
        accent(isSelected ? ' ▌ ' : '   '),
        plain(padEnd(shorten(option.label, label), label)),
        ...(room >= 12 ? [muted(`  ${padEnd(cutEnd(option.detail, room), room)}`)] : [plain(' ')]),
        { text: ` ${padStart(shorten(option.mark, mark), mark)}`, tone: 'key' },
      ],
      width,
    ),
  };
};

const nothing: readonly PanelLine[] = [still([]), still([muted('   Nothing is called that.')])];

const choiceLines = (state: PickerState, ask: Ask, { width, height }: PanelSize): readonly PanelLine[] => {
  const options = optionsOf(state, ask);
  if (options.length === 0) return nothing;
  const shown = windowAround(options, ask.row, height);
  const widths = widthsOf(options, width);
  const top = shown[0] === undefined ? 0 : options.indexOf(shown[0]);
  return shown.map((option, line) => ({
    ...optionLine(option, option === options[ask.row], widths),
    target: { kind: 'option', row: top + line },
  }));
};

const textLines = (state: PickerState, ask: Ask, width: number): readonly PanelLine[] => {
  const { answer, notes } = askedOf(ask);
  const given = answer?.(state, ask.input.text);
  const problem = given !== undefined && 'problem' in given ? given.problem : undefined;
  const problems = problem === undefined ? [] : [problem, ''];
  return [
    ...problems
      .flatMap((text) => wrapWords(text, width - 2))
      .map((text) => still([{ text: ` ${text}`, tone: 'warning' }])),
    ...(notes?.(state) ?? [])
      .flatMap((text) => wrapWords(text, width - 2))
      .map((text) => still([muted(` ${text}`)])),
  ];
};

export const askLines = (state: PickerState, ask: Ask, size: PanelSize): readonly PanelLine[] => {
  const title = still([strong(` ${shorten(askedOf(ask).title(state, ask.question), size.width - 2)}`)]);
  const rest =
    askedOf(ask).answer === undefined
      ? choiceLines(state, ask, { ...size, height: size.height - 1 })
      : [still([]), ...textLines(state, ask, size.width)];
  return [title, ...rest].slice(0, size.height);
};
