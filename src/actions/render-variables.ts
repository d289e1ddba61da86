// Variables as text. Removals come before settings, so that a shell that stops half way holds no mixture.
import { UserError } from '../domain/errors.ts';
import type { Variables } from '../domain/export-variables.ts';
import type { Shell } from '../shells/shell.ts';

/** Statements of a shell, one a variable, with the last newline. Errors: UserError for what it cannot hold. */
export const renderExports = (shell: Shell, variables: Variables): string =>
  shell.join([
    ...variables.unset.map((name) => shell.unset(name)),
    ...variables.set.map(([name, value]) => shell.set(name, value)),
  ]);

/** A JSON object of what is set, on one line. */
export const renderJson = (variables: Variables): string =>
  `${JSON.stringify(Object.fromEntries(variables.set))}\n`;

// There is no one dotenv grammar. `docker --env-file` keeps quotes as part of the value, so keys, tokens and times
// stay bare; most others expand `$` between double quotes and leave single quotes alone, so these come next.
const dotenvValue = (name: string, value: string): string => {
  if (/\p{Cc}/u.test(value))
    throw new UserError(`The value of ${name} holds a line end or another control character.`, {
      hint: 'A dotenv file cannot hold it. Use --format json or --format shell.',
    });
  if (/^[A-Za-z0-9_./:@+=,-]*$/.test(value)) return value;
  return /['\\]/.test(value) ? `"${value.replace(/["$\\`]/g, '\\$&')}"` : `'${value}'`;
};

/** `NAME=value` lines of what is set. Errors: UserError for a value with a control character. */
export const renderDotenv = (variables: Variables): string =>
  variables.set.map(([name, value]) => `${name}=${dotenvValue(name, value)}\n`).join('');
