// The fields that a ProfileFormat of aws-sso-cli may use, there and here.
import type { GoFields } from './go-template/render-go-template.ts';
import type { LiquidFields } from './go-template/to-liquid.ts';

const tagFields = [
  ['AccountID', 'account_id'],
  ['AccountName', 'account_name'],
  ['AccountAlias', 'account_name'],
  ['Email', 'email'],
  ['Role', 'role_name'],
  ['DefaultRegion', 'region'],
] as const;

/** Its own tags, which it gives every role, are fields here. */
export const liquidFields: LiquidFields = new Map([
  ['AccountId', 'account_id | plus: 0'],
  ['AccountIdPad', 'account_id'],
  ['AccountName', 'account_name'],
  ['AccountAlias', 'account_name'],
  ['EmailAddress', 'email'],
  ['RoleName', 'role_name'],
  ['DefaultRegion', 'region'],
  ['SSO', 'instance'],
  ...tagFields.map(([tag, field]) => [`Tags.${tag}`, field] as const),
]);

export type AwsSsoRole = {
  readonly accountId: string;
  /** The person's own name of the account. */
  readonly name: string | undefined;
  /** AWS's. */
  readonly alias: string;
  readonly email: string;
  readonly roleName: string;
  readonly region: string | undefined;
  readonly instance: string;
  readonly tags: Readonly<Record<string, string>>;
};

export const awsSsoFields = (role: AwsSsoRole): GoFields => ({
  fields: new Map<string, string | number>([
    ['AccountId', Number(role.accountId)],
    ['AccountIdPad', role.accountId],
    ['AccountName', role.name ?? ''],
    ['AccountAlias', role.alias],
    ['EmailAddress', role.email],
    ['RoleName', role.roleName],
    ['DefaultRegion', role.region ?? ''],
    ['SSO', role.instance],
  ]),
  tags: new Map([
    ['AccountID', role.accountId],
    ['AccountAlias', role.alias],
    ['Email', role.email],
    ['Role', role.roleName],
    ...(role.name === undefined ? [] : [['AccountName', role.name] as const]),
    ...Object.entries(role.tags),
  ]),
});
