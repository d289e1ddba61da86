// Who owns our folders and files, and who else may read them. Those of the AWS tools are not ours to change.
import type { Finding } from '../../domain/doctor/finding.ts';
import type { Entry, Person, Places } from '../../ports/inspection.ts';
import type { Check } from './examined.ts';
import { pathWord } from './shell-lines.ts';

export type OwnFiles = {
  readonly places: Places;
  readonly person: Person;
  /** The folders that are there and all that lies in them. */
  readonly entries: readonly Entry[];
};

const otherRights = 0o077;
const writeRights = 0o022;

const modeText = (mode: number): string => mode.toString(8).padStart(4, '0');

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? one : `${count} ${many}`;

const under = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);

/** A config that the system manages (Nix, an administrator's link) is root's, and as good. */
const isManaged = ({ path, ownerId }: Entry, { cache, state }: Places): boolean =>
  ownerId === 0 && !under(path, cache) && !under(path, state);

const foreignFindings = ({ entries, person, places }: OwnFiles): readonly Finding[] => {
  if (person.userId === undefined) return [];
  const foreign = entries.filter(
    (entry) => entry.ownerId !== undefined && entry.ownerId !== person.userId && !isManaged(entry, places),
  );
  const [first] = foreign;
  if (first === undefined) return [];
  const asRoot = person.userId === 0 ? ' You are root: with sudo, HOME may still be that of another.' : '';
  return [
    {
      id: 'files-foreign',
      level: 'error',
      what: `${first.path}${foreign.length > 1 ? ` and ${foreign.length - 1} more` : ''} belong${foreign.length > 1 ? '' : 's'} to another user (uid ${first.ownerId}).`,
      why: `The secret store is refused then, and other files cannot be written.${asRoot}`,
      mend: [
        person.userId === 0
          ? 'Run rolecall as that user.'
          : `sudo chown -R ${person.name ?? person.userId} ${pathWord(first.path)}`,
      ],
    },
  ];
};

const hiddenFindings = ({ entries, person }: OwnFiles): readonly Finding[] =>
  entries
    .filter(({ kind }) => kind === 'hidden')
    .slice(0, 3)
    .map(({ path }) => ({
      id: 'files-hidden',
      level: 'error',
      what: `You (${person.name ?? `uid ${person.userId}`}) may not look at ${path}.`,
      why: 'It is in a folder of another user: is HOME yours?',
      mend: ['echo $HOME; id'],
    }));

/** The config may be read by others, as dotfiles often are: it holds no secret. */
const isOpen = ({ path, mode = 0, isLink }: Entry, { config, cache, state }: Places): boolean => {
  if (isLink) return false;
  const isPrivate = under(path, cache) || under(path, state) || !under(path, config);
  return (mode & (isPrivate ? otherRights : writeRights)) !== 0;
};

const openFindings = ({ entries, places, person }: OwnFiles): readonly Finding[] => {
  const open = entries.filter(
    (entry) =>
      (entry.kind === 'file' || entry.kind === 'folder') &&
      (person.userId === undefined || entry.ownerId === person.userId) &&
      isOpen(entry, places),
  );
  const writable = open.find(({ mode = 0 }) => (mode & writeRights) !== 0);
  const first = writable ?? open[0];
  if (first === undefined) return [];
  const isWritable = writable !== undefined;
  const paths = open.map(({ path, kind }) => ({ path, mode: kind === 'folder' ? 0o700 : 0o600 }));
  return [
    {
      id: 'files-open',
      level: 'warning',
      what: `Other users may ${isWritable ? 'change' : 'read'} ${counted(open.length, first.path, `of our files and folders, such as ${first.path}`)} (mode ${modeText(first.mode ?? 0)}).`,
      why: isWritable
        ? 'A config that others may write is refused when it names commands, and state that they may write can mislead you.'
        : 'They hold account names, e-mail addresses and what you used when.',
      mend: paths.slice(0, 3).map(({ path, mode }) => `chmod ${modeText(mode).slice(1)} ${pathWord(path)}`),
      fix: { kind: 'close', paths },
    },
  ];
};

