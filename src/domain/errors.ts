// What a caller cannot go on from. Adapters translate what they meet into these; only main.ts prints them.
import type { ActionId } from './action.ts';
import { exitCodes } from './exit-codes.ts';
import type { Role } from './role.ts';

export type UserErrorOptions = {
  /** What to do next, one or more lines. */
  readonly hint?: string;
  readonly exitCode?: number;
  readonly cause?: unknown;
};

/** Something a person can act on: what happened (message), what to do next (hint), how the process ends. */
export class UserError extends Error {
  readonly hint: string | undefined;
  readonly exitCode: number;
  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? exitCodes.failed;
  }
}

/** Wrong arguments or a wrong configuration. */
export class UsageError extends UserError {
  constructor(message: string, hint?: string) {
    super(message, { exitCode: exitCodes.usage, ...(hint === undefined ? {} : { hint }) });
    this.name = 'UsageError';
  }
}

/** There is no instance yet. */
export class NotSetUp extends UsageError {
  constructor(message: string, hint: string) {
    super(message, hint);
    this.name = 'NotSetUp';
  }
}

/** Nothing that was asked for has such a role. */
export class NoRole extends UserError {
  constructor(message: string, hint: string) {
    super(message, { hint });
    this.name = 'NoRole';
  }
}

/** Several roles are what was asked for, and one was wanted. */
export class SeveralRoles extends UserError {
  constructor(message: string, hint: string) {
    super(message, { hint });
    this.name = 'SeveralRoles';
  }
}

/** One thing that is wrong in a file: line and column from 1, where it has a place. */
export type FileFault = {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** The keys that lead to it, as config-path.ts writes them; empty for the whole file. */
  readonly path: string;
  readonly message: string;
  /** What may have been meant. */
  readonly nearest: string | undefined;
};

const faultText = ({ file, line, column, path, message }: FileFault): string =>
  `${[file, line, column].filter((part) => part !== undefined).join(':')}: ${path === '' ? '' : `${path} `}${message}`;

/** config.yaml, or another file in its form, is not right. */
export class ConfigRefused extends UsageError {
  readonly faults: readonly FileFault[];
  constructor(file: string, faults: readonly FileFault[], hint: string) {
    const shown = faults.slice(0, 5).map(faultText);
    const rest = faults.length - shown.length;
    super([`${file} is not right.`, ...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'), hint);
    this.name = 'ConfigRefused';
    this.faults = faults;
  }
}

/** The person wants to look around first: the demo takes it from here. */
export class DemoPicked extends Error {
  constructor() {
    super('The demo was picked.');
    this.name = 'DemoPicked';
  }
}

/** In the picker, a command was given for several roles: not the one role that was asked for. */
export class CommandPicked extends Error {
  /** A line for the shell. */
  readonly command: string;
  readonly roles: readonly Role[];
  constructor(command: string, roles: readonly Role[]) {
    super('A command was given for the roles that were picked.');
    this.name = 'CommandPicked';
    this.command = command;
    this.roles = roles;
  }
}

/** There is no session for the instance, or AWS no longer accepts it. */
export class LoginNeeded extends UserError {
  readonly instance: string;
  constructor(
    instance: string,
    reason = `You are not signed in to ${instance}.`,
    hint = `Run: rolecall login --instance ${instance}`,
  ) {
    super(reason, { exitCode: exitCodes.loginNeeded, hint });
    this.name = 'LoginNeeded';
    this.instance = instance;
  }
}

/** AWS says that this person does not hold the role (403 or 404): never retried, never a reason to sign in. */
export class NotAssigned extends UserError {
  constructor(message: string, hint = 'The assignment may have been removed. Run: rolecall refresh') {
    super(message, { exitCode: exitCodes.notAssigned, hint });
    this.name = 'NotAssigned';
  }
}

type UpstreamFailedOptions = {
  readonly isThrottled?: boolean;
  readonly retryAfter?: number | undefined;
  readonly hint?: string;
  readonly cause?: unknown;
};

/**
 * AWS throttles, answers with an error of its own, or cannot be reached: trying again later is what helps, where nothing
 * better is said. `isThrottled` asks for a slower pace.
 */
export class UpstreamFailed extends UserError {
  readonly isThrottled: boolean;
  /** ms to wait before the next try, where AWS says so. */
  readonly retryAfter: number | undefined;
  constructor(message: string, options: UpstreamFailedOptions = {}) {
    super(message, { hint: 'Try again in a minute.', ...options, exitCode: exitCodes.upstream });
    this.name = 'UpstreamFailed';
    this.isThrottled = options.isThrottled ?? false;
    this.retryAfter = options.retryAfter;
  }
}

/** The access token is no longer accepted (portal 401): renew it once, then sign in. */
export class TokenRejected extends Error {
  constructor() {
    super('The access token was rejected.');
    this.name = 'TokenRejected';
  }
}

/** An OIDC error by its wire name, such as `authorization_pending` or `invalid_grant`. */
export class OidcFailed extends Error {
  readonly code: string;
  constructor(code: string, description: string) {
    super(description);
    this.name = 'OidcFailed';
    this.code = code;
  }
}

/** STS says no (4xx), by the error's wire name, such as `AccessDenied` or `ExpiredToken`. */
export class StsRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`STS refused (${code}).`);
    this.name = 'StsRefused';
    this.code = code;
  }
}

/** AWS does not take the code of the MFA device: mistyped, used before, or of another device. */
export class MfaRefused extends StsRefused {
  constructor() {
    super('AccessDenied');
    this.name = 'MfaRefused';
  }
}

/** The secret store is locked, missing, denied or damaged. Nothing was written. */
export class SecretStoreFailed extends UserError {
  constructor(message: string, hint?: string) {
    super(message, { exitCode: exitCodes.secretStore, ...(hint === undefined ? {} : { hint }) });
    this.name = 'SecretStoreFailed';
  }
}

/** The person pressed Ctrl-C or left the picker: nothing is printed on stdout. */
export class Cancelled extends Error {
  readonly exitCode = exitCodes.cancelled;
  constructor() {
    super('Cancelled.');
    this.name = 'Cancelled';
  }
}

/** A signal asked the program to end: clean up, say nothing, and end as the signal would have made it. */
export class Terminated extends Error {
  readonly exitCode: number;
  constructor(signalNumber: number) {
    super('Ended by a signal.');
    this.name = 'Terminated';
    this.exitCode = 128 + signalNumber;
  }
}

/** In a picker that a command opened, another action's key was pressed: do that instead of the command. */
export class OtherActionPicked extends Error {
  readonly action: ActionId;
  readonly role: Role;
  constructor(action: ActionId, role: Role) {
    super(`Picked for ${action}.`);
    this.name = 'OtherActionPicked';
    this.action = action;
    this.role = role;
  }
}
