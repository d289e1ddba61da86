// `init --install` and `--uninstall`: our lines go into the shell's startup file, or out of it, after the change was shown.
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import type { Host } from '../host.ts';
import type { FilePlan } from '../setup/state.ts';
import { loadLine } from '../shells/load-line.ts';
import { checkFunctionName, type FunctionShell } from '../shells/role-function.ts';
import type { IntegratedShell } from '../shells/startup-block.ts';
import type { Options } from './command.ts';
import { diffText } from './diff-text.ts';
import {
  isChange,
  isIntegrated,
  planStartupFile,
  planStartupRemoval,
  writeStartupFile,
} from './startup-file.ts';

const integrated = (shell: FunctionShell): IntegratedShell => {
  if (isIntegrated(shell)) return shell;
  throw new UsageError(
    `${shell} has no startup file of its own.`,
    `Add this line to the file that ENV names: ${loadLine(shell)}`,
  );
};

/** More options for the line in the file. Undefined = those that are there stay. */
const wordsOf = (options: Options, shell: FunctionShell): string | undefined => {
  const { name, completion } = options;
  if (name === undefined && completion !== false) return undefined;
  const own = checkFunctionName(String(name ?? 'role'), shell);
  return `${own === 'role' ? '' : ` --name ${own}`}${completion === false ? ' --no-completion' : ''}`;
};

const diffOf = ({ file, edit }: FilePlan): string =>
  unifiedDiff({
    before: edit.before ?? '',
    after: edit.after,
    beforeLabel: file,
    afterLabel: `${file} (new)`,
  });

const show = (host: Host, stream: NodeJS.WriteStream, plan: FilePlan): void => {
  const isTerminal = stream.isTTY === true;
  stream.write(diffText(diffOf(plan), { isTerminal, isColoured: isTerminal && !host.env['NO_COLOR'] }));
};

type Work = { readonly shell: IntegratedShell; readonly isInstall: boolean; readonly plan: FilePlan };

const isAgreed = async (host: Host, options: Options, { isInstall, plan }: Work): Promise<boolean> => {
  if (options['yes'] === true) return true;
  if (!host.isInteractive)
    throw new UsageError(
      `${plan.file} would be changed, and there is no terminal to ask on. Nothing was changed.`,
      'Look with --dry-run, or say --yes to go on.',
    );
  show(host, host.stderr, plan);
  return host.confirm(
    isInstall ? `Add these lines to ${plan.file}?` : `Remove these lines from ${plan.file}?`,
  );
};

const nothingToDo = ({ isInstall, plan, shell }: Work): string =>
  isInstall
    ? `${plan.file} loads the function already.\n`
    : `No lines of rolecall are in ${plan.file}, for ${shell}.\n`;

const written = ({ isInstall, plan, shell }: Work, words: string | undefined): string => {
  if (!isInstall)
    return `Removed the lines from ${plan.file}. Shells that run keep the function until they end.\n`;
  // nushell reads code at its start alone.
  const here = shell === 'nushell' ? '' : `; in this one: ${loadLine(shell, words)}`;
  return `Added lines to ${plan.file}. They count from the next ${shell} on${here}\n`;
};

/** What the lines made in another file, which they no longer keep up to date. */
const leftOver = ({ isInstall, shell }: Work): string =>
  !isInstall && shell === 'nushell'
    ? 'In nushell, remove the function too: rm ($nu.data-dir | path join vendor autoload rolecall.nu)\n'
    : '';

/** JSON asks nobody: without `--yes` it says what would be. */
const asJson = async (host: Host, options: Options, { shell, isInstall, plan }: Work): Promise<number> => {
  const isWritten =
    options['yes'] === true && options['dryRun'] !== true && (await writeStartupFile(host, plan));
  const record = {
    shell,
    action: isInstall ? 'install' : 'uninstall',
    file: plan.file,
    changed: isChange(plan),
    written: isWritten,
  };
  host.stdout.write(`${JSON.stringify(record, null, 2)}\n`);
  return exitCodes.ok;
};

/** Answers the exit code. Errors: UsageError, UserError. */
export const installInit = async (host: Host, asked: FunctionShell, options: Options): Promise<number> => {
  const isInstall = options['install'] === true;
  if (isInstall && options['uninstall'] === true)
    throw new UsageError('--install and --uninstall do not go together.');
  const shell = integrated(asked);
  const words = wordsOf(options, shell);
  const file = typeof options['file'] === 'string' ? options['file'] : undefined;
  const plan = await (isInstall ? planStartupFile : planStartupRemoval)(host, { shell, words, file });
  const work: Work = { shell, isInstall, plan };
  if (options['json'] === true) return asJson(host, options, work);
  if (!isChange(plan)) {
    host.stderr.write(nothingToDo(work));
    return exitCodes.ok;
  }
  if (options['dryRun'] === true) {
    show(host, host.stdout, plan);
    return exitCodes.ok;
  }
  if (!(await isAgreed(host, options, work))) {
    host.stderr.write('Nothing was changed.\n');
    return exitCodes.cancelled;
  }
  await writeStartupFile(host, plan);
  host.stderr.write(`${written(work, words)}${leftOver(work)}`);
  return exitCodes.ok;
};
