// The quick road: what other programs ask a thousand times a day, answered from files before anything else is loaded.
// That is the status of a shell, the roles that are known, and role credentials that are cached with 15 minutes left, or
// that another process is just renewing: of fifty callers one loads what it takes to ask AWS, and most others wait here.
// Whatever is not plain (another argument, a stale cache, a locked store, any error) is undefined here, and main.ts answers
// in full. The build keeps this road in files of its own, since the status needs next to nothing.
import { nearestFolderFile } from './adapters/nearest-folder-file.ts';
import { quickStatus } from './domain/status-text.ts';
import { quickTime } from './domain/time-text.ts';

export type Outside = {
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The working folder. Errors: it is gone. */
  readonly cwd: () => string;
  readonly now: () => number;
  readonly pid: number;
  readonly ppid: number;
  /** Columns of the terminal that stdout is; undefined where it is none. */
  readonly terminalWidth: () => number | undefined;
};

export type QuickAnswer = { readonly stdout: string; readonly stderr: string; readonly exitCode: number };

/** Where the folder asks for a role, what is held is compared with it on the long road; no prompt pays for that. */
const statusAnswer = ({ argv, env, now, cwd }: Outside): QuickAnswer | undefined => {
  const isForPrompt = argv[1]?.startsWith('--format') === true;
  return isForPrompt || nearestFolderFile(cwd()) === undefined ? quickStatus(argv, env, now()) : undefined;
};

/** Undefined when the question needs the long road. Never throws. */
export const quickAnswer = async (outside: Outside): Promise<QuickAnswer | undefined> => {
  // Who wants a log wants to see it all.
  if (outside.env['ROLECALL_LOG']) return undefined;
  try {
    if (outside.argv[0] === 'status') return statusAnswer(outside);
    if (outside.argv[0] === 'time') return quickTime(outside.argv, outside.env, outside.now());
    const [command, first] = outside.argv;
    if (command === 'aws-cli-helper' && first === '--profile' && outside.argv.length === 3)
      return await (await import('./quick-process.ts')).processAnswer(outside);
    if (outside.argv[0] === 'process')
      return await (await import('./quick-process.ts')).processAnswer(outside);
    if (outside.argv[0] === 'list') return await (await import('./quick-list.ts')).listAnswer(outside);
    if (outside.argv[0] === 'init') return await (await import('./quick-init.ts')).initAnswer(outside);
  } catch {
    // The long road meets the same error, and says it.
  }
  return undefined;
};
