// After a refresh: the profiles that are in the AWS config follow the roles, where the user asked for it. What goes
// wrong here is said, and fails nothing.
import { awsProfiles } from '../domain/aws-profiles.ts';
import { Cancelled, UserError } from '../domain/errors.ts';
import { ownSections, partsOf } from '../domain/own-sections.ts';
import type { LoadedRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import { fullWish, type Job, jobFor } from './profiles-job.ts';
import { changesText, save } from './write-plan.ts';

export type ProfilesNews = { readonly text: string; readonly isProblem: boolean };

const reasonOf = (error: unknown): string =>
  error instanceof UserError || error instanceof Cancelled
    ? (error.message.split('\n')[0] ?? '')
    : 'unexpected error';

/**
 * A removed profile of ours that may well have its role: its instance was never read (imported a moment ago, or its
 * catalog is lost). Whoever writes by hand sees that in the diff; nobody looks here.
 */
const unreadAmong = (job: Job, { config, instances }: LoadedRoles): string | undefined => {
  const read = new Set(instances.filter((one) => one.fetchedAt !== undefined).map((one) => one.instance));
  const isUnread = (name: string): boolean =>
    !read.has(name) && config.instances.some((one) => one.name === name && one.base === undefined);
  const removed = new Set(job.plan.changes.removed);
  const { own, foreign } = partsOf(job.current, job.files.configPath);
  const found = awsProfiles(own, config.instances, [...own, ...foreign]);
  return found.find(({ name, role }) => removed.has(name) && isUnread(role?.instance ?? ''))?.role?.instance;
};

/** Undefined where nothing is to be said: not asked for, no profiles of ours, or nothing changed. Never throws. */
export const refreshProfiles = async (host: Host, loaded: LoadedRoles): Promise<ProfilesNews | undefined> => {
  const { config, roles } = loaded;
  if (config.profiles?.auto !== true || roles.length === 0) return undefined;
  try {
    const replan = (): Promise<Job> => jobFor(host, { loaded, options: {}, wish: fullWish(loaded, {}) });
    const files = await host.services.awsFiles();
    if (ownSections(await files.readConfig(), files.configPath).length === 0) return undefined;
    const job = await replan();
    if (job.plan.after === job.current) return undefined;
    const unread = unreadAmong(job, loaded);
    if (unread !== undefined)
      return {
        text: `Profiles not updated: the roles of ${unread} were never read, and its profiles would go.`,
        isProblem: true,
      };
    const { plan } = await save(host, job, { replan });
    return { text: `Profiles updated: ${changesText(plan.changes)}.`, isProblem: false };
  } catch (error) {
    return { text: `Profiles not updated. ${reasonOf(error)}`, isProblem: true };
  }
};

/** The same, said on stderr. */
export const refreshProfilesAloud = async (host: Host, loaded: LoadedRoles): Promise<void> => {
  const news = await refreshProfiles(host, loaded);
  if (news === undefined) return;
  const more = news.isProblem ? ' See: rolecall profiles check' : '';
  host.stderr.write(`${host.redact(news.text)}${more}\n`);
};
