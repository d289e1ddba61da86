// `import --undo`: the files as they were before the last import, if nobody has changed them since.
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { keysOfSection } from '../domain/import/keys-text.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { audited } from '../engine/audit.ts';
import {
  parseUndo,
  textBeforeImport,
  type UndoFile,
  type UndoKeys,
  type UndoRecord,
} from '../engine/import-undo.ts';
import { loadLastingKeys } from '../engine/lasting-keys.ts';
import { instancesWith, removeKeys } from '../engine/remove-keys.ts';
import { withoutImported } from '../engine/undo-uses.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { show } from './import-show.ts';

type Step = {
  readonly what: UndoFile['what'];
  readonly path: string;
  readonly current: string | undefined;
  /** Undefined where there was no file: the import made it. */
  readonly before: string | undefined;
};

// Keys come back into the clear before anything that needs them goes.
const order: readonly UndoFile['what'][] = ['credentials', 'aws-config', 'config'];

const pathOf = async (host: Host, what: UndoFile['what']): Promise<string> => {
  if (what === 'config') return (await host.services.configStore()).path;
  const files = await host.services.awsFiles();
  return what === 'aws-config' ? files.configPath : files.keysFile().path;
};

const readCurrent = async (host: Host, what: UndoFile['what']): Promise<string | undefined> => {
  if (what === 'config') return (await host.services.configStore()).readText();
  const files = await host.services.awsFiles();
  return what === 'aws-config' ? files.readConfig() : files.keysFile().read();
};

const stepOf = async (host: Host, what: UndoFile['what'], record: UndoRecord): Promise<Step | undefined> => {
  const files = record.files.filter((file) => file.what === what);
  const [first] = files;
  if (first === undefined) return undefined;
  const path = await pathOf(host, what);
  if (path !== first.path)
    throw new UserError(
      `The last import changed ${first.path}, and now ${path} is in use. Nothing was put back.`,
      {
        hint: 'Run it with the variables that the import was run with (AWS_CONFIG_FILE, ROLECALL_HOME, ...).',
      },
    );
  const current = await readCurrent(host, what);
  const awsFiles = await host.services.awsFiles();
  const readBackup = (backup: string): Promise<string | undefined> => awsFiles.keysFile(backup).read();
  const before = await textBeforeImport(files, { current, readBackup });
  return { what, path, current, before: first.before === undefined ? undefined : before };
};

const write = async (host: Host, { what, current, before }: Step): Promise<void> => {
  if (current === before || (current === undefined && before === '')) return;
  const files = await host.services.awsFiles();
  if (what === 'aws-config') return files.writeConfig(current, before);
  if (what === 'credentials') return files.keysFile().write(current, before ?? '');
  const store = await host.services.configStore();
  await (before === undefined
    ? store.remove(current ?? '')
    : store.write({ before: current, after: before }));
};

/** Keys that the import kept leave the store again, if the same ones lie where they were found. */
const forgetKeys = async (host: Host, { name, file, header }: UndoKeys): Promise<void> => {
  const { services } = host;
  const files = await services.awsFiles();
  const text = file === files.configPath ? await files.readConfig() : await files.keysFile(file).read();
  const stored = await loadLastingKeys(services, name);
  if (stored === undefined) return;
  if (text === undefined || keysOfSection({ path: file, text }, header)?.accessKeyId !== stored.accessKeyId) {
    host.stderr.write(`The keys ${name} stay here: they are no longer the ones in ${file}.\n`);
    return;
  }
  const config = await (await services.configStore()).load();
  await audited(services, {
    subject: { event: 'keys', instance: name },
    run: () => removeKeys(services, name, instancesWith(config, name)),
  });
};

const carryOut = async (host: Host, steps: readonly Step[], record: UndoRecord): Promise<void> => {
  const at = (what: UndoFile['what']): readonly Step[] => steps.filter((step) => step.what === what);
  for (const step of [...at('credentials'), ...at('aws-config')]) await write(host, step);
  for (const keys of record.keys) await forgetKeys(host, keys);
  for (const step of at('config')) await write(host, step);
  if (record.uses.length === 0) return;
  await (await host.services.history()).change((history) => withoutImported(history, record.uses));
};

const historyOf = ({ uses }: UndoRecord): readonly string[] => (uses.length > 0 ? ['the history'] : []);

type Undoing = { readonly steps: readonly Step[]; readonly record: UndoRecord };

const isAgreed = async (host: Host, options: Options, { steps, record }: Undoing): Promise<boolean> => {
  if (options['yes'] === true) return true;
  if (!host.isInteractive)
    throw new UsageError(
      'There is no terminal to ask on, so nothing was put back.',
      'Say --undo --yes to go on.',
    );
  const diffs = steps.map(({ path, current = '', before }) => ({
    path,
    diff: unifiedDiff({
      before: current,
      after: before ?? '',
      beforeLabel: path,
      afterLabel: before === undefined ? `${path} (removed)` : `${path} (as before)`,
    }),
  }));
  show(host, host.stderr, { items: [], notes: [], diffs });
  const places = [...steps.map(({ path }) => path), ...historyOf(record)];
  return host.confirm(`Put ${places.join(' and ')} back as before the last import?`);
};

const stateText = ({ path, before }: Step): string => (before === undefined ? `${path} (removed)` : path);

const doneText = (steps: readonly Step[], record: UndoRecord): string =>
  [...steps.map(stateText), ...historyOf(record)].join(', ') || 'nothing had been written';

/** Answers the exit code. Errors: UserError for a file that has changed since. */
export const undoImport = async (host: Host, options: Options): Promise<number> => {
  const store = await host.services.importFiles();
  const record = parseUndo(await store.loadUndo());
  if (record === undefined) {
    host.stderr.write('There is no import to undo.\n');
    return exitCodes.failed;
  }
  const found: Step[] = [];
  for (const what of order) {
    const step = await stepOf(host, what, record);
    if (step !== undefined) found.push(step);
  }
  const steps = found.filter(({ current, before }) => current !== before);
  if (options['dryRun'] === true) {
    host.stdout.write(
      steps
        .map(({ path, before }) => `Would ${before === undefined ? 'remove' : 'put back'} ${path}.\n`)
        .concat(historyOf(record).map((name) => `Would put back ${name}.\n`))
        .join(''),
    );
    return exitCodes.ok;
  }
  if (!(await isAgreed(host, options, { steps, record }))) {
    host.stderr.write('Nothing was changed.\n');
    return exitCodes.cancelled;
  }
  const lock = await host.services.lock();
  await audited(host.services, {
    subject: { event: 'import' },
    run: () => lock.run('aws-config', () => carryOut(host, found, record)),
  });
  await store.dropUndo();
  host.stderr.write(`As before the last import: ${doneText(steps, record)}.\n`);
  return exitCodes.ok;
};