const linkFindings = ({ entries, places }: OwnFiles): readonly Finding[] =>
  entries
    .filter(({ path, isLink }) => isLink && path === places.secrets)
    .map(({ path }) => ({
      id: 'files-link',
      level: 'error',
      what: `${path} is a symbolic link.`,
      why: 'The secret store is refused then: its secrets would lie where the link leads.',
      mend: [`Move the folder itself to ${path}, or set XDG_STATE_HOME to where it may lie.`],
    }));

export const ownFileFindings = (files: OwnFiles): readonly Finding[] => {
  const found = [foreignFindings, hiddenFindings, linkFindings, openFindings].flatMap((check) =>
    check(files),
  );
  if (found.length > 0) return found;
  return files.entries.length === 0
    ? [{ id: 'files', level: 'ok', what: 'rolecall has no files here yet.' }]
    : [{ id: 'files', level: 'ok', what: 'Our files and folders are yours alone.' }];
};

export const ownFilesCheck: Check = {
  subject: 'our files and folders',
  group: 'rolecall',
  run: async ({ inspection }) => {
    const { places, person } = inspection;
    const folders = [...new Set([places.config, places.cache, places.state])];
    const entries: Entry[] = [];
    for (const folder of folders) {
      const own = await inspection.look(folder);
      if (own !== undefined) entries.push(own, ...(await inspection.list(folder)));
    }
    // With ROLECALL_HOME one folder holds the others.
    const unique = new Map(entries.map((entry) => [entry.path, entry]));
    return ownFileFindings({ places, person, entries: [...unique.values()] });
  },
};

export type AwsFileFacts = { readonly entry: Entry; readonly holdsKeys: boolean };

/** Only warned about: other tools make these files, with the modes that they like. */
export const awsFileFindings = (files: readonly AwsFileFacts[], person: Person): readonly Finding[] =>
  files.flatMap(({ entry, holdsKeys }): readonly Finding[] => {
    const { path, mode = 0, ownerId } = entry;
    if (entry.kind === 'nothing')
      return [
        {
          id: 'aws-files-link',
          level: 'warning',
          what: `${path} is a link that leads nowhere.`,
          mend: [`Put the file back where it leads, or remove it: rm ${pathWord(path)}`],
        },
      ];
    if (entry.kind !== 'file') return [];
    const isForeign =
      person.userId !== undefined && ownerId !== undefined && ![person.userId, 0].includes(ownerId);
    if (isForeign)
      return [
        {
          id: 'aws-files-foreign',
          level: 'warning',
          what: `${path} belongs to another user (uid ${ownerId}).`,
          why: 'Whoever owns it decides which programs the AWS tools run as you.',
        },
      ];
    if ((mode & (holdsKeys ? otherRights : writeRights)) === 0) return [];
    return [
      {
        id: 'aws-files-open',
        level: 'warning',
        what: `Other users may ${holdsKeys ? 'read' : 'change'} ${path} (mode ${modeText(mode)}).`,
        why: holdsKeys
          ? 'It holds keys or tokens in clear text.'
          : 'They could have the AWS tools run any program as you (credential_process).',
        mend: [`chmod ${holdsKeys ? '600' : 'go-w'} ${pathWord(path)}`],
      },
    ];
  });

const join = (folder: string, name: string): string => `${folder}/${name}`;

export const awsFilesCheck: Check = {
  subject: 'the owners and modes of the AWS files',
  group: 'aws-files',
  run: async ({ inspection, awsConfig, awsCredentials }) => {
    const { home } = inspection.places;
    const caches = await Promise.all(
      ['sso/cache', 'cli/cache'].map((name) => inspection.list(join(home, `.aws/${name}`))),
    );
    const named = [
      { entry: await inspection.look(awsConfig.path), holdsKeys: false },
      { entry: await inspection.look(awsCredentials.path), holdsKeys: true },
      ...caches.flat().map((entry) => ({ entry, holdsKeys: true })),
    ];
    const files = named.flatMap(({ entry, holdsKeys }) =>
      entry === undefined ? [] : [{ entry, holdsKeys }],
    );
    return awsFileFindings(files, inspection.person);
  },
};
