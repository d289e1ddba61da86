// Records with secrets that show nothing of themselves when they are printed whole: by inspect (console.log, a crash),
// as JSON, or in a template string. Each field is still there for who asks for it by name. A copy by spread is bare again.
import { redacted } from './redactor.ts';

const inspect = Symbol.for('nodejs.util.inspect.custom');

const hidden = { value: (): string => redacted, enumerable: false } as const;

/** The same fields, in a record that prints as `[redacted]`. */
export const guarded = <Fields extends object>(fields: Fields): Fields =>
  Object.defineProperties({ ...fields }, { [inspect]: hidden, toJSON: hidden, toString: hidden });
