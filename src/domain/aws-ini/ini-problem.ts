import { UsageError } from '../errors.ts';
import { sanitize } from '../sanitize.ts';

/** Where something is wrong: a file's path as the person knows it, and a line from 1. */
export type Place = { readonly file: string; readonly line: number };

/** How the file is called in messages where nobody says better. */
export const defaultFile = '~/.aws/config';

/** A name from the file, inert and short. Values are never quoted: they may be secrets. */
export const quoted = (name: string): string => sanitize(name, 128);

/** `FILE:LINE: what is wrong`, and how to mend it. */
export const iniProblem = (place: Place, what: string, mend: string): UsageError =>
  new UsageError(`${quoted(place.file)}:${place.line}: ${what}`, `${mend} The file was not changed.`);
