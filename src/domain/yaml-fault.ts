// What is wrong with a YAML text, in words that say what to look at. The parser's own words change with its version, and
// speak of tokens.
import type { YamlValue } from './config-reader.ts';

/** An error of the parser: its code, and its words where one code says several things. */
export type YamlError = { readonly code: string; readonly message: string };

const words: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'An alias (*name) is not right.',
  BAD_DQ_ESCAPE:
    'A text in double quotes has a backslash that YAML does not know. Double it, or use single quotes.',
  BAD_INDENT: 'The indentation is not that of the lines around it, or a bracket is not closed.',
  BAD_SCALAR_START: 'A text begins with a character that YAML keeps for itself (@ or `). Put it in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Two keys stand in one line. A text with ": " in it goes in quotes.',
  BLOCK_IN_FLOW: 'Lines with indentation stand inside brackets.',
  DUPLICATE_KEY: 'This key stands here twice.',
  KEY_OVER_1024_CHARS: 'A key is longer than 1024 characters.',
  MULTILINE_IMPLICIT_KEY: 'A key goes over several lines, or a ":" is missing after it.',
  MULTIPLE_DOCS: 'A second document begins (---). The file holds one.',
  RESOURCE_EXHAUSTION: 'It is nested too deeply.',
  TAB_AS_INDENT: 'A tab stands in the indentation. YAML takes spaces only.',
  UNEXPECTED_TOKEN:
    'Something stands here that YAML does not expect. Look at the indentation and the quotes.',
};

const missing = (message: string): string => {
  if (message.includes('quote')) return 'A text in quotes is not closed.';
  return /[\]}]/.test(message)
    ? 'A bracket is not closed.'
    : 'A character is missing, such as a ":" after a key.';
};

/** One sentence. */
export const yamlFaultText = ({ code, message }: YamlError): string =>
  code === 'MISSING_CHAR' ? missing(message) : (words[code] ?? `It is not YAML (${code}).`);

/** Levels of lists and mappings in one another. Nobody's file has more than a dozen. */
const deepest = 64;

export const tooDeep = 'It is nested too deeply.';

// Lists of lists in one line: - - - -
const endlessLine = new RegExp(`(?:[-?][ \\t]+){${deepest * 8}}`);

/** Before the parser: it calls itself for each level, and the stack of a process may end before it notices. */
export const nestsWithoutEnd = (text: string): boolean => {
  if (endlessLine.test(text)) return true;
  let open = 0;
  for (const character of text)
    if (character === '[' || character === '{') {
      open += 1;
      if (open > deepest * 8) return true;
    } else if (character === ']' || character === '}') open -= 1;
  return false;
};

export const isTooDeep = (value: YamlValue | undefined, left = deepest): boolean => {
  if (value === undefined || value === null || typeof value === 'string') return false;
  if (left === 0) return true;
  const items: Iterable<YamlValue> = Array.isArray(value)
    ? (value as readonly YamlValue[])
    : (value as ReadonlyMap<string, YamlValue>).values();
  for (const item of items) if (isTooDeep(item, left - 1)) return true;
  return false;
};
