// After a refresh: the profiles that are in the AWS config follow the roles, where the user asked for it. What goes
// wrong here is said, and fails nothing.
import { Cancelled, UserError } from '../domain/errors.ts';
import { ownSections } from '../domain/own-sections.ts';
import type { LoadedRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import { fullWish, type Job, jobFor } from './profiles-job.ts';
import { changesText, save } from './write-plan.ts';

export type ProfilesNews = { readonly text: string; readonly isProblem: boolean };

const reasonOf = (error: unknown): string =>
  error instanceof UserError || error instanceof Cancelled
    ? (error.message.split('\n')[0] ?? '')
    : 'unexpected error';

/** Undefined where nothing is to be said: not asked for, no profiles of ours, or nothing changed. Never throws. */
export const refreshProfiles = async (host: Host, loaded: LoadedRoles): Promise<ProfilesNews | undefined> => {
  const { config, roles } = loaded;
  if (config.profiles?.auto !== true || roles.length === 0) return undefined;
  try {
    const replan = async (): Promise<Job> =>
      jobFor(host, { loaded, options: {}, wish: await fullWish(host, loaded, {}) });
    const files = await host.services.awsFiles();
    if (ownSections(await files.readConfig(), files.configPath).length === 0) return undefined;
    const job = await replan();
    if (job.plan.after === job.current) return undefined;
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
