// `profiles check`: is every profile of ours as it should be, and does anything stand in its way?
import { listSections } from '../domain/aws-ini/section-identity.ts';
import { type AwsProfile, awsProfiles } from '../domain/aws-profiles.ts';
import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { type FileParts, partsOf } from '../domain/own-sections.ts';
import { profileNameOf } from '../domain/profile-users.ts';
import { type LoadedRoles, loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { fullWish, type OpenFile, openFile, planFor, type Wish } from './profiles-job.ts';
import { isFile } from './program-words.ts';
import { goneIn } from './prune-profiles.ts';

export type Finding = {
  readonly code:
    | 'file'
    | 'names'
    | 'missing'
    | 'outdated'
    | 'gone'
    | 'moved'
    | 'shadowed'
    | 'source'
    | 'default';
  readonly message: string;
  /** What mends it. */
  readonly fix: string;
  /** Those that it is about, where it is about some. */
  readonly profiles: readonly string[];
};

const some = (names: readonly string[]): string =>
  names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

const about = (
  code: Finding['code'],
  profiles: readonly string[],
  [message, fix]: readonly [string, string],
): readonly Finding[] => (profiles.length === 0 ? [] : [{ code, profiles, message, fix }]);

const ofError = (code: Finding['code'], error: unknown): Finding => {
  if (!(error instanceof UserError)) throw error;
  return { code, profiles: [], message: error.message, fix: error.hint ?? '' };
};

const writeFix = 'rolecall profiles write';

/** Programs that our profiles run, and that are not there (any more). */
const movedPrograms = (profiles: readonly AwsProfile[]): ReadonlyMap<string, readonly string[]> => {
  const moved = new Map<string, string[]>();
  for (const { name, words = [] } of profiles) {
    const at = words.indexOf('process');
    const missing = words.slice(0, Math.max(0, at)).find((word) => !isFile(word));
    if (missing === undefined) continue;
    moved.set(missing, [...(moved.get(missing) ?? []), name]);
  }
  return moved;
};

const movedFindings = (profiles: readonly AwsProfile[]): readonly Finding[] =>
  [...movedPrograms(profiles)].flatMap(([program, names]) =>
    about('moved', names, [`${some(names)}: ${program}, which they run, is not there.`, writeFix]),
  );

const shadowFindings = ({ file }: OpenFile, names: readonly string[]): readonly Finding[] => {
  const inCredentials = new Set(file.credentialsSections);
  const shadowed = names.filter((name) => inCredentials.has(name));
  const leaks = listSections(file.current ?? '').includes('DEFAULT') ? ['DEFAULT'] : [];
  return [
    ...about('shadowed', shadowed, [
      `${some(shadowed)}: the credentials file has keys of the same name, and they win.`,
      'Remove these sections from the credentials file, or give the roles other profile names.',
    ]),
    ...about('default', leaks, [
      'The section [DEFAULT] leaks its settings into every profile that the AWS CLI reads.',
      'Rename it to [default].',
    ]),
  ];
};

/** Profiles of the user's that begin with a profile that is nowhere. */
const sourceFindings = ({ own, foreign }: FileParts, credentials: readonly string[]): readonly Finding[] => {
  const names = new Set([...[...own, ...foreign].map(({ header }) => profileNameOf(header)), ...credentials]);
  return foreign.flatMap(({ header, entries }) => {
    const source = entries.find(({ key }) => key === 'source_profile')?.value;
    const name = profileNameOf(header);
    if (name === undefined || source === undefined || names.has(source)) return [];
    return about(
      'source',
      [name],
      [
        `${name} has source_profile = ${source}, and there is no such profile.`,
        'Name another one there, or give the role that profile name.',
      ],
    );
  });
};

const outdatedFindings = async (
  host: Host,
  open: OpenFile,
  { loaded, options, gone }: Checking,
): Promise<readonly Finding[]> => {
  let wish: Wish;
  try {
    wish = await fullWish(host, loaded, options);
  } catch (error) {
    return [ofError('names', error)];
  }
  const { added, changed, removed } = (await planFor(host, open.file, { loaded, options, wish })).changes;
  const left = removed.filter((name) => !gone.includes(name));
  return [
    ...about('outdated', added, [`Without a profile: ${some(added)}.`, writeFix]),
    ...about('outdated', changed, [`Not as they would be written now: ${some(changed)}.`, writeFix]),
    ...about('outdated', left, [`Of no role that is chosen (renamed, perhaps): ${some(left)}.`, writeFix]),
  ];
};

type Checking = {
  readonly loaded: LoadedRoles;
  readonly options: Options;
  /** Profiles whose role is gone. */
  readonly gone: readonly string[];
};

const findingsIn = async (
  host: Host,
  open: OpenFile,
  { loaded, options }: Omit<Checking, 'gone'>,
): Promise<readonly Finding[]> => {
  const { current, file, credentialsSections } = open.file;
  const parts = partsOf(current, file);
  const sources = sourceFindings(parts, credentialsSections);
  const missing: Finding = {
    code: 'missing',
    profiles: [],
    message: `There are no profiles of rolecall's in ${file}.`,
    fix: writeFix,
  };
  if (parts.own.length === 0) return [missing, ...sources];
  const profiles = awsProfiles(parts.own, loaded.config.instances);
  const gone = goneIn(parts, loaded, host.services.clock.now());
  return [
    ...gone.flatMap(({ profile, why }) =>
      about('gone', [profile], [`${profile}: ${why}.`, 'rolecall profiles prune']),
    ),
    ...movedFindings(profiles),
    ...(await outdatedFindings(host, open, { loaded, options, gone: gone.map(({ profile }) => profile) })),
    ...shadowFindings(
      open,
      profiles.map(({ name }) => name),
    ),
    ...sources,
  ];
};

const found = async (host: Host, options: Options): Promise<readonly Finding[]> => {
  const loaded = await loadRoles(host.services);
  try {
    const open = await openFile(host, loaded.config, options);
    return await findingsIn(host, open, { loaded, options });
  } catch (error) {
    return [ofError('file', error)];
  }
};

export const checkProfiles = async (host: Host, options: Options): Promise<number> => {
  const findings = await found(host, options);
  if (options['json'] === true) host.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else
    for (const { message, fix } of findings) host.stdout.write(`${message}\n${fix.replace(/^/gm, '    ')}\n`);
  if (findings.length > 0) return exitCodes.failed;
  host.stderr.write('All profiles are as they should be.\n');
  return exitCodes.ok;
};
