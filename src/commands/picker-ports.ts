// The picker's ports, made of the engine: what it may ask of the world while it is on the screen.

import type { DiscoveryFailure } from '../domain/catalog.ts';
import type { Config, InstanceConfig } from '../domain/config.ts';
import { type History, withoutPin, withPin } from '../domain/history.ts';
import { roleKey } from '../domain/role.ts';
import { loadNews, seeNews } from '../engine/catalog-news.ts';
import { folderRoleAmong, withFolderRole } from '../engine/folder-role.ts';
import { failedRole, lastFailure } from '../engine/last-failure.ts';
import { type LoadedRoles, loadRoles } from '../engine/load-roles.ts';
import { refreshCatalog } from '../engine/refresh-catalog.ts';
import { cachedLives } from '../engine/role-credentials.ts';
import { loadRoleSources } from '../engine/role-sources.ts';
import { sessionStatus } from '../engine/session.ts';
import { signIn } from '../engine/sign-in.ts';
import type { Host } from '../host.ts';
import type { ProcessFailure } from '../picker/failure.ts';
import type { Notice } from '../picker/state.ts';
import type { Services } from '../ports/services.ts';
import type { EffectPorts, RoleSet } from '../terminal/effect-ports.ts';
import { findInstance } from './instance-option.ts';
import { saveFilter } from './picker-filters.ts';
import { pickerProfiles } from './picker-profiles.ts';
import { pickerTasks } from './picker-tasks.ts';

const isStale = ({ config, instances }: LoadedRoles, now: number): boolean =>
  config.instances.some(({ name, base }) => {
    if (base !== undefined) return false;
    const fetchedAt = instances.find((entry) => entry.instance === name)?.fetchedAt;
    return fetchedAt === undefined || (config.catalogMaxAge > 0 && now - fetchedAt > config.catalogMaxAge);
  });

const roleSet = (loaded: LoadedRoles, now: number, failures: readonly DiscoveryFailure[]): RoleSet => {
  const times = loaded.instances.map((entry) => entry.fetchedAt);
  const isComplete = times.length > 0 && !times.includes(undefined);
  return {
    roles: loaded.roles,
    fetchedAt: isComplete ? Math.min(...times.map((time) => time ?? 0)) : undefined,
    isStale: isStale(loaded, now),
    changes: {
      added: loaded.instances.flatMap((entry) => entry.changes.added),
      removed: loaded.instances.flatMap((entry) => entry.changes.removed),
    },
    failures,
    filters: loaded.config.filters,
  };
};

/** The role of the working folder is known, and has the folder's region. */
const inFolder = async (services: Services, set: RoleSet): Promise<RoleSet> => {
  const folder = await folderRoleAmong(services, set.roles);
  if (folder.kind === 'none') return set;
  if (folder.kind === 'passed-over')
    return { ...set, folderNotice: { level: 'warning', text: folder.reason } };
  return {
    ...set,
    roles: withFolderRole(set.roles, folder),
    folderRole: { ...folder.role, hasRegion: folder.hasRegion },
  };
};

/** Those with a session, since discovery of the others could only fail; all, when none has one. */
const readable = async (services: Services, config: Config): Promise<readonly InstanceConfig[]> => {
  const statuses = await Promise.all(config.instances.map((instance) => sessionStatus(services, instance)));
  const signedIn = config.instances.filter((_, index) => statuses[index]?.kind === 'signed-in');
  return signedIn.length > 0 ? signedIn : config.instances;
};

/** What is still to be told of it. */
const lastingFailure = async (services: Services): Promise<ProcessFailure | undefined> => {
  const failure = await lastFailure(services);
  if (failure === undefined || failure.mendedAt !== undefined) return undefined;
  const { at, text, instance } = failure;
  return { at, text: text.replace(/^rolecall: /, ''), instance, role: failedRole(failure) };
};

/** The profiles follow the roles, where the config asks for it. */
const profilesNews = async (host: Host, loaded: LoadedRoles): Promise<Notice | undefined> => {
  if (loaded.config.profiles?.auto !== true) return undefined;
  const { refreshProfiles } = await import('./refresh-profiles.ts');
  const news = await refreshProfiles(host, loaded);
  return news && { level: news.isProblem ? 'warning' : 'done', text: news.text };
};

export const pickerPorts = (host: Host): Omit<EffectPorts, 'loadThemes' | 'saveTheme'> => {
  const { services } = host;
  const config = async (): Promise<Config> => (await services.configStore()).load();
  return {
    now: services.clock.now,
    loadRoles: async () => {
      const loaded = await loadRoles(services);
      const set = roleSet(loaded, services.clock.now(), []);
      return inFolder(services, { ...set, news: await loadNews(services, loaded.config) });
    },
    findOtherTools: async () => (await import('./other-tools.ts')).otherTools(host),
    loadLives: async () => cachedLives(services, (await config()).instances),
    loadLastFailure: () => lastingFailure(services),
    loadSession: async (name) => sessionStatus(services, findInstance(await config(), name)),
    refreshCatalog: async ({ instance, signal, onProgress, onFound, lookedAt }) => {
      const known = await config();
      const instances =
        instance === undefined ? await readable(services, known) : [findInstance(known, instance)];
      const tell = (loaded: LoadedRoles): void =>
        void inFolder(services, roleSet(loaded, services.clock.now(), [])).then(onFound, () => undefined);
      const request = { instances, signal, onProgress, onFound: tell, lookedAt };
      const refreshed = await refreshCatalog(services, request);
      const set = roleSet(refreshed, services.clock.now(), refreshed.failures);
      const news = await loadNews(services, refreshed.config);
      return inFolder(services, { ...set, news, profilesNews: await profilesNews(host, refreshed) });
    },
    signIn: async ({ instance: name, signal, onProgress }) => {
      const instance = findInstance(await config(), name);
      const flow = instance.login;
      return signIn(services, instance, { flow, isBrowserAllowed: true, force: false, signal, onProgress });
    },
    ...pickerProfiles(host),
    ...pickerTasks(host),
    loadRoleSources: async () => loadRoleSources(services, await config()),
    saveFilter: (filter) => saveFilter(host, filter),
    seeNews: (news) => seeNews(services, news),
    changePin: async (role, isPinned) => {
      const key = roleKey(role);
      const change = (history: History) => (isPinned ? withPin(history, key) : withoutPin(history, key));
      return (await services.history()).change(change);
    },
    copy: async (text) => (await services.clipboard()).copy(text),
  };
};
