// Edits of tags as a person types them: `env=prod` adds or changes, `-old` removes, quotes hold spaces together.
import { lengthLimits, sanitize } from './sanitize.ts';

/** `value` undefined = the tag goes. */
export type TagEdit = { readonly key: string; readonly value: string | undefined };

export type TagEdits =
  | { readonly edits: readonly TagEdit[] }
  /** What is wrong, a sentence; undefined while nothing was typed. */
  | { readonly problem: string | undefined };

const wordForm = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;

const unquoted = (text: string): string => text.replace(/"([^"]*)"|'([^']*)'/g, (_all, a, b) => a ?? b ?? '');

/** What can be written in a query as `key:value`, and in YAML without a second look. */
const keyForm = /^[\p{L}\p{N}][\p{L}\p{N}_.@/+-]*$/u;

const longestValue = lengthLimits.name;

const longestText = 1000;

const editOf = (word: string): TagEdit | string => {
  if (word.startsWith('-')) {
    const key = unquoted(word.slice(1));
    return keyForm.test(key) ? { key, value: undefined } : `${word} names no tag to remove: -key does.`;
  }
  const at = word.indexOf('=');
  if (at < 0) return `${word} says neither key=value nor -key.`;
  const key = unquoted(word.slice(0, at));
  const value = unquoted(word.slice(at + 1));
  if (!keyForm.test(key)) return `${key === '' ? word : key} is not a key: letters, digits and _.@/+- only.`;
  if (value === '') return `${key} needs a value; -${key} removes the tag.`;
  if (value.length > longestValue)
    return `The value of ${key} is too long: ${longestValue} characters at most.`;
  return { key, value };
};

const twice = (edits: readonly TagEdit[]): string | undefined =>
  edits.map(({ key }) => key).find((key, index, keys) => keys.indexOf(key) !== index);

export const parseTagEdits = (text: string): TagEdits => {
  const clean = sanitize(text, longestText);
  const words = clean.match(wordForm) ?? [];
  // What is left of a quote that nothing closes.
  if (/["']/.test(clean.replace(wordForm, ''))) return { problem: 'A quote is not closed.' };
  if (words.length === 0) return { problem: undefined };
  const edits: TagEdit[] = [];
  for (const word of words) {
    const edit = editOf(word);
    if (typeof edit === 'string') return { problem: edit };
    edits.push(edit);
  }
  const repeated = twice(edits);
  return repeated === undefined ? { edits } : { problem: `${repeated} is there twice.` };
};
