// A diff as a person sees it. The AWS config may hold keys of the user's own next to what changes: their values are
// masked. On a terminal, characters that it would obey are made visible.
import { sanitize } from '../domain/sanitize.ts';

const secretLine = /^([ +-]\s*[^=:\s]*(?:access_key|secret|token|password|passphrase)[^=:]*[=:]\s*)[^\r\n]+/i;

const colourOf = (line: string): number | undefined => {
  if (line.startsWith('---') || line.startsWith('+++')) return 1;
  if (line.startsWith('@@')) return 36;
  if (line.startsWith('+')) return 32;
  return line.startsWith('-') ? 31 : undefined;
};

const inert = (line: string): string =>
  line
    .replace(/\r$/, '')
    .split('\t')
    .map((part) => sanitize(part, 1000))
    .join('\t');

const painted = (line: string): string => {
  const code = colourOf(line);
  return code === undefined || line === '' ? line : `\u001b[${code}m${line}\u001b[0m`;
};

export type DiffLook = {
  readonly isTerminal: boolean;
  readonly isColoured: boolean;
  /** Lines to show at most. */
  readonly limit?: number;
  /** The command that shows all of them. */
  readonly whole?: string;
};

/** The diff to print, ending with a newline. */
export const diffText = (diff: string, look: DiffLook): string => {
  const { isTerminal, isColoured, limit = Infinity, whole = 'rolecall profiles diff' } = look;
  const lines = diff.replace(/\n$/, '').split('\n');
  const shown = lines
    .slice(0, limit)
    .map((line) => line.replace(secretLine, '$1****'))
    .map((line) => (isTerminal ? inert(line) : line))
    .map((line) => (isColoured ? painted(line) : line));
  const rest = lines.length - shown.length;
  const more = rest > 0 ? [`... and ${rest} more lines. See all of them with: ${whole}`] : [];
  return `${[...shown, ...more].join('\n')}\n`;
};
