// Reads JSON that anybody may have sent: a map instead of an object, so that `__proto__` is a name like others.

export type Fields = ReadonlyMap<string, unknown>;

/** The members of a JSON object; undefined when the text is not one. An empty text has no members. */
export const parseFields = (text: string): Fields | undefined => {
  if (text.trim() === '') return new Map();
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
};

export const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;

/** A string that is not empty, or undefined. */
export const textOf = (fields: Fields, name: string): string | undefined => {
  const value = fields.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** A list of strings; undefined when it is absent, `invalid` when it is anything else. */
export const textsOf = (fields: Fields, name: string): readonly string[] | undefined | 'invalid' => {
  const value = fields.get(name);
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : 'invalid';
};
