// The plan of an import against the files as they are: nothing is written here.

import type { Found } from '../domain/import/found.ts';
import { type AwsConfigPlan, planAwsConfig } from '../domain/import/plan-aws-config.ts';
import { type ImportPlan, planImport } from '../domain/import/plan-import.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { ConfigEdit } from '../ports/config-store.ts';
import type { Options } from './command.ts';
import type { Gathered } from './import-gather.ts';
import { type Tried, tryKeys, untriedKeys } from './import-keys.ts';
import type { Shown } from './import-show.ts';
import { commandFor } from './profiles-job.ts';

export type Prepared = {
  readonly plan: ImportPlan;
  readonly tried: Tried;
  /** Undefined when config.yaml says everything already. */
  readonly config: ConfigEdit | undefined;
  readonly aws: AwsConfigPlan;
  readonly shown: Shown;
};

/** Nothing is asked of AWS and no secret store is opened for a mere look. */
const isLook = (options: Options): boolean =>
  options['dryRun'] === true || (options['json'] === true && options['yes'] !== true);

const knownRoles = async (host: Host) => {
  const { roles } = await loadRoles(host.services);
  return {
    accounts: new Map(
      roles.map(
        ({ instance, accountId, accountName, email }) =>
          [`${instance}/${accountId}`, { accountName, email }] as const,
      ),
    ),
    taken: new Map(
      roles.map(
        ({ profile, instance, accountId, roleName }) =>
          [profile, `${instance}/${accountId}/${roleName}`] as const,
      ),
    ),
  };
};

const diffsOf = (
  paths: { readonly config: string; readonly aws: string },
  config: ConfigEdit | undefined,
  aws: AwsConfigPlan,
): Shown['diffs'] =>
  [
    { path: paths.config, before: config?.before ?? '', after: config?.after ?? '' },
    { path: paths.aws, before: aws.before ?? '', after: aws.after ?? '' },
  ].map(({ path, before, after }) => ({
    path,
    diff: unifiedDiff({ before, after, beforeLabel: path, afterLabel: `${path} (new)` }),
  }));

/** Errors: UsageError for a file that is not right. */
export const prepare = async (
  host: Host,
  found: Found,
  { options, gathered }: { readonly options: Options; readonly gathered: Gathered },
): Promise<Prepared> => {
  const { sources, unread } = gathered;
  const store = await host.services.configStore();
  const config = await store.load();
  const tree = await (await host.services.importFiles()).tree((await store.readText()) ?? '');
  const tried = isLook(options)
    ? await untriedKeys(host, found.keys, config)
    : await tryKeys(host, found.keys, { sources, config });
  const history = await (await host.services.history()).load();
  const plan = planImport({ found, config, tree, ...(await knownRoles(host)), users: tried.users, history });
  const aws = planAwsConfig({
    file: sources.awsConfig,
    roles: plan.roles,
    tree: plan.tree,
    config: plan.config,
    replaces: options['replaceProfiles'] === true,
    commandFor: commandFor(host),
  });
  const edit = plan.changes.length === 0 ? undefined : await store.plan(plan.changes);
  const files = await host.services.awsFiles();
  const diffs = diffsOf({ config: store.path, aws: files.configPath }, edit, aws);
  const shown = { items: plan.items, notes: [...tried.notes, ...plan.notes, ...aws.notes], diffs, unread };
  return { plan, tried, config: edit, aws, shown };
};
