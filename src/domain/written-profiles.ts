// Which profiles of the AWS config stand for which role, read once and leniently: what rolecall cannot place is left
// out.
import { findBlock } from './aws-ini/find-block.ts';
import { markedAmong } from './aws-ini/marked-sections.ts';
import { parseAwsIni } from './aws-ini/parse-aws-ini.ts';
import { awsProfiles } from './aws-profiles.ts';
import type { InstanceConfig } from './config.ts';
import { profileNameOf } from './profile-users.ts';
import { roleKey } from './role.ts';

export type RoleProfile = {
  readonly name: string;
  /** Written by rolecall. */
  readonly isOurs: boolean;
};

/** By roleKey, in the order of the file. Errors: UsageError for a file that not every SDK reads. */
export const profilesByRole = (
  text: string | undefined,
  file: string,
  instances: readonly InstanceConfig[],
): ReadonlyMap<string, readonly RoleProfile[]> => {
  const { sections, lines } = parseAwsIni(text ?? '', file);
  const block = findBlock(lines, file);
  const inBlock = sections.filter(
    ({ line }) => block !== undefined && line > block.begin && line <= block.end,
  );
  const ours = new Set(
    [...inBlock, ...markedAmong(sections, lines)].map(({ header }) => profileNameOf(header)),
  );
  const found = new Map<string, RoleProfile[]>();
  for (const { name, role } of awsProfiles(sections, instances)) {
    if (role?.instance === undefined) continue;
    const key = roleKey({ ...role, instance: role.instance });
    found.set(key, [...(found.get(key) ?? []), { name, isOurs: ours.has(name) }]);
  }
  return found;
};
