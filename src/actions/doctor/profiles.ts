// Profiles of the AWS config that would give no credentials, or others than they say.

import { listSections } from '../../domain/aws-ini/section-identity.ts';
import { awsProfiles } from '../../domain/aws-profiles.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { type ProfileLine, profileLines } from '../../domain/doctor/profile-lines.ts';
import { goneProfiles } from '../../domain/gone-profiles.ts';
import { ownSections } from '../../domain/own-sections.ts';
import { lengthLimits, sanitize } from '../../domain/sanitize.ts';
import type { Installed } from '../../ports/inspection.ts';
import type { AwsFileState, Check, Environment, Examined } from './examined.ts';
import { unsetLine } from './shell-lines.ts';
import type { ShellFacts } from './variables.ts';

export type ProfileFacts = ShellFacts & {
  readonly path: string;
  /** False when one of the two files could not be read: then no profile can be said to be missing. */
  readonly isRead: boolean;
  readonly credentialsPath: string;
  readonly profiles: readonly ProfileLine[];
  /** Names of the sections of the credentials file. */
  readonly inCredentials: ReadonlySet<string>;
  /** Names of the profiles of ours whose role is not held any more. */
  readonly gone: ReadonlySet<string>;
  /** What the program of each `credential_process` is, by its path; undefined: it is not there. */
  readonly programs: ReadonlyMap<string, Installed | undefined>;
  readonly own: Installed | undefined;
  readonly version: string;
};

const mostListed = 5;

const shown = (text: string): string => sanitize(text, lengthLimits.name);

/** `a, b and 3 more`, with the line of the first. */
const listed = (profiles: readonly ProfileLine[]): string => {
  const names = profiles.slice(0, mostListed).map(({ name }) => shown(name));
  const more = profiles.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

type Told = Omit<Finding, 'what'> & { readonly say: (names: string, count: number) => string };

const told = (
  facts: ProfileFacts,
  found: readonly ProfileLine[],
  { say, ...finding }: Told,
): readonly Finding[] => {
  const [first] = found;
  if (first === undefined) return [];
  const line = first.process?.line ?? first.line;
  return [{ ...finding, what: `${facts.path}:${line}: ${say(listed(found), found.length)}` }];
};

/** The files that a command line runs: a program, and the script of a Node. */
export const programPaths = ({ process }: ProfileLine): readonly string[] => {
  const [program, script] = process?.words ?? [];
  if (program === undefined) return [];
  const isNode = /(^|[/\\])node(\.exe)?$/.test(program);
  return isNode && script !== undefined ? [program, script] : [program];
};

const isAbsolutePath = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:[/\\]/.test(path);

const isMissing = (facts: ProfileFacts, profile: ProfileLine): boolean =>
  programPaths(profile).some((path) => isAbsolutePath(path) && facts.programs.get(path) === undefined);

const missingPrograms = (facts: ProfileFacts): readonly Finding[] => {
  const found = facts.profiles.filter((profile) => isMissing(facts, profile));
  const isOurs = found.some(({ process }) => process?.words?.includes('process'));
  return told(facts, found, {
    id: 'profile-program-missing',
    level: 'error',
    say: (names, count) =>
      `the program that credential_process names is not there (${plural(count, 'profile', 'profiles')} ${names}).`,
    why: 'Programs were moved or upgraded; SDKs only say that there are no credentials.',
    mend: isOurs ? ['rolecall profiles write'] : ['Correct the path in that line.'],
  });
};

const otherCopies = (facts: ProfileFacts): readonly Finding[] => {
  const copyOf = (profile: ProfileLine): Installed | undefined => {
    const found = programPaths(profile).map((path) => facts.programs.get(path));
    return found.find((one) => one?.version !== undefined);
  };
  const found = facts.profiles.filter((profile) => {
    const copy = copyOf(profile);
    return copy !== undefined && facts.own !== undefined && copy.realPath !== facts.own.realPath;
  });
  const [first] = found;
  const copy = first === undefined ? undefined : copyOf(first);
  const isSame = copy?.version === facts.version;
  return told(facts, found, {
    id: 'profile-program-other',
    level: isSame ? 'note' : 'warning',
    say: (names) =>
      `credential_process runs another copy of rolecall (${copy?.path}, version ${copy?.version}; this one is ${facts.version}): ${names}.`,
    why: isSame ? undefined : 'An older one may not understand what a newer one has written.',
    mend: ['To let profiles run this copy: rolecall profiles write'],
  });
};

const runsUs = ({ process }: ProfileLine): boolean => process?.words?.includes('process') === true;

const goneRoles = (facts: ProfileFacts): readonly Finding[] => {
  const found = facts.profiles.filter(({ name }) => facts.gone.has(name));
  return told(facts, found, {
    id: 'profile-role-gone',
    level: 'warning',
    say: (names, count) =>
      `${plural(count, 'a profile stands', `${count} profiles stand`)} for roles that you do not hold any more: ${names}.`,
    why: 'Whoever uses them is told that the role is not assigned.',
    mend: ['rolecall refresh', 'rolecall profiles prune'],
  });
};

const mixed = (facts: ProfileFacts): readonly Finding[] => {
  const found = facts.profiles.filter(
    ({ keys }) => keys.has('credential_process') && [...keys].some((key) => key.startsWith('sso_')),
  );
  return told(facts, found, {
    id: 'profile-mixed',
    level: 'warning',
    say: (names) => `sso_* settings and credential_process stand in one profile: ${names}.`,
    why: 'The AWS CLI and the Go SDK use the first, the JavaScript SDK the second: they may be two roles.',
    mend: ['Keep one of the two in each profile.'],
  });
};

const shadowed = (facts: ProfileFacts): readonly Finding[] => {
  const found = facts.profiles.filter(
    ({ name, keys }) =>
      facts.inCredentials.has(name) &&
      (keys.has('credential_process') || keys.has('sso_session') || keys.has('sso_start_url')),
  );
  return told(facts, found, {
    id: 'profile-shadowed',
    level: 'warning',
    say: (names) => `${names} ${plural(found.length, 'is', 'are')} in ${facts.credentialsPath} too.`,
    why: 'Keys of that file win over what the profile says, also when they have ended.',
    mend: [`Remove the section from ${facts.credentialsPath}, or rename the profile.`],
  });
};

const risky = (facts: ProfileFacts): readonly Finding[] => {
  const found = facts.profiles.filter(({ process }) => process !== undefined && process.words === undefined);
  return told(facts, found, {
    id: 'profile-command-odd',
    level: 'note',
    say: (names) => `the command of credential_process is not read alike by every SDK: ${names}.`,
    why: 'Some hand it to a shell, which runs what stands in $( ), `` or after ;, others split it into words.',
    mend: ['Name a script there, with plain arguments.'],
  });
};

const chosen = (env: Environment): readonly (readonly [string, string])[] =>
  ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'].flatMap((name) => {
    const profile = env[name];
    return profile ? [[name, profile] as const] : [];
  });

