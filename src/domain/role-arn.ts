import { UsageError } from './errors.ts';

export type RoleArn = {
  readonly partition: string | undefined;
  readonly accountId: string;
  /** As in Identity Center: of `AWSReservedSSO_NAME_0123456789abcdef`, NAME. */
  readonly roleName: string;
  /** As the ARN says it. */
  readonly iamName: string;
};

const iamForm = /^arn:([a-z-]+):iam::(\d{12}):(?:role|user)\/(?:[^\s/]+\/)*([^\s/]+)$/;
const assumedForm = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^\s/]+)(?:\/[^\s/]*)?$/;
const shortForm = /^(\d{12}):([^\s/:]+)$/;
/** What Identity Center calls the IAM role that it makes of a permission set. */
const reservedForm = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/**
 * `arn:aws:iam::ID:role/NAME` (or `user/NAME`), `arn:aws:sts::ID:assumed-role/NAME/SESSION`, or `ID:NAME`. Errors: UsageError.
 */
export const parseRoleArn = (text: string): RoleArn => {
  const long = iamForm.exec(text) ?? assumedForm.exec(text);
  const [partition, accountId, iamName] = long?.slice(1) ?? [
    undefined,
    ...(shortForm.exec(text)?.slice(1) ?? []),
  ];
  if (accountId === undefined || iamName === undefined) {
    throw new UsageError(
      `"${text}" is not the ARN of a role.`,
      'Write arn:aws:iam::111122223333:role/NAME, or 111122223333:NAME.',
    );
  }
  return { partition, accountId, iamName, roleName: reservedForm.exec(iamName)?.[1] ?? iamName };
};
