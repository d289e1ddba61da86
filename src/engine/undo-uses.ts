// What an import put into the history, and how it comes out again: uses that came since stay.
import type { History, RoleUse } from '../domain/history.ts';

/** `before` is undefined where the role had no use. */
export type UndoUse = {
  readonly key: string;
  readonly before?: RoleUse | undefined;
  readonly after: RoleUse;
};

const isUse = (value: unknown): value is RoleUse => {
  const { lastUsedAt, count } = (value ?? {}) as Partial<RoleUse>;
  return Number.isFinite(lastUsedAt) && Number.isSafeInteger(count);
};

export const isUndoUse = (value: unknown): value is UndoUse => {
  const { key, before, after } = (value ?? {}) as Partial<UndoUse>;
  return typeof key === 'string' && isUse(after) && (before === undefined || isUse(before));
};

/** What is to be kept for undo, of a history that will get these uses. */
export const undoUses = (history: History, uses: History['uses']): readonly UndoUse[] =>
  [...uses].map(([key, after]) => ({ key, before: history.uses.get(key), after }));

export const withoutImported = (history: History, imported: readonly UndoUse[]): History => {
  const uses = new Map(history.uses);
  // The last write first, as with files.
  for (const { key, before, after } of [...imported].reverse()) {
    const now = uses.get(key);
    if (now === undefined) continue;
    const isUntouched = now.count === after.count && now.lastUsedAt === after.lastUsedAt;
    const count = now.count - (after.count - (before?.count ?? 0));
    if (isUntouched && before !== undefined) uses.set(key, before);
    else if (isUntouched || count <= 0) uses.delete(key);
    else uses.set(key, { ...now, count });
  }
  return { ...history, uses };
};
