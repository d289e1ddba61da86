// The code that an MFA device shows now: from `--mfa-code` (as ROLECALL_MFA_CODE), from a configured command, or from
// the person at the terminal. A code is good once, so the first two are not asked again when AWS has refused theirs.
import { UsageError, UserError } from '../domain/errors.ts';
import { isMfaCode, mfaCodeIn } from '../domain/mfa-code.ts';
import type { MfaQuestion } from '../ports/services.ts';
import { commandFailures, runSecretCommand } from './secret-command.ts';

export type MfaCodeOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Undefined when there is no terminal. Errors: Cancelled. */
  readonly prompt: (question: string) => Promise<string | undefined>;
};

const fromCommand = async (argv: readonly string[], env: MfaCodeOptions['env']): Promise<string> => {
  const failed = (what: string): UserError =>
    new UserError(`The mfa_command ${what}.`, { hint: `Run it by hand to see why: ${argv.join(' ')}` });
  const output = await runSecretCommand({ argv, env }, (failure) => failed(commandFailures[failure]));
  const code = mfaCodeIn(output);
  if (code === undefined) throw failed('printed no code of six digits, or more than one');
  return code;
};

/** A mistyped code is asked for again here: AWS locks nobody out for it, but each try costs a call. */
const fromPerson = async (
  prompt: MfaCodeOptions['prompt'],
  { serial, isAgain }: MfaQuestion,
): Promise<string | undefined> => {
  let question = `${isAgain ? 'AWS did not take that code. ' : ''}Code of ${serial}`;
  for (;;) {
    const answer = (await prompt(question))?.replaceAll(' ', '');
    if (answer === undefined || isMfaCode(answer)) return answer;
    question = `A code is six digits. Code of ${serial}`;
  }
};

/** AWS would answer another form with an error that tells nobody what is wrong. */
const checked = (given: string): string => {
  const code = given.replaceAll(' ', '');
  if (isMfaCode(code)) return code;
  throw new UsageError('ROLECALL_MFA_CODE is no code of six digits.', 'Set it to what the device shows now.');
};

export const mfaCodes = ({ env, prompt }: MfaCodeOptions) => {
  let given = env['ROLECALL_MFA_CODE'] || undefined;
  return async (question: MfaQuestion): Promise<string | undefined> => {
    const code = given;
    given = undefined;
    if (code !== undefined) return checked(code);
    const command = question.instance.mfa?.command;
    if (command === undefined) return fromPerson(prompt, question);
    return question.isAgain ? undefined : fromCommand(command, env);
  };
};
