// Writing what was planned for the AWS config, shown before and said afterwards.
import type { ProfileChanges } from '../actions/write-profiles.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { audited } from '../engine/audit.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { diffText } from './diff-text.ts';
import type { Job } from './profiles-job.ts';

// More than this scrolls away before the question.
const shownLines = 200;

export const diffOf = ({ current, plan, files }: Job): string =>
  unifiedDiff({
    before: current ?? '',
    after: plan.after,
    beforeLabel: files.configPath,
    afterLabel: `${files.configPath} (new)`,
  });

export const showDiff = (
  host: Host,
  stream: NodeJS.WriteStream,
  request: { readonly diff: string; readonly limit?: number },
): void => {
  const isTerminal = stream.isTTY === true;
  const isColoured = isTerminal && !host.env['NO_COLOR'];
  stream.write(diffText(request.diff, { isTerminal, isColoured, limit: request.limit }));
};

export const profilesText = (count: number): string => (count === 1 ? '1 profile' : `${count} profiles`);

const movedText = { block: ', moved into one block', marked: ', moved out of the block' } as const;

export const changesText = ({ added, changed, removed, moved }: ProfileChanges): string =>
  `${added.length} added, ${changed.length} changed, ${removed.length} removed${moved === undefined ? '' : movedText[moved]}`;

export const warn = (host: Host, { plan }: Job): void => {
  for (const warning of plan.warnings) host.stderr.write(`Warning: ${warning}\n`);
};

export const sayUpToDate = (host: Host, { plan, files }: Job): number => {
  host.stderr.write(
    `Nothing to change: ${profilesText(plan.count)} in ${files.configPath} ${plan.count === 1 ? 'is' : 'are'} up to date.\n`,
  );
  return exitCodes.ok;
};

type Question = { readonly options: Options; readonly question: string; readonly command: string };

/** Shows the diff and asks. Errors: UsageError where there is nobody to ask and no `--yes`. */
export const isAgreed = async (host: Host, job: Job, asked: Question): Promise<boolean> => {
  if (asked.options['yes'] === true) return true;
  if (!host.isInteractive)
    throw new UsageError(
      'There is no terminal to ask on, so nothing was written.',
      `Look with: rolecall profiles diff\nThen write with: rolecall profiles ${asked.command} --yes`,
    );
  showDiff(host, host.stderr, { diff: diffOf(job), limit: shownLines });
  return host.confirm(asked.question);
};

type Again = { readonly replan?: (() => Promise<Job>) | undefined; readonly tries?: number };

/**
 * Writes the file. Where another program changed it meanwhile, `replan` sees what it is now and the change is made to
 * that; without it this is refused, since what was shown is no longer what would be written. Answers what was written.
 */
export const save = async (host: Host, job: Job, { replan, tries = 3 }: Again = {}): Promise<Job> => {
  const { services } = host;
  const lock = await services.lock();
  try {
    await audited(services, {
      subject: { event: 'profiles' },
      run: () => lock.run('aws-config', () => job.files.writeConfig(job.current, job.plan.after)),
    });
    return job;
  } catch (error) {
    if (replan === undefined || tries <= 1 || (await job.files.readConfig()) === job.current) throw error;
    return save(host, await replan(), { replan, tries: tries - 1 });
  }
};

export const sayWritten = (host: Host, { files, current, plan }: Job): number => {
  const backup = current === undefined ? '' : ` The file before is ${files.configPath}.rolecall-backup.`;
  host.stderr.write(
    `Wrote ${profilesText(plan.count)} to ${files.configPath} (${changesText(plan.changes)}).${backup}\n`,
  );
  return exitCodes.ok;
};
