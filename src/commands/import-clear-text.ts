// Taking keys in clear text out of the files that they lie in, after they are kept and with a yes of its own. First their
// profiles get rolecall as credential_process, then the keys go: ended between the two, everything works as before.
import { UsageError } from '../domain/errors.ts';
import type { TextFile } from '../domain/import/found.ts';
import { withoutKeys } from '../domain/import/keys-text.ts';
import { hasOtherProgram, withKeysProfiles } from '../domain/import/plan-clear-text.ts';
import { isPortableName } from '../domain/portable-name.ts';
import { sanitize } from '../domain/sanitize.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { parseUserArn } from '../domain/user-arn.ts';
import { audited } from '../engine/audit.ts';
import { type UndoFile, undoFile } from '../engine/import-undo.ts';
import { loadLastingKeys } from '../engine/lasting-keys.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import type { TriedKeys } from './import-keys.ts';
import { show } from './import-show.ts';
import { commandFor } from './profiles-job.ts';

type Edit = { readonly path: string; readonly before: string | undefined; readonly after: string };

export type ClearTextPlan = {
  readonly config: Edit;
  readonly credentials: Edit;
  readonly keys: readonly TriedKeys[];
};

/** Keys that the store really gives back, of profiles that need them for nothing else. */
const removable = async (host: Host, tried: readonly TriedKeys[]): Promise<readonly TriedKeys[]> => {
  const kept: TriedKeys[] = [];
  for (const one of tried) {
    const { found, keys } = one;
    const isOwnName = found.profile === 'default' || isPortableName(found.profile);
    const stored = await loadLastingKeys(host.services, found.name);
    if (stored?.accessKeyId === keys.accessKeyId && isOwnName && !found.isRole) kept.push(one);
  }
  return kept;
};

const commandOf = (host: Host, { found, userArn }: TriedKeys): string => {
  const user = parseUserArn(userArn);
  const role = { instance: found.name, accountId: user?.accountId ?? '', roleName: user?.userName ?? '' };
  return commandFor(host)(role);
};

const withoutOtherPrograms = (host: Host, file: TextFile, keys: readonly TriedKeys[]): readonly TriedKeys[] =>
  keys.filter((one) => {
    if (!hasOtherProgram(file, { found: one.found, command: commandOf(host, one) })) return true;
    host.stderr.write(
      `The keys of ${sanitize(one.found.profile, 128)} stay in the clear: its profile in ${file.path} has another credential_process, which would answer without them. Remove that line, then run it again.\n`,
    );
    return false;
  });

/** What would change; undefined where there is nothing to take out. */
export const planClearText = async (
  host: Host,
  tried: readonly TriedKeys[],
): Promise<ClearTextPlan | undefined> => {
  const files = await host.services.awsFiles();
  const [config, credentials] = [await files.readConfig(), await files.keysFile().read()];
  const configFile = { path: files.configPath, text: config ?? '' };
  const keys = withoutOtherPrograms(host, configFile, await removable(host, tried));
  if (keys.length === 0) return undefined;
  const profiles = keys.map((one) => ({ found: one.found, command: commandOf(host, one) }));
  const headersIn = (path: string): readonly string[] =>
    keys.filter(({ found }) => found.file === path).map(({ found }) => found.header);
  const path = files.keysFile().path;
  const cleaned = withoutKeys(configFile, headersIn(files.configPath));
  return {
    keys,
    config: {
      path: files.configPath,
      before: config,
      after: withKeysProfiles({ path: files.configPath, text: cleaned }, profiles),
    },
    credentials: {
      path,
      before: credentials,
      after: withoutKeys({ path, text: credentials ?? '' }, headersIn(path)),
    },
  };
};

const diffOf = ({ path, before = '', after }: Edit) => ({
  path,
  diff: unifiedDiff({ before, after, beforeLabel: path, afterLabel: `${path} (new)` }),
});

const isAgreed = async (
  host: Host,
  options: Options,
  { config, credentials, keys }: ClearTextPlan,
): Promise<boolean> => {
  if (options['removeClearText'] === true && options['yes'] === true) return true;
  if (!host.isInteractive) {
    if (options['removeClearText'] !== true) return false;
    throw new UsageError(
      'There is no terminal to ask on, so no keys were removed.',
      'Say --remove-clear-text --yes to go on.',
    );
  }
  show(host, host.stderr, { items: [], notes: [], diffs: [diffOf(config), diffOf(credentials)] });
  return host.confirm(
    `${keys.length === 1 ? 'These keys were' : `These ${keys.length} pairs of keys were`} tried and are kept, encrypted. Remove them from the files in clear text? (A backup stays beside them until you delete it.)`,
  );
};

const write = async (
  host: Host,
  { config, credentials }: ClearTextPlan,
  keep: (files: readonly UndoFile[]) => Promise<void>,
): Promise<readonly string[]> => {
  const files = await host.services.awsFiles();
  const backups: string[] = [];
  const undo: UndoFile[] = [];
  if (config.before !== config.after) undo.push(undoFile({ what: 'aws-config', path: config.path }, config));
  if (credentials.before !== undefined && credentials.before !== credentials.after)
    undo.push(
      undoFile(
        { what: 'credentials', path: credentials.path },
        credentials,
        `${credentials.path}.rolecall-backup`,
      ),
    );
  await keep(undo);
  if (config.before !== config.after) {
    await files.writeConfig(config.before, config.after);
    if (config.before !== undefined) backups.push(`${config.path}.rolecall-backup`);
  }
  if (credentials.before !== undefined && credentials.before !== credentials.after)
    backups.push(await files.keysFile().writeKeepingBefore(credentials.before, credentials.after));
  return backups;
};

/** True when keys were removed. `keep` is given what undo needs, before anything is written. */
export const removeClearText = async (
  host: Host,
  {
    options,
    tried,
    keep,
  }: {
    readonly options: Options;
    readonly tried: readonly TriedKeys[];
    readonly keep: (files: readonly UndoFile[]) => Promise<void>;
  },
): Promise<boolean> => {
  if (tried.length === 0 || (!host.isInteractive && options['removeClearText'] !== true)) return false;
  const plan = await planClearText(host, tried);
  if (plan === undefined || !(await isAgreed(host, options, plan))) return false;
  const lock = await host.services.lock();
  const backups = await audited(host.services, {
    subject: { event: 'import' },
    run: () => lock.run('aws-config', () => write(host, plan, keep)),
  });
  host.stderr.write(
    `Removed ${plan.keys.length === 1 ? 'one pair' : `${plan.keys.length} pairs`} of keys in clear text. They still lie in ${backups.join(' and ')} (only you may read it): delete that when everything works.\n`,
  );
  return true;
};
