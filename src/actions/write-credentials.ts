// Temporary keys in clear text, for tools that read nothing but a credentials file. They lie in a block of ours, the
// rest of the file stays as it is, and where they were written is noted, so that `clean` and `logout` find them.
import { managedSections, replaceCredentialsBlock } from '../domain/aws-ini/managed-block.ts';
import { listSections } from '../domain/aws-ini/section-identity.ts';
import type { WritableSection } from '../domain/aws-ini/writable-section.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { UsageError } from '../domain/errors.ts';
import { isoSeconds } from '../domain/expiry.ts';
import { type Role, roleArn } from '../domain/role.ts';
import type { KeysFile } from '../ports/aws-files.ts';
import type { Services } from '../ports/services.ts';

export type RoleKeys = { readonly role: Role; readonly credentials: RoleCredentials };

export type WrittenKeys = {
  readonly path: string;
  /** Profiles that the AWS config has too, where these keys now win, also after their end. */
  readonly shadowed: readonly string[];
};

export type CleanReport = {
  /** Paths that held keys of ours. */
  readonly cleaned: readonly string[];
  /** What could not be done, a sentence each. */
  readonly problems: readonly string[];
};

/** Held by whoever changes keys in clear text. */
export const credentialsLock = 'aws-credentials';
const note = 'exported-files';

/** The files that keys were written to, and that were not cleaned since. */
export const notedPaths = async (services: Services): Promise<readonly string[]> => {
  const noted = await (await services.notes()).read(note);
  return Array.isArray(noted) ? noted.filter((path): path is string => typeof path === 'string') : [];
};

const keepPaths = async (services: Services, paths: Iterable<string>): Promise<void> => {
  const notes = await services.notes();
  const kept = [...new Set(paths)];
  await (kept.length === 0 ? notes.remove(note) : notes.write(note, kept));
};

const sectionOf = ({ role, credentials }: RoleKeys): WritableSection => ({
  name: role.profile,
  comment: `${roleArn(role)}, expires ${isoSeconds(credentials.expiration)}`,
  entries: [
    ['aws_access_key_id', credentials.accessKeyId],
    ['aws_secret_access_key', credentials.secretAccessKey],
    ['aws_session_token', credentials.sessionToken],
  ],
});

const hasMarker = (text: string): boolean => /^[ \t]*#[ \t]*(BEGIN|END)[ \t]+rolecall\b/m.test(text);

/** A block of profiles in the AWS config is not ours to replace or empty. Errors: UsageError. */
const requireKeysOnly = (text: string | undefined, file: string): void => {
  const isKeys = managedSections(text, file).every(({ entries }) =>
    entries.some(({ key }) => key === 'aws_secret_access_key'),
  );
  if (isKeys) return;
  throw new UsageError(
    `${file} holds profiles of rolecall profiles write, not keys.`,
    'Name a file in the form of the credentials file. Nothing was changed.',
  );
};

/** `default` is the same profile in both files; every other is `profile NAME` in the config. */
const shadowedBy = (config: string, keys: readonly RoleKeys[]): readonly string[] => {
  const names = new Set(listSections(config).map((header) => header.replace(/^profile\s+/, '')));
  return keys.map(({ role }) => role.profile).filter((profile) => names.has(profile));
};

/**
 * Makes our block of the file hold exactly these keys, one section a profile. Errors: UsageError for a file that cannot
 * be edited safely or that has one of the profiles outside the block, UserError when it cannot be written.
 */
export const writeCredentials = async (
  services: Services,
  keys: readonly RoleKeys[],
  path: string | undefined,
): Promise<WrittenKeys> => {
  const files = await services.awsFiles();
  const file = files.keysFile(path);
  const sections = keys.map(sectionOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  const shadowed = shadowedBy((await files.readConfig()) ?? '', keys);
  await (await services.lock()).run(credentialsLock, async () => {
    const before = await file.read();
    requireKeysOnly(before, file.path);
    const after = replaceCredentialsBlock(before, sections, file.path);
    // Noted first: a crash between the two must not leave keys that nobody knows of.
    await keepPaths(services, [...(await notedPaths(services)), file.path]);
    await file.write(before, after);
  });
  return { path: file.path, shadowed };
};

/** False when the file held nothing of ours. */
const cleanFile = async (file: KeysFile): Promise<boolean> => {
  const before = await file.read();
  if (before === undefined || !hasMarker(before)) return false;
  requireKeysOnly(before, file.path);
  await file.write(before, replaceCredentialsBlock(before, [], file.path));
  return true;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason');

/** Removes our keys from that file, or from every file that they were written to. Errors: those of the lock. */
export const cleanCredentials = async (services: Services, path?: string): Promise<CleanReport> => {
  const files = await services.awsFiles();
  return (await services.lock()).run(credentialsLock, async () => {
    const noted = await notedPaths(services);
    const paths = path === undefined ? [...noted, files.keysFile().path] : [files.keysFile(path).path];
    const cleaned: string[] = [];
    const problems: string[] = [];
    const left = new Set(noted);
    for (const candidate of new Set(paths)) {
      try {
        if (await cleanFile(files.keysFile(candidate))) cleaned.push(candidate);
        left.delete(candidate);
      } catch (error) {
        // A file that we never wrote to is not ours to complain about.
        if (path === undefined && !left.has(candidate)) continue;
        problems.push(`The keys in ${candidate} could not be removed: ${reasonOf(error)}`);
      }
    }
    await keepPaths(services, left);
    return { cleaned, problems };
  });
};
