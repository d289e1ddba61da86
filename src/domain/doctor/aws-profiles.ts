// What a profile of the AWS config would do, as far as its settings say. Values are looked at here and never told: only
// names of profiles and keys are.
import type { IniSection } from '../aws-ini/parse-aws-ini.ts';
import { shellWords } from '../shell-words.ts';

export type RoleOfProfile = { readonly accountId: string; readonly roleName: string };

export type ProfileLine = {
  /** As programs know it; `default` for `[default]`. */
  readonly name: string;
  readonly line: number;
  readonly keys: ReadonlySet<string>;
  readonly region: string | undefined;
  /** Undefined without a `credential_process`. */
  readonly process: { readonly line: number; readonly words: readonly string[] | undefined } | undefined;
  /** The role that it stands for, where its settings name one. */
  readonly role: RoleOfProfile | undefined;
  readonly ssoSession: string | undefined;
};

const nameIn = (header: string): string | undefined => {
  if (header === 'default') return 'default';
  return /^profile\s+["']?([^\s"']+)["']?$/.exec(header.trim())?.[1];
};

/** `process --instance X --arn ACCOUNT:ROLE`, the form that we write. */
const roleOfWords = (words: readonly string[] | undefined): RoleOfProfile | undefined => {
  const at = words?.indexOf('process') ?? -1;
  if (words === undefined || at < 1) return undefined;
  const own = words.slice(at);
  const arn = own[own.indexOf('--arn') + 1] ?? '';
  const [, accountId, roleName] = /^(\d{12}):([^\s/:]+)$/.exec(own.includes('--arn') ? arn : '') ?? [];
  return accountId === undefined || roleName === undefined ? undefined : { accountId, roleName };
};

const roleArnForm = /^arn:[a-z-]+:iam::(\d{12}):role\/(?:[^\s/]+\/)*([^\s/]+)$/;

const profileOf = (section: IniSection, name: string): ProfileLine => {
  const values = new Map(section.entries.map(({ key, value }) => [key, value]));
  const process = section.entries.find(({ key }) => key === 'credential_process');
  const words = process === undefined ? undefined : shellWords(process.value);
  const [account, role] = [values.get('sso_account_id'), values.get('sso_role_name')];
  const [, assumedAccount, assumedRole] = roleArnForm.exec(values.get('role_arn') ?? '') ?? [];
  const native = account && role ? { accountId: account, roleName: role } : undefined;
  const assumed =
    assumedAccount && assumedRole ? { accountId: assumedAccount, roleName: assumedRole } : undefined;
  return {
    name,
    line: section.line,
    keys: new Set(values.keys()),
    region: values.get('region'),
    process: process === undefined ? undefined : { line: process.line, words },
    role: roleOfWords(words) ?? native ?? assumed,
    ssoSession: values.get('sso_session'),
  };
};

/** The profiles of the AWS config, in its order. */
export const profilesOf = (sections: readonly IniSection[]): readonly ProfileLine[] =>
  sections.flatMap((section) => {
    const name = nameIn(section.header);
    return name === undefined ? [] : [profileOf(section, name)];
  });
