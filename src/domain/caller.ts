// Who STS says that the caller is, and how IAM knows the same principal. STS names the session of a role, which lacks the
// role's path; Identity Center keeps its roles under a path that holds the region where it is, except in us-east-1.
import { sanitize } from './sanitize.ts';

export type Caller = {
  readonly kind: 'role' | 'user' | 'root' | 'federated' | 'unknown';
  readonly arn: string;
  readonly partition: string;
  readonly accountId: string;
  /** As IAM has it; of a role of Identity Center `AWSReservedSSO_NAME_HASH`. Empty for the root user. */
  readonly iamName: string;
  /** Of a role of Identity Center the permission set's name, else as `iamName`. */
  readonly roleName: string;
  /** Of a role: who it was assumed as. */
  readonly sessionName: string | undefined;
};

const form = /^arn:([a-z-]+):(?:sts|iam)::(\d{12}):(.+)$/;
const reservedForm = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

const kinds: readonly (readonly [Caller['kind'], RegExp])[] = [
  ['role', /^assumed-role\/([\w+=,.@-]+)\/(.*)$/],
  ['user', /^user\/(?:[^\s/]+\/)*([\w+=,.@-]+)$/],
  ['root', /^(root)$/],
  ['federated', /^federated-user\/(.+)$/],
];

/** `arn` is sanitised. */
export const parseCaller = (arn: string): Caller => {
  const [, partition = 'aws', accountId = '', rest = ''] = form.exec(arn) ?? [];
  for (const [kind, pattern] of kinds) {
    const [whole, name = '', sessionName] = pattern.exec(rest) ?? [];
    if (whole === undefined) continue;
    const iamName = kind === 'root' ? '' : sanitize(name, 128);
    const roleName = reservedForm.exec(iamName)?.[1] ?? iamName;
    return { kind, arn, partition, accountId, iamName, roleName, sessionName };
  }
  return { kind: 'unknown', arn, partition, accountId, iamName: '', roleName: '', sessionName: undefined };
};

export type PrincipalHints = {
  /** Regions where Identity Center may be, the likeliest first. */
  readonly centerRegions: readonly string[];
  /** The role's path where it is known: `/`, or like `/teams/deploy/`. */
  readonly path: string | undefined;
};

const reservedFolder = 'aws-reserved/sso.amazonaws.com/';

const reservedPaths = (regions: readonly string[]): readonly string[] => {
  const paths = regions.map((region) => (region === 'us-east-1' ? '' : `${region}/`));
  return [...new Set([...paths, ''])].map((place) => `/${reservedFolder}${place}`);
};

/** ARNs that IAM may know the caller by, the likeliest first; none for who has no policies of an own. */
export const principalArns = (
  { kind, arn, partition, accountId, iamName }: Caller,
  { centerRegions, path }: PrincipalHints,
): readonly string[] => {
  if (kind === 'user') return [arn];
  if (kind !== 'role') return [];
  const paths = reservedForm.test(iamName) ? reservedPaths(centerRegions) : [...new Set([path ?? '/', '/'])];
  return paths.map((place) => `arn:${partition}:iam::${accountId}:role${place}${iamName}`);
};
