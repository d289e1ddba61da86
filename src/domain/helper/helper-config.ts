// `~/.aws-remote-access/config.yaml`, the file of the AWS CLI integration guide, as data: a profile a tool, and how each
// of them authenticates. What is wrong is a problem with its place, and the rest is used.
import { isRegion } from '../region.ts';
import { isAccountId, isRoleName, lengthLimits, sanitize } from '../sanitize.ts';

export const authMethods = ['sso', 'profile', 'iam_user', 'cross_account'] as const;
export type AuthMethod = (typeof authMethods)[number];

export type HelperProfile = {
  readonly name: string;
  readonly method: AuthMethod;
  readonly toolName: string | undefined;
  readonly startUrl: string | undefined;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  readonly roleName: string | undefined;
  /** Of the AWS files. */
  readonly profileName: string | undefined;
  readonly customerId: string | undefined;
  readonly roleArn: string | undefined;
  readonly externalId: string | undefined;
  readonly via: string | undefined;
  readonly requiredActions: readonly string[];
  /** Seconds. */
  readonly sessionDuration: number | undefined;
  /** Nobody is asked anything when its keys are. */
  readonly isCi: boolean;
};

export type HelperPlugin = {
  readonly name: string;
  readonly path: string;
  readonly config: Readonly<Record<string, string>>;
};

export type HelperConfig = {
  readonly profiles: readonly HelperProfile[];
  readonly plugins: readonly HelperPlugin[];
  /** A sentence each, with the keys that lead there. */
  readonly problems: readonly string[];
};

type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entryOf = (value: unknown): Entry => (isEntry(value) ? value : {});

const longest = 1024;

/** Whole or not at all: half an external id is another one. */
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= longest ? sanitize(value, longest) : undefined;

/** These become words of commands, so none may look like a flag. */
const nameForm = /^[\w.@+][\w.@+-]{0,99}$/;
const arnForm = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const actionForm = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/;

type Report = (place: string, message: string) => undefined;

const reader = (report: Report, place: string, entry: Entry) => ({
  /** A text that is as `isRight` wants it, or a problem. */
  text: (key: string, isRight: (text: string) => boolean = () => true): string | undefined => {
    if (entry[key] === undefined || entry[key] === null) return undefined;
    const text = typeof entry[key] === 'number' ? String(entry[key]) : textOf(entry[key]);
    return text !== undefined && isRight(text) ? text : report(`${place}.${key}`, 'is not right.');
  },
});

const actionsOf = (value: unknown, report: Report, place: string): readonly string[] => {
  if (value === undefined) return [];
  const actions = Array.isArray(value) ? value : [];
  const right = actions.filter((one): one is string => typeof one === 'string' && actionForm.test(one));
  if (!Array.isArray(value) || right.length < actions.length)
    report(`${place}.required_actions`, 'must be a list of actions, like s3:GetObject.');
  return right;
};

const isUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const profileOf = (name: string, value: unknown, report: Report): HelperProfile | undefined => {
  const place = `profiles.${name}`;
  if (!nameForm.test(name))
    return report(place, 'is no name: letters, digits and _.@+- only, and no - first.');
  if (!isEntry(value)) return report(place, 'must be a mapping.');
  const method = authMethods.find((one) => one === value['auth_method']);
  if (method === undefined)
    return report(`${place}.auth_method`, `must be one of ${authMethods.join(', ')}.`);
  const sso = reader(report, `${place}.sso_config`, entryOf(value['sso_config']));
  const cross = reader(report, `${place}.cross_account`, entryOf(value['cross_account']));
  const own = reader(report, place, value);
  const seconds = Number(own.text('session_duration', (text) => /^\d{1,6}$/.test(text)));
  return {
    ...{ name, method },
    toolName: own.text('tool_name'),
    startUrl: sso.text('start_url', isUrl),
    region: sso.text('region', isRegion) ?? own.text('region', isRegion),
    accountId: sso.text('account_id', isAccountId),
    roleName: sso.text('role_name', isRoleName),
    profileName: own.text('profile_name'),
    customerId: cross.text('customer_id', (text) => nameForm.test(text)),
    roleArn: cross.text('role_arn', (text) => arnForm.test(text)),
    externalId: cross.text('external_id'),
    via: cross.text('via'),
    requiredActions: actionsOf(value['required_actions'], report, place),
    sessionDuration: Number.isNaN(seconds) ? undefined : seconds,
    isCi: value['ci_mode'] === true,
  };
};

/** What a method cannot do without. */
const missingOf = ({ name, method, ...profile }: HelperProfile): string | undefined => {
  const needs = {
    sso: profile.startUrl === undefined && 'sso_config.start_url',
    profile: profile.profileName === undefined && 'profile_name',
    iam_user: false,
    cross_account: profile.roleArn === undefined && 'cross_account.role_arn',
  } as const;
  const missing = needs[method];
  return missing === false ? undefined : `profiles.${name}.${missing} is missing.`;
};

const pluginOf = (value: unknown, at: number, report: Report): HelperPlugin | undefined => {
  const entry = entryOf(value);
  const [name, path] = [textOf(entry['name']), textOf(entry['path'])];
  if (name === undefined || path === undefined || !path.startsWith('/'))
    return report(`plugins.${at}`, 'needs a name and an absolute path.');
  const config = Object.entries(entryOf(entry['config'])).filter(([, one]) => typeof one !== 'object');
  return { name, path, config: Object.fromEntries(config.map(([key, one]) => [key, String(one)])) };
};

const isThere = <T>(value: T | undefined): value is T => value !== undefined;

/** `value` is what a YAML parser makes of the file. */
export const parseHelperConfig = (value: unknown): HelperConfig => {
  const problems: string[] = [];
  const report: Report = (place, message) => {
    problems.push(`${sanitize(place, lengthLimits.error)} ${message}`);
    return undefined;
  };
  const top = entryOf(value);
  if (!isEntry(value)) report('The file', 'must be a mapping with profiles.');
  const profiles = Object.entries(entryOf(top['profiles']))
    .map(([name, one]) => profileOf(name, one, report))
    .filter(isThere);
  const plugins = Array.isArray(top['plugins']) ? top['plugins'] : [];
  return {
    profiles,
    plugins: plugins.map((one, at) => pluginOf(one, at, report)).filter(isThere),
    problems: [...problems, ...profiles.map(missingOf).filter(isThere)],
  };
};
