// A credential provider for the AWS SDK. Nothing is loaded before the first call.
import { isToolName } from '../domain/tool-name.ts';
import type { CredentialProvider, RoleAwsCredentials } from './credentials.ts';
import { loadEngine } from './load-engine.ts';
import { asRolecallError, RolecallError } from './rolecall-error.ts';

export type RolecallOptions = {
  /** The role with this profile name, as `rolecall list` shows it. */
  readonly profile?: string;
  /** `ACCOUNT:ROLE`, such as `111122223333:DeployRole`, or the ARN of the role. */
  readonly role?: string;
  /** Words that match exactly one role, as in the picker. */
  readonly query?: string;
  /** Only roles of this instance. With `role`, the catalog need not know the role. */
  readonly instance?: string;
  /** For a guarded role: the name that its guard asks for. */
  readonly confirm?: string | readonly string[];
  /** Stands in the audit log as who asked: letters, digits, `.`, `_` and `-`. `library` unless given. */
  readonly toolName?: string;
  /** Told when AWS cannot be reached, and keys that end soon are given out. One line. */
  readonly onWarning?: (text: string) => void;
};

const selectors = ['profile', 'role', 'query'] as const;

const checked = (options: RolecallOptions): RolecallOptions => {
  const given = selectors.filter((name) => options?.[name] !== undefined);
  if (given.length !== 1)
    throw new RolecallError(
      'wrong-options',
      'fromRolecall takes one of profile, role and query.',
      "As in: fromRolecall({ profile: 'acme-dev-DeveloperAccess' })",
    );
  for (const name of [...selectors, 'instance', 'toolName'] as const) {
    const value: unknown = options[name];
    if (value !== undefined && (typeof value !== 'string' || value.trim() === ''))
      throw new RolecallError('wrong-options', `fromRolecall: ${name} is to be a text that is not empty.`);
  }
  if (options.toolName !== undefined && !isToolName(options.toolName))
    throw new RolecallError('wrong-options', 'fromRolecall: toolName has letters, digits, ., _ and - only.');
  const names: unknown = typeof options.confirm === 'string' ? [] : (options.confirm ?? []);
  if (!Array.isArray(names) || names.some((name) => typeof name !== 'string'))
    throw new RolecallError('wrong-options', 'fromRolecall: confirm is to be a name, or a list of names.');
  return { ...options };
};

/**
 * Credentials of one role, from rolecall: cached ones while they have 15 minutes left, else new ones, which one process
 * of all fetches. Calls at the same time share one answer. Nobody is asked anything.
 * @throws RolecallError at once for options that are not right; the provider rejects with one for all else.
 */
export const fromRolecall = (options: RolecallOptions): CredentialProvider<RoleAwsCredentials> => {
  const wanted = checked(options);
  let flight: Promise<RoleAwsCredentials> | undefined;
  const ask = async (): Promise<RoleAwsCredentials> => {
    try {
      return await (await loadEngine()).roleCredentials(wanted);
    } catch (error) {
      throw asRolecallError(error);
    } finally {
      flight = undefined;
    }
  };
  return () => {
    flight ??= ask();
    return flight;
  };
};
