// Where a passphrase comes from: the environment, then a configured command, then the person at the terminal.
import { SecretStoreFailed } from '../../domain/errors.ts';

/** Asks on the terminal, without showing what is typed. Undefined when there is no terminal. Errors: Cancelled. */
export type PromptPassphrase = (
  question: string,
  options: { readonly confirm: boolean },
) => Promise<string | undefined>;

export type PassphrasePurpose = 'new' | 'known' | 'known, after a wrong one';

export type PassphraseSource = {
  /** Never empty. `new` = for a store that is being made. Errors: SecretStoreFailed, Cancelled. */
  readonly get: (purpose: PassphrasePurpose) => Promise<string>;
  /** How often it makes sense to get one: a person may mistype, a variable is always the same. */
  readonly tries: number;
};

export type PassphraseOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly command: readonly string[] | undefined;
  readonly prompt: PromptPassphrase | undefined;
};

const commandTimeLimit = 30_000;

/** What the command must not see: it has no need of our secrets, nor of options for another Node. */
const withoutOurSecrets = (env: PassphraseOptions['env']): Record<string, string | undefined> => {
  const { ROLECALL_PASSPHRASE: _, ROLECALL_MASTER_KEY: __, NODE_OPTIONS: ___, ...rest } = env;
  return rest;
};

/** Runs the argv without a shell. Its error output is dropped: it could hold what it was asked for. */
const runCommand = async (argv: readonly string[], env: PassphraseOptions['env']): Promise<string> => {
  const { execFile } = await import('node:child_process');
  const [file, ...words] = argv;
  const failed = (what: string): SecretStoreFailed =>
    new SecretStoreFailed(`The passphrase command ${what}.`, `Run it by hand to see why: ${file}`);
  if (file === undefined) throw failed('is empty');
  const output = await new Promise<string>((resolve, reject) => {
    const options = { timeout: commandTimeLimit, killSignal: 'SIGKILL', maxBuffer: 65_536 } as const;
    const child = execFile(file, words, { ...options, env: withoutOurSecrets(env) }, (error, stdout) => {
      if (error === null) return resolve(stdout);
      if (error.killed) return reject(failed(`took longer than ${commandTimeLimit / 1000} seconds`));
      reject(failed(error.code === 'ENOENT' ? 'was not found' : 'failed'));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  });
  const passphrase = output.replace(/\r?\n$/, '');
  if (passphrase === '') throw failed('printed nothing');
  return passphrase;
};

const questions: Readonly<Record<PassphrasePurpose, string>> = {
  new: 'Choose a passphrase for the secret store',
  known: 'Passphrase of the secret store',
  'known, after a wrong one': 'That was wrong. Passphrase of the secret store',
};

const ask = async (prompt: PromptPassphrase | undefined, purpose: PassphrasePurpose): Promise<string> => {
  const question = questions[purpose];
  const passphrase = await prompt?.(question, { confirm: purpose === 'new' });
  if (passphrase === undefined)
    throw new SecretStoreFailed(
      'The secret store needs a passphrase, and there is no terminal to ask on.',
      `${purpose === 'new' ? 'Set' : 'Run rolecall unlock in a terminal, or set'} ROLECALL_PASSPHRASE, or a passphrase command under secret_store in the configuration.`,
    );
  if (passphrase === '') throw new SecretStoreFailed('A passphrase cannot be empty.');
  return passphrase;
};

/** Is there a passphrase without asking anyone? An empty variable counts as not set. */
export const hasSilentPassphrase = ({ env, command }: PassphraseOptions): boolean =>
  (env['ROLECALL_PASSPHRASE'] ?? '') !== '' || command !== undefined;

export const passphraseSource = (options: PassphraseOptions): PassphraseSource => {
  const { env, command, prompt } = options;
  return {
    tries: hasSilentPassphrase(options) ? 1 : 3,
    get: async (purpose) => {
      const given = env['ROLECALL_PASSPHRASE'] ?? '';
      if (given !== '') return given;
      return command === undefined ? ask(prompt, purpose) : runCommand(command, env);
    },
  };
};
