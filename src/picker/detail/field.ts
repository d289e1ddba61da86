// A label and what it is, as lines of the detail.
import { type Line, muted, plain, type Segment, type Tone } from '../line.ts';
import { padEnd, shorten, textWidth, wrapWords } from '../text-width.ts';

export const labelWidth = 10;

export const field = (label: string, value: readonly Segment[]): Line => [
  muted(padEnd(label, labelWidth)),
  ...value,
];

export type FieldText = {
  readonly label: string;
  readonly text: string;
  readonly tone?: Tone;
  /** Said after it, where there is room. */
  readonly note?: string;
};

/** One line, the text cut in the middle, the note left out where it does not fit. */
export const shortField = ({ label, text, tone = 'plain', note = '' }: FieldText, width: number): Line => {
  const shown = shorten(text, width - labelWidth);
  const left = width - labelWidth - textWidth(shown) - 2;
  return field(label, [
    { text: shown, tone },
    ...(note !== '' && textWidth(note) <= left ? [muted(`  ${note}`)] : []),
  ]);
};

/** As many lines as it takes; nothing of it is cut. */
export const wholeField = (
  { label, text, tone = 'plain', note = '' }: FieldText,
  width: number,
): readonly Line[] => {
  const lines = wrapWords(text, Math.max(1, width - labelWidth));
  const last = lines.at(-1) ?? '';
  const isNoteBeside = textWidth(last) + textWidth(note) + 2 <= width - labelWidth;
  return [
    ...lines.map((line, row): Line => {
      const isLast = row === lines.length - 1;
      const beside = isLast && note !== '' && isNoteBeside ? [muted(`  ${note}`)] : [];
      return field(row === 0 ? label : '', [{ text: line, tone }, ...beside]);
    }),
    ...(note === '' || isNoteBeside
      ? []
      : wrapWords(note, width - labelWidth).map((line) => field('', [muted(line)]))),
  ];
};

export const indented = (texts: readonly string[], tone: Tone): readonly Line[] =>
  texts.map((text): Line => [plain('  '), { text, tone }]);
