// The console's own way from the ARN of a resource to its page: `/go/view?arn=`, which knows more services than we ever
// could. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
import { UsageError } from './errors.ts';
import { isRegionOf, type PartitionId } from './known-regions.ts';

const form = /^arn:([a-z0-9-]+):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws)?:([^\u0000-\u0020\u007f\\]+)$/;

/** UTF-16 units. */
const longest = 2048;

export type Holder = { readonly partition: PartitionId; readonly accountId: string | undefined };

export const isArn = (text: string): boolean => text.startsWith('arn:');

/** A path of the console. Errors: UsageError for what is no ARN, or one of another partition or account. */
export const resourcePage = (arn: string, { partition, accountId }: Holder): string => {
  const [, ownPartition, service, region = '', account = ''] =
    (arn.length <= longest && form.exec(arn)) || [];
  if (service === undefined)
    throw new UsageError(
      `${arn.slice(0, 100)} is not the ARN of a resource.`,
      'Write arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE.',
    );
  if (ownPartition !== partition || (region !== '' && !isRegionOf(partition, region)))
    throw new UsageError(`The resource is not in the partition ${partition}, where this role is.`);
  if (accountId !== undefined && /^\d{12}$/.test(account) && account !== accountId)
    throw new UsageError(
      `The resource is in account ${account}, and this role in ${accountId}.`,
      `See the roles there with: rolecall list id:${account}`,
    );
  return `go/view?arn=${encodeURIComponent(arn)}`;
};
