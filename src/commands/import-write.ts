// Writing an import, in an order in which it may be ended at any moment: what undo needs first, then the keys that
// config.yaml names, config.yaml, and the AWS config last. Run again, it goes on where it was.
import { withOtherUses } from '../domain/history.ts';
import { parseUndo, type UndoFile, type UndoRecord, undoFile } from '../engine/import-undo.ts';
import { undoUses } from '../engine/undo-uses.ts';
import type { Host } from '../host.ts';
import { keepKeys } from './import-keys.ts';
import type { Prepared } from './import-plan.ts';

export type Undo = {
  /** On the disk when this resolves. */
  readonly keep: (more: Partial<Omit<UndoRecord, 'version'>>) => Promise<void>;
};

/** Of an import that was not ended well, the record is gone on with. */
export const beginUndo = async (host: Host): Promise<Undo> => {
  const store = await host.services.importFiles();
  const last = parseUndo(await store.loadUndo());
  let record: UndoRecord =
    last === undefined || last.isDone ? { version: 1, files: [], keys: [], uses: [], isDone: false } : last;
  return {
    keep: async ({ files = [], keys = [], uses = [], isDone = false }) => {
      record = {
        version: 1,
        files: [...record.files, ...files],
        keys: [...record.keys, ...keys],
        uses: [...record.uses, ...uses],
        isDone,
      };
      await store.keepUndo(record);
    },
  };
};

export const writeImport = async (
  host: Host,
  { plan, config, aws, tried }: Prepared,
  undo: Undo,
): Promise<void> => {
  const store = await host.services.configStore();
  const awsFiles = await host.services.awsFiles();
  const { before, after } = aws;
  const files: UndoFile[] = [];
  if (config !== undefined) files.push(undoFile({ what: 'config', path: store.path }, config));
  if (after !== undefined && after !== before)
    files.push(undoFile({ what: 'aws-config', path: awsFiles.configPath }, { before, after }));
  const keys = tried.keys
    .filter(({ isKept }) => !isKept)
    .map(({ found: { name, file, header } }) => ({ name, file, header }));
  const history = await host.services.history();
  const uses = plan.uses.size === 0 ? [] : undoUses(await history.load(), plan.uses);
  await undo.keep({ files, keys, uses });
  await keepKeys(host, tried.keys);
  if (config !== undefined) await store.write(config);
  if (uses.length > 0) await history.change((kept) => withOtherUses(kept, plan.uses));
  if (after === undefined || after === before) return;
  const lock = await host.services.lock();
  await lock.run('aws-config', () => awsFiles.writeConfig(before, after));
};
