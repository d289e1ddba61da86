// The lines of ours in a file of variables (`.env`, `.envrc`): one block between two comments. All else in the file is its
// owner's, and stays byte for byte.
import { UserError } from './errors.ts';

const begin = '# BEGIN rolecall (rolecall env --output; --clear takes these lines away)';
const end = '# END rolecall';

const isBegin = (line: string): boolean => line.startsWith('# BEGIN rolecall');
const isEnd = (line: string): boolean => line.trimEnd() === end;

type Parts = { readonly before: string; readonly after: string; readonly eol: string };

const gapAfter = (text: string, eol: string): string => (text === '' || text.endsWith('\n') ? '' : eol);

/** What stands before and after the block. Errors: UserError for markers that are lost, doubled or out of order. */
const partsOf = (text: string): Parts => {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/(?<=\n)/);
  const begins = lines.flatMap((line, at) => (isBegin(line) ? [at] : []));
  const ends = lines.flatMap((line, at) => (isEnd(line) ? [at] : []));
  const [from, to] = [begins[0], ends[0]];
  if (from === undefined && to === undefined)
    return { before: `${text}${gapAfter(text, eol)}`, after: '', eol };
  if (from === undefined || to === undefined || to < from || begins.length > 1 || ends.length > 1)
    throw new UserError('The marker lines of rolecall in it are lost, doubled or out of order.', {
      hint: 'Remove what is left of them by hand, then run this again. Nothing was changed.',
    });
  return { before: lines.slice(0, from).join(''), after: lines.slice(to + 1).join(''), eol };
};

/** The text with these lines (each with its `\n`) as the block, in its old place or at the end. Errors: UserError. */
export const withEnvBlock = (text: string, body: string): string => {
  const { before, after, eol } = partsOf(text);
  const block = `${begin}\n${body}${end}\n`;
  return `${before}${eol === '\n' ? block : block.replaceAll('\n', eol)}${after}`;
};

/** The text without the block. Errors: UserError. */
export const withoutEnvBlock = (text: string): string => {
  if (!text.split('\n').some((line) => isBegin(line) || isEnd(line))) return text;
  const { before, after } = partsOf(text);
  return `${before}${after}`;
};
