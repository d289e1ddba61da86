// `profiles prune`: the profiles of ours whose role is gone go too.
import { planRemoval } from '../actions/write-profiles.ts';
import { awsProfiles } from '../domain/aws-profiles.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { type GoneProfile, goneProfiles } from '../domain/gone-profiles.ts';
import { type FileParts, partsOf } from '../domain/own-sections.ts';
import { type ProfileUser, profileUsers } from '../domain/profile-users.ts';
import { type LoadedRoles, loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { type Job, openFile } from './profiles-job.ts';
import { isAgreed, profilesText, save, sayWritten, warn } from './write-plan.ts';

type Pruning = {
  readonly job: Job;
  readonly gone: readonly GoneProfile[];
  readonly users: readonly ProfileUser[];
};

/** Of our profiles in the file, those whose role is gone, or whose time is over. */
export const goneIn = (
  { own, foreign }: FileParts,
  loaded: LoadedRoles,
  now: number,
): readonly GoneProfile[] => {
  const { config, roles, instances } = loaded;
  const read = new Set(
    instances.filter(({ fetchedAt }) => fetchedAt !== undefined).map(({ instance }) => instance),
  );
  const profiles = awsProfiles(own, config.instances, [...own, ...foreign]);
  return goneProfiles(profiles, { roles, instances: config.instances, read, now });
};

const pruning = async (host: Host, options: Options): Promise<Pruning> => {
  const loaded = await loadRoles(host.services);
  // How they lie there is how the rest of them stays.
  const asIs = { ...loaded.config, profiles: undefined };
  const { files, file } = await openFile(host, asIs, { ...options, block: undefined });
  const parts = partsOf(file.current, file.file);
  const gone = goneIn(parts, loaded, host.services.clock.now());
  const names = gone.map(({ profile }) => profile);
  return {
    job: { files, current: file.current, plan: planRemoval(file, new Set(names)) },
    gone,
    users: profileUsers(parts.foreign, names),
  };
};

type Outcome = Pruning & { readonly isWritten: boolean };

const record = ({ job, gone, users, isWritten }: Outcome) => ({
  file: job.files.configPath,
  removed: gone.map(({ profile, why }) => ({
    profile,
    reason: why,
    used_by: users.filter(({ source }) => source === profile).map((user) => user.profile),
  })),
  written: isWritten,
});

/** JSON asks nobody: without `--yes` it says what would go. */
const pruneAsJson = async (host: Host, options: Options, found: Pruning): Promise<number> => {
  const isWritten = options['yes'] === true && found.gone.length > 0;
  if (isWritten) await save(host, found.job);
  host.stdout.write(`${JSON.stringify(record({ ...found, isWritten }), null, 2)}\n`);
  return exitCodes.ok;
};

export const pruneProfiles = async (host: Host, options: Options): Promise<number> => {
  const found = await pruning(host, options);
  const { job, gone } = found;
  if (options['json'] === true) return pruneAsJson(host, options, found);
  if (gone.length === 0) {
    host.stderr.write(
      `Nothing to remove: every profile of rolecall's in ${job.files.configPath} has its role.\n`,
    );
    return exitCodes.ok;
  }
  for (const { profile, why } of gone) host.stderr.write(`${profile}: ${why}.\n`);
  warn(host, job);
  const question = `Remove ${profilesText(gone.length)} from ${job.files.configPath}?`;
  if (!(await isAgreed(host, job, { options, question, command: 'prune' }))) {
    host.stderr.write('Nothing was changed.\n');
    return exitCodes.cancelled;
  }
  return sayWritten(host, await save(host, job));
};
