// Going back from the last import. A file is put back only if it is what the import made of it: what anybody changed since
// is never lost. Of the texts before only what was taken out is kept, and never a key: for those there is a backup
// beside the file.
import { createHash } from 'node:crypto';
import { UserError } from '../domain/errors.ts';
import { applyHunks, type Hunk, holdsSecrets, reversePatch } from '../domain/import/reverse-patch.ts';
import { isUndoUse, type UndoUse } from './undo-uses.ts';

export type UndoFile = {
  readonly what: 'config' | 'aws-config' | 'credentials';
  readonly path: string;
  /** Hashes of the texts; undefined where there was no file. */
  readonly before: string | undefined;
  readonly after: string;
  readonly hunks?: readonly Hunk[];
  /** A file with the text before, where that holds keys. */
  readonly backup?: string;
};

export type UndoKeys = {
  readonly name: string;
  /** Where they lie in clear text, or did. */
  readonly file: string;
  readonly header: string;
};

export type UndoRecord = {
  readonly version: 1;
  readonly files: readonly UndoFile[];
  readonly keys: readonly UndoKeys[];
  readonly uses: readonly UndoUse[];
  /** False while it is being written: the next import then adds to it, so that undo goes back from both. */
  readonly isDone: boolean;
};

type Edit = { readonly before: string | undefined; readonly after: string };

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const undoFile = (
  place: Pick<UndoFile, 'what' | 'path'>,
  { before, after }: Edit,
  backup?: string,
): UndoFile => {
  const hunks = reversePatch(before ?? '', after);
  const hashes = { before: before === undefined ? undefined : hashOf(before), after: hashOf(after) };
  if (backup !== undefined || holdsSecrets(hunks)) return { ...place, ...hashes, backup };
  return { ...place, ...hashes, hunks };
};

const isHunk = (value: unknown): value is Hunk => {
  const { at, count, lines } = (value ?? {}) as Partial<Hunk>;
  return (
    Number.isInteger(at) &&
    Number.isInteger(count) &&
    Array.isArray(lines) &&
    lines.every((line) => typeof line === 'string')
  );
};

const isFile = (value: unknown): value is UndoFile => {
  const { what, path, after, hunks } = (value ?? {}) as Partial<UndoFile>;
  const isKnown = what === 'config' || what === 'aws-config' || what === 'credentials';
  return (
    isKnown &&
    typeof path === 'string' &&
    typeof after === 'string' &&
    (hunks === undefined || (Array.isArray(hunks) && hunks.every(isHunk)))
  );
};

const isKeys = (value: unknown): value is UndoKeys => {
  const { name, file, header } = (value ?? {}) as Partial<UndoKeys>;
  return [name, file, header].every((text) => typeof text === 'string');
};

/** Undefined for what is no record of ours. */
export const parseUndo = (value: unknown): UndoRecord | undefined => {
  const { version, files, keys, uses = [], isDone = true } = (value ?? {}) as Partial<UndoRecord>;
  if (version !== 1 || !Array.isArray(files) || !Array.isArray(keys) || !Array.isArray(uses))
    return undefined;
  return files.every(isFile) && keys.every(isKeys) && uses.every(isUndoUse)
    ? { version, files, keys, uses, isDone }
    : undefined;
};

const changedSince = (path: string): UserError =>
  new UserError(`${path} has changed since the import, so nothing was put back.`, {
    hint: `Undo would lose that change. The text before the last write is in ${path}.rolecall-backup, if you want to do it by hand.`,
  });

type Reading = {
  readonly current: string | undefined;
  /** The text of a backup; undefined where there is none. */
  readonly readBackup: (path: string) => Promise<string | undefined>;
};

const textBefore = async (file: UndoFile, text: string, { readBackup }: Reading): Promise<string> => {
  const before =
    file.hunks === undefined
      ? await readBackup(file.backup ?? `${file.path}.rolecall-backup`)
      : applyHunks(text, file.hunks);
  if (before !== undefined && hashOf(before) === (file.before ?? hashOf(''))) return before;
  throw new UserError(
    `The text that ${file.path} had before the import is no longer there, so nothing was put back.`,
    {
      hint: 'Its backup was written over or removed.',
    },
  );
};

/**
 * The text that a file had before all the writes that the record tells of. A write that never happened, since the program
 * was ended, is passed over. Errors: UserError for a file that has changed since, by name.
 */
export const textBeforeImport = async (files: readonly UndoFile[], reading: Reading): Promise<string> => {
  let text = reading.current ?? '';
  for (const file of [...files].reverse()) {
    if (hashOf(text) === file.after) text = await textBefore(file, text, reading);
    else if (hashOf(text) !== (file.before ?? hashOf(''))) throw changedSince(file.path);
  }
  return text;
};