const missingProfile = (facts: ProfileFacts): readonly Finding[] => {
  const { env, shell, profiles, inCredentials, path, isRead } = facts;
  if (!isRead) return [];
  const isThere = (wanted: string): boolean =>
    inCredentials.has(wanted) || profiles.some(({ name }) => name === wanted);
  return chosen(env)
    .filter(([, profile]) => !isThere(profile))
    .map(([name, profile]) => ({
      id: 'profile-missing',
      level: 'error',
      what: `${name} names the profile ${shown(profile)}, which is not in ${path}.`,
      why: 'Every call of the AWS CLI in this shell fails.',
      mend: [unsetLine(shell, name), 'Or write the profiles of your roles: rolecall profiles write'],
    }));
};

export const profileFindings = (facts: ProfileFacts): readonly Finding[] => {
  const found = [missingPrograms, otherCopies, goneRoles, mixed, shadowed, risky, missingProfile].flatMap(
    (check) => check(facts),
  );
  const own = facts.profiles.filter(runsUs).length;
  return found.length > 0 || own === 0
    ? found
    : [
        {
          id: 'profiles',
          level: 'ok',
          what: `${own} ${plural(own, 'profile runs', 'profiles run')} rolecall, and it is there.`,
        },
      ];
};

const ownHeaders = ({ text, path }: AwsFileState): ReadonlySet<string> => {
  try {
    return new Set(ownSections(text, path).map(({ header }) => header));
  } catch {
    // Markers that do not pair: `profiles` itself says so, and does nothing.
    return new Set();
  }
};

/** Of profiles that others made, rolecall does not know who may use them. */
const goneOf = ({ awsConfig, config, catalog, now }: Examined): ReadonlySet<string> => {
  if (config.kind === 'broken' || catalog === undefined) return new Set();
  const own = ownHeaders(awsConfig);
  const sections = awsConfig.sections.filter(({ header }) => own.has(header));
  const { instances } = config.config;
  const wereRead = catalog.instances.filter(({ fetchedAt }) => fetchedAt !== undefined);
  const read = new Set(wereRead.map(({ instance }) => instance));
  const known = { roles: catalog.roles, instances, read, now };
  const gone = goneProfiles(awsProfiles(sections, instances, awsConfig.sections), known);
  return new Set(gone.map(({ profile }) => profile));
};

export const profilesCheck: Check = {
  subject: 'the profiles of the AWS config',
  group: 'aws-files',
  run: async (examined) => {
    const { awsConfig, awsCredentials, inspection, program, env, shell, now } = examined;
    const profiles = profileLines(awsConfig.sections);
    const paths = new Set(profiles.flatMap(programPaths).filter(isAbsolutePath));
    const programs = new Map<string, Installed | undefined>();
    for (const path of paths) programs.set(path, await inspection.installed(path));
    return profileFindings({
      env,
      shell,
      now,
      path: awsConfig.path,
      isRead: [awsConfig, awsCredentials].every(
        ({ text, problems }) => text !== undefined || problems.length === 0,
      ),
      credentialsPath: awsCredentials.path,
      profiles,
      inCredentials: new Set(listSections(awsCredentials.text ?? '')),
      gone: goneOf(examined),
      programs,
      own: await inspection.installed(program.scriptPath),
      version: program.version,
    });
  },
};
