// The screen of what changed: by instance, what came, what went, and what has another name.
import { ageText } from '../domain/expiry.ts';
import type { InstanceNews } from '../domain/news.ts';
import { type NewsEntry, newsEntries } from '../domain/news-entries.ts';
import { faint, type Line, muted, plain, type Segment, strong, type Tone } from './line.ts';
import { newsOf } from './news.ts';
import { scrolled } from './scrolled.ts';
import type { PickerState } from './state.ts';
import { cutEnd, shorten, textWidth, wrapWords } from './text-width.ts';

const tones: Readonly<Record<NewsEntry['sign'], Tone>> = { '+': 'success', '-': 'warning', '~': 'accent' };

const entryLines = ({ sign, title, note, roles }: NewsEntry, width: number): readonly Line[] => {
  const room = width - 4;
  const name = shorten(title, Math.max(12, room - textWidth(note) - 3));
  const head: readonly Segment[] = [
    plain(' '),
    { text: sign, tone: tones[sign] },
    plain(` ${cutEnd(name, room)}`),
    muted(cutEnd(`   ${note}`, room - textWidth(name))),
  ];
  const names = roles.length === 0 ? [] : wrapWords(roles.join(', '), Math.max(1, width - 6));
  return [head, ...names.map((text): Line => [muted(`     ${text}`)])];
};

const headings: Readonly<Record<NewsEntry['sign'], string>> = { '+': 'New', '-': 'Gone', '~': 'Renamed' };

const instanceLines = (state: PickerState, news: InstanceNews): readonly Line[] => {
  const width = state.size.columns;
  const lines: Line[] = [];
  if (state.instances.length > 1) lines.push([], [strong(` ${shorten(news.instance, width - 2)}`)]);
  let last: NewsEntry['sign'] | undefined;
  for (const entry of newsEntries(news)) {
    if (entry.sign !== last) lines.push([], [faint(` ${headings[entry.sign]}`)]);
    last = entry.sign;
    lines.push(...entryLines(entry, width));
  }
  return lines;
};

const title = (news: readonly InstanceNews[], state: PickerState): Line => {
  const since = Math.min(...news.map((one) => one.since));
  return [strong(' What changed'), muted(` since the roles were read ${ageText(since, state.now)}`)];
};

const nothing: readonly Line[] = [[strong(' What changed')], [], [plain(' Nothing since you last looked.')]];

let last: { readonly of: readonly unknown[]; readonly lines: readonly Line[] } | undefined;

/** Remembered, since scrolling and every tick ask for it. */
const allLines = (state: PickerState): readonly Line[] => {
  const news = newsOf(state);
  if (news.length === 0) return nothing;
  const of = [news, state.size.columns, Math.floor(state.now / 60_000)];
  if (last?.of.every((value, index) => value === of[index])) return last.lines;
  const lines = [title(news, state), ...news.flatMap((one) => instanceLines(state, one))];
  last = { of, lines };
  return lines;
};

export const newsHeight = (state: PickerState): number => allLines(state).length;

export const newsLines = (state: PickerState, height: number): readonly Line[] =>
  scrolled(allLines(state), state.panel?.kind === 'news' ? state.panel.scroll : 0, height);
