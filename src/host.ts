// What the outside gives us. The services made from it are in services.ts.
import { homeFolder } from './adapters/home-folder.ts';
import { observedServices } from './adapters/observed-services.ts';
import type { PrivateFolder } from './adapters/private-folder.ts';
import { beginWatching, type Watching, withoutDebug } from './adapters/watching.ts';
import type { Services } from './ports/services.ts';
import { type Around, type Prompting, promptOf, servicesOf } from './services.ts';

export type { Around } from './services.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Host = {
  /** Arguments after the program's name, without `--debug`. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Node's path and the program's, for lines that call it again (credential_process). */
  readonly execPath: string;
  readonly scriptPath: string;
  /** `v20.20.0` */
  readonly nodeVersion: string;
  readonly services: Services;
  /** The person's home folder. */
  readonly home: string;
  /** The program that started this one, usually the shell; undefined where it cannot be told. */
  readonly parentName: () => Promise<string | undefined>;
  readonly parentId: number;
  /** When the program began, ms since the epoch. */
  readonly startedAt: number;
  /** Keys can be read and questions shown: stdin and stderr are terminals. */
  readonly isInteractive: boolean;
  /** Asks yes or no on the terminal; no is the default. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Asks for a line on the terminal; empty answers give `fallback`. */
  readonly ask: (question: string, fallback?: string) => Promise<string>;
  /** Asks for a line that is not shown while it is typed; undefined when there is no terminal. Errors: Cancelled. */
  readonly askSecret: (question: string) => Promise<string | undefined>;
  /** All of stdin, at most 64 KiB. Errors: UsageError when it is longer. */
  readonly readInput: () => Promise<string>;
  /** Checks and normalises a start URL (vanity domains need one HEAD). Errors: UsageError, UpstreamFailed. */
  readonly resolveStartUrl: (url: string) => Promise<string>;
  /** Resolves at the first SIGINT, SIGTERM or SIGHUP; from the call on, these no longer end the program. */
  readonly untilSignal: () => Promise<NodeJS.Signals>;
  /** Tells of every SIGINT, SIGTERM and SIGHUP from when it resolves; none of these ends the program any more. */
  readonly onEachSignal: (heard: (signal: NodeJS.Signals) => void) => Promise<void>;
  /** A text file that ships with the program, such as `completions/rolecall.bash`. */
  readonly readPackageFile: (relativePath: string) => Promise<string>;
  /** Starts a program and lets it be: nobody waits for it, nothing is heard of it, nothing fails. */
  readonly startApart: (argv: readonly string[]) => Promise<void>;
  /** A folder of its own under the system's temporary one, to be removed at the end. */
  readonly privateFolder: (prefix: string) => Promise<PrivateFolder>;
  /** The same host, with nobody to ask for a passphrase: a locked secret store is an error. */
  readonly unattended: () => Host;
  /** While the picker holds the terminal, a passphrase is asked for inside `around`, which gives the terminal up. */
  readonly aroundPrompts: (around: Around | undefined) => void;
  /** From the call on, nobody is asked for a passphrase any more: what a program in the background needs. */
  readonly endPrompts: () => void;
  /** A text for people, without any secret that this process has met. */
  readonly redact: (text: string) => string;
  /** The same host with other variables: the demo's private home. */
  readonly withEnv: (env: Environment) => Host;
};

type More = { readonly isAttended?: boolean; readonly watching?: Watching };

/** The host of a real process. `env` replaces its variables for everything that is made from the host. */
export const hostOf = (real: NodeJS.Process, env: Environment = real.env, more: More = {}): Host => {
  const { platform, stdin, stdout, stderr, pid, ppid } = real;
  const words = real.argv.slice(2);
  const { isAttended = true, watching = beginWatching(real, env, words) } = more;
  const prompting: Prompting = { isAttended, around: undefined };
  const questions = () => import('./adapters/questions.ts');
  return {
    argv: withoutDebug(words),
    env,
    platform,
    stdin,
    stdout,
    stderr,
    execPath: real.execPath,
    scriptPath: real.argv[1] ?? '',
    nodeVersion: real.version,
    home: homeFolder(env),
    services: observedServices(
      servicesOf({ env: { ...env }, platform, stderr, pid, ppid, cwd: real.cwd, prompting, watching }),
      watching,
    ),
    parentName: async () => (await import('./adapters/parent-process.ts')).parentProcessName(real.ppid),
    parentId: ppid,
    startedAt: performance.timeOrigin,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    confirm: async (question) => (await questions()).confirm({ stdin, stderr }, question),
    ask: async (question, fallback) => (await questions()).ask({ stdin, stderr }, question, fallback),
    askSecret: async (question) =>
      (await promptOf(prompting))?.(question, { confirm: false, empty: 'It cannot be empty.' }),
    readInput: async () => (await questions()).readInput(stdin),
    resolveStartUrl: async (url) =>
      (await import('./adapters/vanity-start-url.ts')).resolveStartUrl({ url, env }),
    untilSignal: async () => (await import('./adapters/signals.ts')).untilSignal(real),
    onEachSignal: async (heard) => (await import('./adapters/signals.ts')).onEachSignal(real, heard),
    readPackageFile: async (path) => (await import('./adapters/package-files.ts')).readPackageFile(path),
    privateFolder: async (prefix) => (await import('./adapters/private-folder.ts')).privateFolder(prefix),
    startApart: async (argv) => (await import('./adapters/start-apart.ts')).startApart(argv, env),
    unattended: () => hostOf(real, env, { isAttended: false, watching }),
    aroundPrompts: (around) => {
      prompting.around = around;
      watching.hold(around !== undefined);
    },
    endPrompts: () => {
      prompting.isAttended = false;
    },
    redact: watching.redactor.redact,
    withEnv: (other) => hostOf(real, other, { isAttended, watching }),
  };
};
