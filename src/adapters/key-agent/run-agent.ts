// The agent itself: holds one key in memory and gives it to who asks by its id, until its time has come, it is told to
// end, its store is gone or replaced, or its socket is: the folder of a login session is removed at its end.
import { randomBytes } from 'node:crypto';
import { lstatSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { openMasterKeyFile, readMasterKeyFile } from '../secret-store/master-key-file.ts';
import { ensureDirectory } from '../secret-store/private-files.ts';
import { isOwnFolder, isPipe } from './agent-address.ts';
import { type AgentRequest, answerBytes, longestMessage, parseRequest, refusal } from './agent-protocol.ts';
import type { Handover } from './handover.ts';

export type AgentTiming = {
  /** How often store and socket are looked at (ms). */
  readonly checkEvery: number;
};

export type RunningAgent = {
  /** The key is forgotten and the socket gone. */
  readonly ended: Promise<void>;
  readonly end: () => void;
};

const longestHold = 24 * 3_600_000;
/** How long a client may take to say its line (ms), and how many may be at it. */
const clientLimit = 1_000;
const mostClients = 512;

type Clock = { readonly until: number; readonly endsAt: number };

/** Two clocks: one goes on while the machine sleeps, the other cannot be set back. */
const clockUntil = (until: number): Clock => {
  const now = Date.now();
  const left = Math.min(until - now, longestHold);
  return { until: now + left, endsAt: performance.now() + left };
};

const timeLeft = ({ until, endsAt }: Clock): number =>
  Math.min(until - Date.now(), endsAt - performance.now());

const isStoreThere = ({ settings, key }: Handover): boolean => {
  try {
    const file = readMasterKeyFile(settings.directory);
    if (file?.keyId !== settings.keyId) return false;
    return openMasterKeyFile(file, key)?.fill(0) !== undefined;
  } catch {
    return false;
  }
};

const identity = (path: string): string | undefined => {
  try {
    const { dev, ino } = lstatSync(path);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
};

type Listening = { readonly isThere: () => boolean; readonly remove: () => void };

const bind = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** A socket is made beside its name and moved there: whatever a dead agent left is replaced in one step. */
const listen = async (server: Server, path: string): Promise<Listening> => {
  if (isPipe(path)) {
    await bind(server, path);
    return { isThere: () => true, remove: () => undefined };
  }
  const folder = dirname(path);
  // Every other folder is there, and was looked at.
  if (isOwnFolder(path)) ensureDirectory(folder);
  const made = join(folder, `.${randomBytes(4).toString('hex')}`);
  await bind(server, made);
  const own = identity(made);
  renameSync(made, path);
  const isThere = (): boolean => identity(path) === own;
  const remove = (): void => {
    if (isThere()) unlinkSync(path);
    if (isOwnFolder(path)) rmdirSync(folder);
  };
  return { isThere, remove };
};

const quietly = (work: () => void): void => {
  try {
    work();
  } catch {
    // At the end there is nobody to tell.
  }
};

/** Takes one line, answers it, and ends. */
const serve = (socket: Socket, answer: (request: AgentRequest | undefined) => Buffer): void => {
  let heard = '';
  const onData = (chunk: Buffer): void => {
    heard += chunk.toString('latin1');
    const end = heard.indexOf('\n');
    if (end < 0 && heard.length <= longestMessage) return;
    socket.off('data', onData).resume();
    const bytes = answer(end < 0 ? undefined : parseRequest(heard.slice(0, end)));
    socket.end(bytes, () => bytes.fill(0));
  };
  socket.on('error', () => undefined);
  socket.setTimeout(clientLimit, () => socket.destroy());
  socket.on('data', onData);
};

type Life = { readonly clock: () => Clock; readonly hold: (until: number) => void; readonly end: () => void };

const answerOf = (held: Handover, life: Life, request: AgentRequest | undefined): Buffer => {
  if (request?.keyId !== held.settings.keyId) return Buffer.from(refusal);
  if (request.verb === 'lock' || timeLeft(life.clock()) <= 0 || !isStoreThere(held)) {
    life.end();
    return request.verb === 'lock' ? answerBytes({ until: 0, key: undefined }) : Buffer.from(refusal);
  }
  if (request.verb === 'hold') life.hold(request.until ?? 0);
  return answerBytes({ until: life.clock().until, key: request.verb === 'key' ? held.key : undefined });
};

/** Listening when this resolves. Errors: those of node:fs and node:net. */
export const runAgent = async (
  handover: Handover,
  { checkEvery }: AgentTiming = { checkEvery: 10_000 },
): Promise<RunningAgent> => {
  const { path, until } = handover.settings;
  let held: Handover | undefined = handover;
  let clock = clockUntil(until);
  let timer: NodeJS.Timeout | undefined;
  let listening: Listening | undefined;
  let over: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    over = resolve;
  });
  const end = (): void => {
    held = undefined;
    clearTimeout(timer);
    server.close();
    quietly(() => listening?.remove());
    listening = undefined;
    over();
  };
  const watch = (): void => {
    clearTimeout(timer);
    if (held === undefined) return;
    const left = timeLeft(clock);
    if (left <= 0 || listening?.isThere() !== true || !isStoreThere(held)) end();
    else timer = setTimeout(watch, Math.min(left, checkEvery));
  };
  const hold = (later: number): void => {
    clock = clockUntil(later);
    setImmediate(watch);
  };
  const life = { clock: () => clock, hold, end };
  const server = createServer((socket) =>
    serve(socket, (asked) => (held === undefined ? Buffer.from(refusal) : answerOf(held, life, asked))),
  );
  server.maxConnections = mostClients;
  listening = await listen(server, path);
  watch();
  return { ended, end };
};
