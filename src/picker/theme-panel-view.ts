// The theme panel: the names, a tick at the one in use, and a sample under them where there is room.
import { accent, faint, muted, plain, type Segment, strong } from './line.ts';
import { type PanelLine, still } from './panel-line.ts';
import { fill, type PanelSize, windowAround } from './panel-parts.ts';
import type { PickerState } from './state.ts';
import { shorten, wrapWords } from './text-width.ts';
import type { ThemeEntry } from './theme-entry.ts';
import { themeSample } from './theme-sample.ts';
import { chosenTheme } from './update-themes.ts';

type Row = {
  readonly entry: ThemeEntry;
  readonly isSelected: boolean;
  readonly isInUse: boolean;
  readonly width: number;
};

const row = ({ entry, isSelected, isInUse, width }: Row): PanelLine => {
  const name = plain(shorten(entry.name, width - (entry.problem === undefined ? 14 : 17)));
  const mark: Segment = { text: isInUse ? '✓ ' : '  ', tone: 'accent' };
  const more: readonly Segment[] =
    entry.problem === undefined
      ? [muted(entry.isOwn ? '  yours' : '')]
      : [{ text: '  not right', tone: 'warning' }];
  const line = fill([accent(isSelected ? ' ▌ ' : '   '), mark, name, ...more], width);
  return { isSelected, line };
};

const aboutLines = (entry: ThemeEntry | undefined, width: number): readonly PanelLine[] => {
  const text = entry?.problem ?? entry?.about ?? '';
  const tone = entry?.problem === undefined ? 'muted' : 'warning';
  return wrapWords(text, width - 4)
    .slice(0, 4)
    .map((words) => still([{ text: `   ${words}`, tone }]));
};

const sampleLines = (width: number): readonly PanelLine[] => [
  still([]),
  still([faint('   As it looks')]),
  ...themeSample(width).map(still),
];

export const themePanelLines = (state: PickerState, { width, height }: PanelSize): readonly PanelLine[] => {
  const chosen = chosenTheme(state);
  const at = Math.max(
    0,
    state.themes.findIndex(({ name }) => name === chosen?.name),
  );
  const rows = state.themes.map((entry) =>
    row({ entry, isSelected: entry === chosen, isInUse: entry.name === state.theme, width }),
  );
  const about = aboutLines(chosen, width);
  const sample = sampleLines(width);
  const isRoomy = height >= Math.min(rows.length, 6) + about.length + sample.length + 2;
  const below = [still([]), ...about, ...(isRoomy && width >= 60 ? sample : [])];
  const room = Math.max(1, Math.min(rows.length, height - 1 - below.length));
  return [still([strong(' Themes')]), ...windowAround(rows, at, room), ...below].slice(0, height);
};
