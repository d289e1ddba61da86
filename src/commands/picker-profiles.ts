// What the picker may ask about the profiles of the AWS config. The file's text stays here: it may hold keys, and the
// picker is shown a diff with their values masked.
import { planRemoval } from '../actions/write-profiles.ts';
import { UserError } from '../domain/errors.ts';
import { type Role, roleKey } from '../domain/role.ts';
import { profilesByRole, type RoleProfile } from '../domain/written-profiles.ts';
import type { Host } from '../host.ts';
import type { ProfileChangeKind } from '../picker/profile-change.ts';
import type { EffectPorts } from '../terminal/effect-ports.ts';
import { diffText } from './diff-text.ts';
import { type PlannedChange, planConfigChange } from './picker-config.ts';
import { addingJob, type Job, openFile } from './profiles-job.ts';
import { diffOf, profilesText, save } from './write-plan.ts';

type ProfilePorts = Pick<EffectPorts, 'loadAwsProfiles' | 'planProfiles' | 'saveProfiles'>;

type Planned = PlannedChange & { readonly request: number };

const load = async (host: Host): Promise<ReadonlyMap<string, readonly RoleProfile[]>> => {
  const { instances } = await (await host.services.configStore()).load();
  const files = await host.services.awsFiles();
  return profilesByRole(await files.readConfig(), files.configPath, instances);
};

const removingJob = async (host: Host, roles: readonly Role[]): Promise<Job> => {
  const config = await (await host.services.configStore()).load();
  const { files, file } = await openFile(host, { ...config, profiles: undefined }, {});
  const written = profilesByRole(file.current, file.file, config.instances);
  const names = roles.flatMap((role) => written.get(roleKey(role)) ?? []).filter(({ isOurs }) => isOurs);
  const plan = planRemoval(file, new Set(names.map(({ name }) => name)));
  return { files, current: file.current, plan };
};

const linesOf = (job: Job): readonly string[] => {
  const diff = diffOf(job);
  if (diff === '') return [];
  return diffText(diff, { isTerminal: true, isColoured: false }).trimEnd().split('\n');
};

const wrote = ({ plan, files }: Job): string => {
  const { added, changed, removed } = plan.changes;
  const [one] = [...added, ...changed];
  const what =
    added.length + changed.length === 1 ? `profile ${one}` : profilesText(added.length + changed.length);
  return removed.length > 0
    ? `Removed ${removed.length === 1 ? `profile ${removed[0]}` : profilesText(removed.length)} from ${files.configPath}.`
    : `Wrote ${what} to ${files.configPath}.`;
};

const planProfiles = async (
  host: Host,
  change: ProfileChangeKind,
  roles: readonly Role[],
): Promise<PlannedChange> => {
  const job = await (change === 'write' ? addingJob(host, roles) : removingJob(host, roles));
  return {
    plan: { diff: linesOf(job), warnings: job.plan.warnings, file: job.files.configPath },
    save: async () => {
      await save(host, job);
      return wrote(job);
    },
  };
};

export const pickerProfiles = (host: Host): ProfilePorts => {
  let planned: Planned | undefined;
  return {
    loadAwsProfiles: () => load(host),
    planProfiles: async ({ request, change, wish, roles }) => {
      const made =
        wish === undefined
          ? await planProfiles(host, change === 'remove' ? 'remove' : 'write', roles)
          : await planConfigChange(host, wish, roles);
      planned = { request, ...made };
      return made.plan;
    },
    saveProfiles: async (request) => {
      if (planned?.request !== request)
        throw new UserError('What was shown is no longer at hand. Try again.');
      return planned.save();
    },
  };
};
