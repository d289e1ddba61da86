// Which role a `credential_process` line is for: of aws-sso-cli's own form, and of ours.
import { flagValue } from './command-words.ts';
import type { YamlFile } from './found.ts';
import { entriesOf, textAt, valueAt } from './yaml-values.ts';

type WithWords = { readonly words: readonly string[] };

export type ProgramRole = {
  /** How roles name the instance. */
  readonly instance: string;
  readonly accountId: string;
  readonly roleName: string;
};

export const awsSsoKey = (instance: string): string => `aws-sso:${instance}`;

/** Of an instance that is in config.yaml by this name. */
export const ownKey = (instance: string): string => `rolecall:${instance}`;

const arnForm = /^(?:arn:[a-z-]+:iam::)?(\d{1,12}):(?:role\/)?(?:[\w+=,.@-]+\/)*([\w+=,.@-]{1,64})$/;

/** `ACCOUNT/ROLE` of an ARN, long or short. */
export const rolePath = (arn: string | undefined): string | undefined => {
  const [, accountId, roleName] = arnForm.exec(arn ?? '') ?? [];
  return accountId === undefined || roleName === undefined
    ? undefined
    : `${accountId.padStart(12, '0')}/${roleName}`;
};

/** `aws-sso -S "Default" process --arn arn:aws:iam::111111111111:role/Admin`; `fallback` is its default instance. */
export const awsSsoRole = ({ words }: WithWords, fallback: string): ProgramRole | undefined => {
  const [account, role] = [flagValue(words, ['-A', '--account']), flagValue(words, ['-R', '--role'])];
  const arn =
    flagValue(words, ['-a', '--arn']) ?? (account === undefined ? undefined : `${account}:${role ?? ''}`);
  const [accountId, roleName] = rolePath(arn)?.split('/') ?? [];
  if (accountId === undefined || roleName === undefined) return undefined;
  return { instance: awsSsoKey(flagValue(words, ['-S', '--sso']) ?? fallback), accountId, roleName };
};

/** `rolecall process --instance acme --arn 111111111111:Admin`, however the program is called. */
export const ownRole = ({ words }: WithWords): ProgramRole | undefined => {
  const instance = flagValue(words, ['--instance']);
  const [accountId, roleName] = rolePath(flagValue(words, ['--arn']))?.split('/') ?? [];
  if (!words.includes('process') || instance === undefined) return undefined;
  return accountId === undefined || roleName === undefined
    ? undefined
    : { instance: ownKey(instance), accountId, roleName };
};

/** The instance that aws-sso-cli takes where nobody names one. */
export const defaultAwsSso = (file: YamlFile | undefined): string | undefined => {
  const names = entriesOf(valueAt(file?.value, 'SSOConfig')).map(([name]) => name);
  const wanted = textAt(file?.value, 'DefaultSSO') ?? 'Default';
  return names.includes(wanted) ? wanted : names[0];
};
