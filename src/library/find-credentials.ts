// Tries the ways in their order. One that somebody named ends the search, whether it succeeds or fails.
import { parseCaller } from '../domain/caller.ts';
import { StsRefused, UserError } from '../domain/errors.ts';
import { explainRefusal } from '../domain/explain-refusal.ts';
import { guarded } from '../domain/guarded.ts';
import type { CallerIdentity } from '../ports/sts.ts';
import { chooseHint } from './chosen-profile.ts';
import { asRolecallError, RolecallError } from './rolecall-error.ts';
import type { Tool } from './tool.ts';
import type { Obtained, Way } from './ways.ts';
import { withoutSecrets } from './without-secrets.ts';

export type Found = Obtained & { readonly method: string; readonly identity: CallerIdentity | undefined };

/** Who AWS says that they are. Errors: UserError where AWS says no; UpstreamFailed. */
export const identityOf = async (
  { host }: Tool,
  { credentials, region, source }: Obtained,
): Promise<CallerIdentity> => {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const keys = guarded({ accessKeyId, secretAccessKey, sessionToken });
  try {
    return await (await host.services.sts(region, keys)).getCallerIdentity();
  } catch (error) {
    if (!(error instanceof StsRefused)) throw error;
    const { what, next } = explainRefusal(error.code, { source, renewal: undefined, region });
    throw new UserError(what, { hint: next });
  }
};

const refuseLasting = ({ settings }: Tool, { credentials, source }: Obtained): void => {
  if (settings.allowIamUser || credentials.sessionToken !== undefined) return;
  throw new RolecallError(
    'not-allowed',
    `${source} has lasting keys of an IAM user, which ${settings.toolName} does not take.`,
  );
};

const tryWay = async (tool: Tool, way: Way): Promise<Found> => {
  const obtained = await way.obtain();
  refuseLasting(tool, obtained);
  const identity = obtained.isVouched ? undefined : await identityOf(tool, obtained);
  const accountId = identity === undefined ? undefined : parseCaller(identity.arn).accountId;
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = obtained.credentials;
  const token = sessionToken === undefined ? {} : { sessionToken };
  const end = expiration === undefined ? {} : { expiration };
  const account = obtained.credentials.accountId ?? accountId;
  const known = account === undefined || account === '' ? {} : { accountId: account };
  const credentials = guarded({ accessKeyId, secretAccessKey, ...token, ...end, ...known });
  return { ...obtained, credentials, method: way.name, identity };
};

type Passed = { readonly method: string; readonly reason: string };

const inCi = `Set one of:
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN
  AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE, which need no stored keys: rolecall ci
  AWS_PROFILE`;

const nothingFound = ({ settings, isCi }: Tool, passed: readonly Passed[]): RolecallError => {
  const tried = passed.map(({ method, reason }) => `  ${method}: ${reason.split('\n')[0]}`);
  const toChoose = `Run: rolecall setup\nThen choose a profile: ${chooseHint({ settings })}`;
  const hint = isCi && settings.allowEnvironment ? inCi : toChoose;
  return new RolecallError(
    'no-credentials',
    [`${settings.toolName} found no AWS credentials.`, ...tried].join('\n'),
    hint,
  );
};

/** Errors: RolecallError (`no-credentials`) where nothing is found; those of a way that somebody named. */
export const findCredentials = async (tool: Tool, ways: readonly Way[]): Promise<Found> => {
  const passed: Passed[] = [];
  for (const way of ways) {
    try {
      if (!(await way.available())) continue;
      tool.emit('trying', { method: way.name });
      const found = await tryWay(tool, way);
      const { accountId, expiration } = found.credentials;
      tool.emit('found', { method: way.name, accountId, expiration });
      return found;
    } catch (error) {
      const { code, message } = asRolecallError(withoutSecrets(tool.host, error));
      tool.emit('passed-over', { method: way.name, code, reason: message });
      if (way.isNamed) throw error;
      passed.push({ method: way.name, reason: message });
    }
  }
  throw nothingFound(tool, passed);
};
