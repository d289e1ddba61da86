// What becomes what, for people and as JSON.
import type { ImportNote, Origin } from '../domain/import/found.ts';
import { originText } from '../domain/import/found.ts';
import type { ImportItem } from '../domain/import/plan-items.ts';
import { sanitize } from '../domain/sanitize.ts';
import { tableLines } from '../domain/table.ts';
import type { Host } from '../host.ts';
import type { UnreadableFile } from '../ports/import-files.ts';
import { diffText } from './diff-text.ts';

export type Shown = {
  readonly items: readonly ImportItem[];
  readonly notes: readonly ImportNote[];
  /** Unified diffs; empty where nothing changes. */
  readonly diffs: readonly { readonly path: string; readonly diff: string }[];
  readonly unread: readonly UnreadableFile[];
};

// More than these scroll away before the question.
const shownRows = 60;
const shownLines = 120;

const shortPath = (host: Host, path: string): string => {
  const home = host.env['HOME'];
  return home && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
};

const placeText = (host: Host, origin: Origin): string => sanitize(shortPath(host, originText(origin)), 200);

const itemLines = (host: Host, items: readonly ImportItem[], width: number): readonly string[] => {
  const changed = items.filter(({ state }) => state !== 'there');
  if (changed.length === 0) return [];
  const rows = changed
    .slice(0, shownRows)
    .map(({ what, name, from, becomes }) => [
      what,
      sanitize(name, 64),
      placeText(host, from),
      sanitize(becomes, 300),
    ]);
  const rest = changed.length - rows.length;
  return [
    ...tableLines({ header: ['what', 'name', 'found_in', 'becomes'], rows, width }),
    ...(rest > 0 ? [`... and ${rest} more (all of them: --json)`] : []),
    '',
  ];
};

const noteLines = (host: Host, notes: readonly ImportNote[]): readonly string[] => {
  if (notes.length === 0) return [];
  const lines = notes.map(
    ({ origin, text }) =>
      `  ${origin === undefined ? '' : `${placeText(host, origin)}: `}${sanitize(text, 600)}`,
  );
  const unique = [...new Set(lines)];
  const rest = unique.length - shownRows;
  return [
    'Worth knowing:',
    ...unique.slice(0, shownRows),
    ...(rest > 0 ? [`  ... and ${rest} more (all of them: --json)`] : []),
    '',
  ];
};

const stateLine = (items: readonly ImportItem[]): readonly string[] => {
  const there = items.filter(({ state }) => state === 'there').length;
  return there === 0 ? [] : [`${there} ${there === 1 ? 'is' : 'are'} in config.yaml already.`, ''];
};

export const show = (
  host: Host,
  stream: NodeJS.WriteStream,
  { items, notes, diffs }: Omit<Shown, 'unread'>,
): void => {
  const isTerminal = stream.isTTY === true;
  const look = {
    isTerminal,
    isColoured: isTerminal && !host.env['NO_COLOR'],
    limit: isTerminal ? shownLines : undefined,
  };
  const width = isTerminal ? stream.columns : 1000;
  const lines = [...itemLines(host, items, width), ...stateLine(items), ...noteLines(host, notes)];
  stream.write(lines.map((line) => `${line}\n`).join(''));
  for (const { diff } of diffs) if (diff !== '') stream.write(`${diffText(diff, look)}\n`);
};

export const jsonOf = ({ items, notes, diffs, unread }: Shown, written: boolean): string =>
  `${JSON.stringify(
    {
      items: items.map(({ tool, what, name, from, becomes, state }) => ({
        tool,
        what,
        name: sanitize(name, 128),
        file: from.file,
        line: from.line ?? null,
        becomes: sanitize(becomes, 300),
        state,
      })),
      notes: notes.map(({ tool, origin, text }) => ({
        tool,
        file: origin?.file ?? null,
        line: origin?.line ?? null,
        text: sanitize(text, 600),
      })),
      unread: unread.map(({ tool, path, line, reason }) => ({
        tool,
        file: path,
        line: line ?? null,
        reason: sanitize(reason, 200),
      })),
      changes: diffs
        .filter(({ diff }) => diff !== '')
        .map(({ path, diff }) => ({ path, diff: diffText(diff, { isTerminal: true, isColoured: false }) })),
      written,
    },
    null,
    2,
  )}\n`;
