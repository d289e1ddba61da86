// Profiles of ours whose instance was never read: imported a moment ago, or its catalog is lost. Whether their roles are
// gone nobody knows, so no write takes them away.
import { awsProfiles } from '../domain/aws-profiles.ts';
import { UserError } from '../domain/errors.ts';
import { type FileParts, partsOf } from '../domain/own-sections.ts';
import type { LoadedRoles } from '../engine/load-roles.ts';

type OneFile = { readonly current: string | undefined; readonly file: string };

/** A block that cannot be read is replaced by a full write anyway. */
export const partsIfReadable = ({ current, file }: OneFile): FileParts | undefined => {
  try {
    return partsOf(current, file);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
};

/** Instance -> names of its profiles. */
export const unreadProfiles = (
  file: OneFile,
  { config, instances }: LoadedRoles,
): ReadonlyMap<string, readonly string[]> => {
  const read = new Set(instances.filter((one) => one.fetchedAt !== undefined).map((one) => one.instance));
  const unread = config.instances.filter(({ name, base }) => base === undefined && !read.has(name));
  const found = new Map<string, readonly string[]>();
  const parts = unread.length === 0 ? undefined : partsIfReadable(file);
  if (parts === undefined) return found;
  const { own, foreign } = parts;
  for (const { name, role } of awsProfiles(own, config.instances, [...own, ...foreign])) {
    const instance = unread.find((one) => one.name === role?.instance)?.name;
    if (instance !== undefined) found.set(instance, [...(found.get(instance) ?? []), name]);
  }
  return found;
};
