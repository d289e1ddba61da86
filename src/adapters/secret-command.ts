// Programs of the user's own that print a secret: a passphrase, an MFA code. They are run as lists of words, without a
// shell. Their error output is dropped: it could hold what they were asked for.
import { ownSecretVariables } from '../domain/own-secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type SecretCommand = { readonly argv: readonly string[]; readonly env: Environment };

export type CommandFailure = 'empty' | 'late' | 'missing' | 'failed' | 'silent';

/** What follows on the command's name in a message. */
export const commandFailures: Readonly<Record<CommandFailure, string>> = {
  empty: 'is empty',
  late: 'took longer than 30 seconds',
  missing: 'was not found',
  failed: 'failed',
  silent: 'printed nothing',
};

const timeLimit = 30_000;

/** What the command must not see: it has no need of our secrets, nor of options for another Node. */
const withoutOurSecrets = (env: Environment): Record<string, string | undefined> => {
  const gone = new Set<string>([...ownSecretVariables, 'NODE_OPTIONS']);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !gone.has(name)));
};

/** What it prints, without the last line's end. Errors: what `failed` makes of the failure. */
export const runSecretCommand = async (
  { argv, env }: SecretCommand,
  failed: (failure: CommandFailure) => Error,
): Promise<string> => {
  const { execFile } = await import('node:child_process');
  const [file, ...words] = argv;
  if (file === undefined) throw failed('empty');
  const output = await new Promise<string>((resolve, reject) => {
    const options = { timeout: timeLimit, killSignal: 'SIGKILL', maxBuffer: 65_536 } as const;
    const child = execFile(file, words, { ...options, env: withoutOurSecrets(env) }, (error, stdout) => {
      if (error === null) return resolve(stdout);
      if (error.killed) return reject(failed('late'));
      reject(failed(error.code === 'ENOENT' ? 'missing' : 'failed'));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  });
  const text = output.replace(/\r?\n$/, '');
  if (text === '') throw failed('silent');
  return text;
};
