// Variables beyond the usual that the configuration asks for: tags of the role, and those that prompts and scripts made for
// aws-sso-cli read. `ROLECALL_VARIABLES` names those that are set, so that the next role and `--clear` remove them all,
// whatever the configuration says by then.
import type { RoleCredentials } from './credentials.ts';
import { isoSeconds } from './expiry.ts';
import type { ExportsConfig } from './exports-config.ts';
import type { Change, Environment } from './region-variables.ts';
import { type Role, roleArn } from './role.ts';

type Pair = readonly [name: string, value: string];

const list = 'ROLECALL_VARIABLES';

// The list comes from the environment, and must never name what is somebody else's.
const ours = /^(?:ROLECALL_TAG_[A-Z0-9_]+|AWS_SSO(?:_[A-Z0-9_]+)?)$/;

/** A tag's key in the name of a variable: `cost-center` is `COST_CENTER`. Undefined where nothing of it is portable. */
export const tagVariable = (key: string): string | undefined => {
  const name = key.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return /[A-Z0-9]/.test(name) ? name : undefined;
};

const tagPairs = ({ tags }: Role, exports: ExportsConfig): readonly Pair[] =>
  exports.tagVariables.flatMap((key): readonly Pair[] => {
    const [name, value] = [tagVariable(key), tags[key]];
    if (name === undefined || value === undefined) return [];
    const own: Pair = [`ROLECALL_TAG_${name}`, value];
    return exports.compat === 'aws-sso-cli' ? [own, [`AWS_SSO_TAG_${name}`, value]] : [own];
  });

export type Extras = {
  readonly role: Role;
  readonly exports: ExportsConfig;
  /** Undefined where the shell gets no keys. */
  readonly credentials: RoleCredentials | undefined;
  /** The region that is set; undefined: none of ours. */
  readonly region: string | undefined;
};

const compatPairs = ({ role, exports, credentials, region }: Extras): readonly Pair[] => {
  if (exports.compat !== 'aws-sso-cli') return [];
  return [
    ['AWS_SSO', role.instance],
    ['AWS_SSO_PROFILE', role.profile],
    ['AWS_SSO_ACCOUNT_ID', role.accountId],
    ['AWS_SSO_ROLE_NAME', role.roleName],
    ['AWS_SSO_ROLE_ARN', roleArn(role)],
    ...(credentials === undefined
      ? []
      : [['AWS_SSO_SESSION_EXPIRATION', isoSeconds(credentials.expiration)] as const]),
    ...(region === undefined ? [] : [['AWS_SSO_DEFAULT_REGION', region] as const]),
  ];
};

/** Without those of an earlier role. */
export const removeExtras = (env: Environment, set: readonly Pair[] = []): readonly string[] => {
  if (env[list] === undefined) return [];
  const kept = new Set(set.map(([name]) => name));
  const before = new Set([...(env[list] ?? '').split(' ').filter((name) => ours.test(name)), list]);
  return [...before].filter((name) => !kept.has(name));
};

export const extraVariables = (extras: Extras, env: Environment): Change => {
  const pairs = [...tagPairs(extras.role, extras.exports), ...compatPairs(extras)];
  const names = pairs.map(([name]) => name).join(' ');
  const set: readonly Pair[] = pairs.length === 0 ? [] : [...pairs, [list, names]];
  return { set, unset: removeExtras(env, set) };
};
