// Which role a profile of the AWS config stands for, whoever wrote it: by the words of its credential_process, by its
// sso_* settings, or by the role that it assumes.
import type { IniSection } from './aws-ini/parse-aws-ini.ts';
import { identitiesOf } from './aws-ini/section-identity.ts';
import { splitCommand } from './command-line.ts';
import type { InstanceConfig } from './config.ts';
import { profileNameOf } from './profile-users.ts';
import type { RoleId } from './role.ts';
import { parseRoleArn } from './role-arn.ts';
import { chainTo } from './role-chain.ts';
import { parseStartUrl } from './start-url.ts';

export type AwsProfile = {
  readonly name: string;
  readonly kind: 'process' | 'sso' | 'assume' | 'other';
  /** The command of a credential_process, in words; undefined for others, and for one that cannot be read safely. */
  readonly words: readonly string[] | undefined;
  /** Undefined where it cannot be told. `instance` undefined: there is none in the config that it could be of. */
  readonly role: (Omit<RoleId, 'instance'> & { readonly instance: string | undefined }) | undefined;
};

const settingOf = ({ entries }: IniSection, key: string): string | undefined =>
  entries.find((entry) => entry.key === key)?.value;

const after = (words: readonly string[], flag: string): string | undefined => {
  const at = words.indexOf(flag);
  return at < 0 ? undefined : words[at + 1];
};

const nameOfArn = (arn: string): { readonly accountId: string; readonly roleName: string } | undefined => {
  try {
    const { accountId, roleName } = parseRoleArn(arn);
    return { accountId, roleName };
  } catch {
    return undefined;
  }
};

const roleOfCommand = (words: readonly string[]): AwsProfile['role'] => {
  const instance = after(words, '--instance');
  const arn = after(words, '--arn');
  if (!words.includes('process') || arn === undefined || instance === undefined) return undefined;
  const named = nameOfArn(arn);
  return named && { ...named, instance };
};

type Portal = { readonly startUrl: string | undefined; readonly session: string | undefined };

const normalised = (url: string): string => {
  const parsed = parseStartUrl(url, true);
  return parsed.kind === 'refused' ? url : parsed.url;
};

type Context = {
  readonly instances: readonly InstanceConfig[];
  /** Start URLs of the sso-sessions, by name. */
  readonly sessions: ReadonlyMap<string, string>;
};

const instanceAt = ({ startUrl, session }: Portal, { instances, sessions }: Context): string | undefined => {
  const url = startUrl ?? (session === undefined ? undefined : sessions.get(session));
  const found = instances.filter((one) => url !== undefined && one.startUrl === normalised(url));
  // Two instances may share a portal; the session that has the name of one is that one's.
  return (found.find(({ name }) => name === session) ?? found[0])?.name;
};

const roleAssumed = (arn: string, { instances }: Context): AwsProfile['role'] => {
  const named = nameOfArn(arn);
  if (named === undefined) return undefined;
  return { ...named, instance: instances.find((one) => chainTo(one, named) !== undefined)?.name };
};

const read = (section: IniSection, name: string, context: Context): AwsProfile => {
  const setting = (key: string) => settingOf(section, key);
  const command = setting('credential_process');
  if (command !== undefined) {
    const words = splitCommand(command);
    return { name, kind: 'process', words, role: words && roleOfCommand(words) };
  }
  const accountId = setting('sso_account_id');
  const roleName = setting('sso_role_name');
  if (accountId !== undefined && roleName !== undefined) {
    const portal = { startUrl: setting('sso_start_url'), session: setting('sso_session') };
    const role = { accountId, roleName, instance: instanceAt(portal, context) };
    return { name, kind: 'sso', words: undefined, role };
  }
  const arn = setting('role_arn');
  return arn === undefined
    ? { name, kind: 'other', words: undefined, role: undefined }
    : { name, kind: 'assume', words: undefined, role: roleAssumed(arn, context) };
};

/** The sections that are profiles, in their order; `default` is one. */
export const awsProfiles = (
  sections: readonly IniSection[],
  instances: readonly InstanceConfig[],
  everySection: readonly IniSection[] = sections,
): readonly AwsProfile[] => {
  const sessions = new Map(
    everySection.flatMap((section) => {
      const [identity = ''] = identitiesOf(section.header);
      const url = settingOf(section, 'sso_start_url');
      return identity.startsWith('sso-session ') && url !== undefined
        ? [[identity.slice('sso-session '.length), url] as const]
        : [];
    }),
  );
  return sections.flatMap((section) => {
    const name = profileNameOf(section.header);
    return name === undefined ? [] : [read(section, name, { instances, sessions })];
  });
};
