// Where a passphrase comes from: the environment, then a configured command, then the person at the terminal.
import { SecretStoreFailed } from '../../domain/errors.ts';
import { commandFailures, runSecretCommand } from '../secret-command.ts';

/** Asks on the terminal, without showing what is typed. Undefined when there is no terminal. Errors: Cancelled. */
export type PromptPassphrase = (
  question: string,
  options: {
    readonly confirm: boolean;
    /** What is said to an empty line; about a passphrase unless given. */
    readonly empty?: string;
  },
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

/** There is a way to ask, and no terminal behind it. */
export class NobodyToAsk extends SecretStoreFailed {}

const runCommand = (argv: readonly string[], env: PassphraseOptions['env']): Promise<string> =>
  runSecretCommand({ argv, env }, (failure) => {
    const hint = `Run it by hand to see why: ${argv[0]}`;
    return new SecretStoreFailed(`The passphrase command ${commandFailures[failure]}.`, hint);
  });

const questions: Readonly<Record<PassphrasePurpose, string>> = {
  new: 'Choose a passphrase for the secret store',
  known: 'Passphrase of the secret store',
  'known, after a wrong one': 'That was wrong. Passphrase of the secret store',
};

const ask = async (prompt: PromptPassphrase | undefined, purpose: PassphrasePurpose): Promise<string> => {
  const question = questions[purpose];
  const passphrase = await prompt?.(question, { confirm: purpose === 'new' });
  const Missing = prompt === undefined ? SecretStoreFailed : NobodyToAsk;
  if (passphrase === undefined)
    throw new Missing(
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
