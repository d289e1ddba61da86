// What killed programs of ours left behind. Everything here would be removed or overwritten some day; nothing of it is
// looked at by anybody.
import type { Finding } from '../../domain/doctor/finding.ts';
import { hour } from '../../domain/expiry.ts';
import type { Entry } from '../../ports/inspection.ts';
import type { Check } from './examined.ts';
import { pathWord } from './shell-lines.ts';

/** A writer takes less than a second; after this long it is dead. */
const staleAfter = hour;

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? '';

/** As `atomic-file.ts` and `notes.ts` name what they write first. */
const isTemporary = (path: string): boolean =>
  /^\..+\.[0-9a-f]{16}\.tmp$/.test(nameOf(path)) || /^[0-9a-f]{32}\.json\.\d+\.tmp$/.test(nameOf(path));

/** As `lock.ts` names a lock file, whose holder touches it every second. */
const isLockFile = (path: string): boolean => /^[0-9a-f]{32}\.lock(\.broom)?$/.test(nameOf(path));

const isAgentSocket = (path: string): boolean => /^rolecall-[0-9a-f]{32}\.sock$/.test(nameOf(path));

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

export const staleFilesCheck: Check = {
  subject: 'what was left behind',
  group: 'rolecall',
  run: async ({ inspection, env, now, awsConfig, awsCredentials }) => {
    const { config, cache, state } = inspection.places;
    const folders = [...new Set([config, cache, state])];
    const own = (await Promise.all(folders.map(inspection.list))).flat();
    const runtime = env['XDG_RUNTIME_DIR'];
    const sockets = [...own, ...(runtime?.startsWith('/') ? await inspection.list(runtime) : [])].filter(
      ({ path, kind, ownerId }) =>
        kind === 'socket' && isAgentSocket(path) && ownerId === inspection.person.userId,
    );
    const deadSockets: string[] = [];
    for (const { path } of sockets) if (!(await inspection.isListening(path))) deadSockets.push(path);
    const besideAws = new Set(
      [awsConfig.path, awsCredentials.path].map((path) => path.replace(/[^/\\]*$/, '')),
    );
    const beside = (
      await Promise.all([...besideAws].map((folder) => inspection.list(folder.slice(0, -1))))
    ).flat();
    const ofAws = beside.filter(({ path }) => /^\.(config|credentials)\./.test(nameOf(path)));
    const entries = new Map([...own, ...ofAws].map((entry) => [entry.path, entry]));
    return staleFindings({ entries: [...entries.values()], deadSockets, now });
  },
};
