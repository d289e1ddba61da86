// A program, or a subshell, whose environment holds the role.

import type { RoleCredentials } from '../domain/credentials.ts';
import { UsageError } from '../domain/errors.ts';
import { type Holding, roleVariables } from '../domain/export-variables.ts';
import type { ExportsConfig } from '../domain/exports-config.ts';
import { ownSecretVariables, storeVariables } from '../domain/own-secrets.ts';
import type { Role } from '../domain/role.ts';
import type { Services } from '../ports/services.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type RunRequest = {
  readonly role: Role;
  readonly credentials: RoleCredentials;
  /** As of `ExportRequest`. */
  readonly region: string | undefined;
  readonly exports?: ExportsConfig | undefined;
  /** Empty: the person's shell. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Keep the variables that unlock the secret store: only the demo's own, which protects nothing. */
  readonly keepsStoreKey: boolean;
  /** What the child gets instead of the keys. */
  readonly holding?: Holding;
};

/** Set in every child, so that a second `exec` inside it is noticed. */
export const nestingVariable = 'ROLECALL_EXEC';

const kept: ReadonlySet<string> = new Set(storeVariables);

const shellOf = (env: Environment, platform: NodeJS.Platform): string =>
  platform === 'win32' ? env['ROLECALL_SHELL'] || env['ComSpec'] || 'cmd.exe' : env['SHELL'] || '/bin/sh';

/** All variables of a program that runs as the role: a secret. */
export const childEnv = (request: Omit<RunRequest, 'argv' | 'platform'>): Record<string, string> => {
  const { role, credentials, region, exports, holding = { kind: 'credentials', credentials } } = request;
  const { set, unset } = roleVariables({ role, holding, region, exports, currentEnv: request.env });
  const ours = ownSecretVariables.filter((name) => !request.keepsStoreKey || !kept.has(name));
  const gone = new Set([...unset, ...ours]);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.env)) {
    if (value !== undefined && !gone.has(name)) env[name] = value;
  }
  for (const [name, value] of set) env[name] = value;
  env[nestingVariable] = '1';
  return env;
};

/** Errors: UsageError inside another `exec`. */
export const refuseNesting = (env: Environment): void => {
  if (!env[nestingVariable]) return;
  throw new UsageError(
    `This shell was started by rolecall and holds ${env['ROLECALL_PROFILE'] ?? 'a role'} already.`,
    'Leave it with exit, or say --nest to start another role inside it.',
  );
};

/** The child's exit status. Errors: UserError (126, 127) when it cannot be started. */
export const runWithRole = async (services: Services, request: RunRequest): Promise<number> => {
  const argv = request.argv.length > 0 ? request.argv : [shellOf(request.env, request.platform)];
  return (await services.child()).run({ argv, env: childEnv(request) });
};
