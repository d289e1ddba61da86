/** Keys and values on a role. Built without a prototype, so that a tag named `__proto__` is only a tag. */
export type Tags = Readonly<Record<string, string>>;

export const noTags: Tags = Object.freeze(Object.create(null));

/** Later sources win. */
export const mergeTags = (...sources: readonly (Tags | undefined)[]): Tags => {
  const merged: Record<string, string> = Object.create(null);
  for (const source of sources) {
    if (source === undefined) continue;
    for (const key of Object.keys(source)) {
      const value = source[key];
      if (value !== undefined) merged[key] = value;
    }
  }
  return merged;
};
