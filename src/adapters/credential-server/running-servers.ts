// Which servers run, as files in the state folder (0700): `ID.json` says where a server is controlled and holds the
// token for that, `ID.token` the one for clients. Both are 0600, and go when the server ends.
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { RoleId } from '../../domain/role.ts';
import type {
  AnnouncedServer,
  CredentialServer,
  CredentialServers,
  CredentialSlots,
  RemoteServer,
} from '../../ports/credential-server.ts';
import { writeFileAtomic } from '../atomic-file.ts';
import { ensureDirectory, readPrivateFile } from '../secret-store/private-files.ts';
import { listenForControl } from './control.ts';
import { call, ServerGone } from './control-client.ts';
import { serveSlots } from './serve-slots.ts';

type Announcement = {
  /** A home may be shared with other machines and containers, whose servers are not ours to reach or to forget. */
  readonly host: string;
  readonly startedAt: number;
  readonly pid: number;
  readonly port: number;
  readonly controlPort: number;
  readonly controlToken: string;
};

type Found = Announcement & { readonly id: string };

const pathsOf = (folder: string, id: string) => ({
  announcement: join(folder, `${id}.json`),
  token: join(folder, `${id}.token`),
});

const removeFiles = (folder: string, id: string): void => {
  for (const path of Object.values(pathsOf(folder, id))) rmSync(path, { force: true });
};

const announce = async (
  folder: string,
  server: CredentialServer,
  slots: CredentialSlots,
): Promise<AnnouncedServer> => {
  ensureDirectory(folder);
  const id = randomBytes(8).toString('hex');
  const paths = pathsOf(folder, id);
  const controlToken = randomBytes(32).toString('base64url');
  const control = await listenForControl(server, slots, controlToken);
  const remove = (): void => removeFiles(folder, id);
  process.once('exit', remove);
  const announcement: Announcement = {
    host: hostname(),
    startedAt: Date.now(),
    pid: process.pid,
    port: server.port,
    controlPort: control.port,
    controlToken,
  };
  // No line end: SDKs send the file as it is.
  await writeFileAtomic(paths.token, server.token, { mode: 0o600 });
  await writeFileAtomic(paths.announcement, JSON.stringify(announcement), { mode: 0o600 });
  return {
    tokenFile: paths.token,
    close: async () => {
      process.off('exit', remove);
      remove();
      await control.close();
    },
  };
};

const isAnnouncement = (value: unknown): value is Announcement => {
  const { host, startedAt, pid, port, controlPort, controlToken } = (value ?? {}) as Partial<Announcement>;
  const numbers = [startedAt, pid, port, controlPort];
  if (typeof host !== 'string' || typeof controlToken !== 'string') return false;
  return numbers.every((number) => Number.isSafeInteger(number));
};

const parse = (text: string | undefined): Announcement | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isAnnouncement(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const announced = (folder: string): readonly Found[] =>
  namesIn(folder)
    .flatMap((name) => {
      const id = /^([0-9a-f]{16})\.json$/.exec(name)?.[1];
      const found = id === undefined ? undefined : parse(readPrivateFile(join(folder, name))?.toString());
      return id === undefined || found?.host !== hostname() ? [] : [{ id, ...found }];
    })
    .sort((a, b) => a.startedAt - b.startedAt);

const remoteOf = (folder: string, { id, pid, port, controlPort, controlToken }: Found): RemoteServer => {
  const at = { port: controlPort, token: controlToken };
  const path = (slot: string): string => `/slots/${slot}`;
  return {
    pid,
    port,
    tokenFile: pathsOf(folder, id).token,
    list: async () =>
      (await call({ ...at, method: 'GET', path: '/slots' })) as Awaited<ReturnType<RemoteServer['list']>>,
    load: async (slot, role: RoleId) => {
      const { instance, accountId, roleName } = role;
      const body = { instance, accountId, roleName };
      return (await call({ ...at, method: 'PUT', path: path(slot), body })) as Awaited<
        ReturnType<RemoteServer['load']>
      >;
    },
    unload: async (slot) =>
      ((await call({ ...at, method: 'DELETE', path: path(slot) })) as { readonly unloaded: boolean })
        .unloaded,
  };
};

/** Is it there? What a killed server left is removed. */
const isRunning = async (folder: string, found: Found): Promise<boolean> => {
  try {
    await remoteOf(folder, found).list();
    return true;
  } catch (error) {
    if (!(error instanceof ServerGone)) throw error;
    if (error.isCertain) removeFiles(folder, found.id);
    return false;
  }
};

/** `state` is the folder of the user's state. */
export const credentialServers = (state: string): CredentialServers => {
  const folder = join(state, 'servers');
  return {
    start: serveSlots,
    announce: (server, slots) => announce(folder, server, slots),
    running: async () => {
      const servers = announced(folder);
      const alive = await Promise.all(servers.map((found) => isRunning(folder, found)));
      return servers.filter((_, index) => alive[index]).map((found) => remoteOf(folder, found));
    },
  };
};
