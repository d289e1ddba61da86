// The one error that the library throws. What the engine throws is told apart by its name and its exit code.
import { exitCodes } from '../domain/exit-codes.ts';

/** What went wrong, in a word for programs. */
export type RolecallErrorCode =
  /** An option of the call is not right. */
  | 'wrong-options'
  /** config.yaml, or another file, is not right. */
  | 'wrong-config'
  /** Nothing is set up yet, and nobody is here to be asked. */
  | 'setup-needed'
  /** No place that was looked at has credentials. */
  | 'no-credentials'
  /** There is no such role. */
  | 'no-role'
  /** Several roles match. */
  | 'several-roles'
  /** The tool does not take what was found, by its options. */
  | 'not-allowed'
  /** The role is guarded, and `confirm` does not name it. */
  | 'not-confirmed'
  /** A person has to sign in. */
  | 'login-needed'
  /** AWS says that this person does not hold the role. */
  | 'not-assigned'
  /** AWS throttles, or cannot be reached. */
  | 'upstream'
  /** The secret store is locked, or missing. */
  | 'secret-store'
  /** A person left the setup. */
  | 'cancelled'
  | 'failed';

const byExitCode: Readonly<Record<number, RolecallErrorCode>> = {
  [exitCodes.usage]: 'wrong-options',
  [exitCodes.notConfirmed]: 'not-confirmed',
  [exitCodes.loginNeeded]: 'login-needed',
  [exitCodes.notAssigned]: 'not-assigned',
  [exitCodes.upstream]: 'upstream',
  [exitCodes.secretStore]: 'secret-store',
  [exitCodes.cancelled]: 'cancelled',
};

const byName: Readonly<Record<string, RolecallErrorCode>> = {
  ConfigRefused: 'wrong-config',
  NotSetUp: 'setup-needed',
  NoRole: 'no-role',
  SeveralRoles: 'several-roles',
};

/** Said where nothing better is known. */
const usualHints: Readonly<Record<RolecallErrorCode, string>> = {
  'wrong-options': 'See docs/library.md.',
  'wrong-config': 'Mend it: rolecall config edit',
  'setup-needed': 'Run: rolecall setup',
  'no-credentials': 'Run: rolecall setup',
  'no-role': 'See what there is with: rolecall list',
  'several-roles': 'Name it by account and role.',
  'not-allowed': 'Use a role of Identity Center. Run: rolecall setup',
  'not-confirmed': 'Name the role in confirm.',
  'login-needed': 'Run: rolecall login',
  'not-assigned': 'The assignment may have been removed. Run: rolecall refresh',
  upstream: 'Try again in a minute.',
  'secret-store': 'Run: rolecall unlock',
  cancelled: 'Run the setup again.',
  failed: 'See what is wrong with: rolecall doctor',
};

export class RolecallError extends Error {
  static {
    // As Node prints it, whatever the build calls the class.
    Object.defineProperty(RolecallError, 'name', { value: 'RolecallError' });
  }
  readonly code: RolecallErrorCode;
  /** What to do next, one or more lines. */
  readonly hint: string;
  constructor(code: RolecallErrorCode, message: string, hint?: string) {
    super(message);
    this.name = 'RolecallError';
    this.code = code;
    this.hint = hint ?? usualHints[code];
  }
}

/** True for one of any copy of the library, whether it was imported or required. */
export const isRolecallError = (error: unknown): error is RolecallError =>
  error instanceof Error && error.name === 'RolecallError' && 'code' in error && 'hint' in error;

export const wrongOption = (text: string): RolecallError =>
  new RolecallError('wrong-options', `createAwsAuth: ${text}`, 'The options are in docs/library.md.');

type Told = { readonly exitCode: number; readonly hint?: unknown };

const isTold = (error: Error): error is Error & Told =>
  'exitCode' in error && typeof error.exitCode === 'number';

const codeOf = ({ name, exitCode }: Error & Told): RolecallErrorCode =>
  byName[name] ?? byExitCode[exitCode] ?? 'failed';

/** What the engine throws, as this library tells it. What nobody foresaw may quote what it failed on: only its kind is told. */
export const asRolecallError = (error: unknown): RolecallError => {
  if (error instanceof RolecallError) return error;
  // The engine's own copy, where the library was required.
  if (isRolecallError(error)) return new RolecallError(error.code, error.message, error.hint);
  if (error instanceof Error && isTold(error))
    return new RolecallError(
      codeOf(error),
      error.message,
      typeof error.hint === 'string' ? error.hint : undefined,
    );
  const kind = error instanceof Error ? error.name : 'unknown error';
  return new RolecallError('failed', `Something went wrong that should not have (${kind}).`);
};
