// What killed programs of ours left behind. Everything here would be removed or overwritten some day; nothing of it is
// looked at by anybody.
import type { Finding } from '../../domain/doctor/finding.ts';
import { hour } from '../../domain/expiry.ts';
import type { Entry } from '../../ports/inspection.ts';
import type { Check, Examined } from './examined.ts';
import { pathWord } from './shell-lines.ts';

/** A writer takes less than a second; after this long it is dead. */
const staleAfter = hour;

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? '';

/** As `atomic-file.ts` and `notes.ts` name what they write first. */
const isTemporary = (path: string): boolean =>
  /^\..+\.[0-9a-f]{16}\.tmp$/.test(nameOf(path)) || /^[0-9a-f]{32}\.json\.\d+\.tmp$/.test(nameOf(path));

/** As `lock.ts` names a lock file, whose holder touches it every second. */
const isLockFile = (path: string): boolean => /^[0-9a-f]{32}\.lock(\.broom)?$/.test(nameOf(path));

const agentSocket = /^rolecall-[0-9a-f]{32}\.sock$/;

const isAgentSocket = (path: string): boolean => agentSocket.test(nameOf(path));

const staleFiles = (entries: readonly Entry[], now: number): readonly Entry[] =>
  entries.filter(
    ({ path, kind, isLink, changedAt }) =>
      kind === 'file' && !isLink && (isTemporary(path) || isLockFile(path)) && now - changedAt > staleAfter,
  );

type Left = {
  readonly entries: readonly Entry[];
  /** Sockets of key agents on which nobody listens. */
  readonly deadSockets: readonly string[];
  readonly now: number;
};

export const staleFindings = ({ entries, deadSockets, now }: Left): readonly Finding[] => {
  const paths = [...staleFiles(entries, now).map(({ path }) => path), ...deadSockets];
  const [first] = paths;
  if (first === undefined) return [];
  return [
    {
      id: 'files-stale',
      level: 'note',
      what: `${paths.length === 1 ? first : `${paths.length} files, such as ${first},`} ${paths.length === 1 ? 'was' : 'were'} left behind by a program that was killed.`,
      mend: paths.slice(0, 3).map((path) => `rm ${pathWord(path)}`),
      fix: { kind: 'remove', paths },
    },
  ];
};

const folderOf = (path: string): string => path.replace(/[/\\][^/\\]*$/, '');

/** Beside the AWS files only what is named as ours is looked at, and so in the folder of the login session. */
const leftElsewhere = async ({
  inspection,
  env,
  awsConfig,
  awsCredentials,
}: Examined): Promise<readonly Entry[]> => {
  const runtime = env['XDG_RUNTIME_DIR'] ?? '';
  const awsFolders = new Set([awsConfig.path, awsCredentials.path].map(folderOf));
  const found = await Promise.all([
    ...[...awsFolders].map((folder) =>
      inspection.find(folder, /^\.(config|credentials)\.[0-9a-f]{16}\.tmp$/),
    ),
    runtime.startsWith('/') ? inspection.find(runtime, agentSocket) : [],
  ]);
  return found.flat();
};

export const staleFilesCheck: Check = {
  subject: 'what was left behind',
  group: 'rolecall',
  run: async (examined) => {
    const { inspection, now } = examined;
    const { config, cache, state } = inspection.places;
    const own = (await Promise.all([...new Set([config, cache, state])].map(inspection.list))).flat();
    const all = [...own, ...(await leftElsewhere(examined))];
    const entries = [...new Map(all.map((entry) => [entry.path, entry])).values()];
    const deadSockets: string[] = [];
    for (const { path, kind, ownerId } of entries) {
      const isOurs = kind === 'socket' && isAgentSocket(path) && ownerId === inspection.person.userId;
      if (isOurs && !(await inspection.isListening(path))) deadSockets.push(path);
    }
    return staleFindings({ entries, deadSockets, now });
  },
};
