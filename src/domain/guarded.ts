// Records with secrets that show nothing of themselves when they are printed whole: by inspect (console.log, a crash),
// as JSON, or in a template string. Each field is still there for who asks for it by name. A copy by spread or by rest
// would be bare again: the compiler does not take one for a guarded record.
import { redacted } from './redactor.ts';

/**
 * There is none when the program runs. It is a class because what TypeScript leaves out of the type of a spread, and
 * lets no literal have, is a protected field of a class.
 */
declare abstract class Guard {
  protected readonly isGuarded: true;
}

/** What only `guarded` makes. Types of records with secrets are made with it, so that nobody is given a bare one. */
export type Guarded<Fields extends object> = Fields & Guard;

const inspect = Symbol.for('nodejs.util.inspect.custom');

const hidden = { value: (): string => redacted, enumerable: false } as const;

/** The same fields, in a record that prints as `[redacted]`. */
export const guarded = <const Fields extends object>(fields: Fields): Guarded<Fields> =>
  Object.defineProperties(
    { ...fields },
    { [inspect]: hidden, toJSON: hidden, toString: hidden },
  ) as Guarded<Fields>;
