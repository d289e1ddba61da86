// What a file is to become, as lines of a diff. A startup file may hold keys of the person's own next to what changes.
import { sanitize } from '../domain/sanitize.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { faint, type Line, muted, plain, type Tone } from '../picker/line.ts';
import { cutEnd, shorten } from '../picker/text-width.ts';
import type { FilePlan } from './state.ts';

const secret = /((?:access_?key|secret|token|passw(?:or)?d|passphrase|api_?key)\w*["']?\s*[=:]\s*)\S.*$/i;

const toneOf = (line: string): Tone => {
  if (line.startsWith('@@')) return 'faint';
  if (line.startsWith('+')) return 'success';
  return line.startsWith('-') ? 'critical' : 'muted';
};

let last: { readonly plan: FilePlan; readonly lines: readonly string[] } | undefined;

const diffOf = (plan: FilePlan): readonly string[] => {
  if (last?.plan === plan) return last.lines;
  const { before = '', after } = plan.edit;
  const text = unifiedDiff({ before, after, beforeLabel: '', afterLabel: '', context: 2 });
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .slice(2)
    .map((line) => sanitize(line.replace(/\r$/, '').replaceAll('\t', '  ').replace(secret, '$1****'), 400));
  last = { plan, lines };
  return lines;
};

/** Lines that the whole diff takes, the file's name among them. */
export const diffHeight = (plan: FilePlan): number => diffOf(plan).length + 1;

export type DiffRoom = { readonly width: number; readonly height: number; readonly scroll: number };

/** `height` lines at most, the file's name first. */
export const diffLines = (plan: FilePlan, { width, height, scroll }: DiffRoom): readonly Line[] => {
  const { file, edit } = plan;
  const name: Line = [
    muted(edit.before === undefined ? 'New file ' : 'In '),
    plain(shorten(file, width - 10)),
  ];
  const lines = diffOf(plan);
  const room = Math.max(1, height - 1);
  const top = Math.max(0, Math.min(scroll, lines.length - room));
  const hasMore = top + room < lines.length;
  const shown = lines.slice(top, top + (hasMore ? room - 1 : room));
  const rest = lines.length - top - shown.length;
  return [
    name,
    ...shown.map((line): Line => [{ text: cutEnd(line, width), tone: toneOf(line) }]),
    ...(hasMore ? [[faint(`${rest} more lines: PgDn`)]] : []),
  ].slice(0, height);
};
