// The wizard's ports, made of the engine. An instance is signed in to and discovered before it is in the config; of one
// that does not get there, nothing is kept.
import type { InstanceCatalog } from '../domain/catalog.ts';
import type { Config, InstanceConfig } from '../domain/config.ts';
import { profileNamer } from '../domain/profile-name.ts';
import { resolveRoles } from '../domain/resolve-roles.ts';
import type { RoleList } from '../domain/role-list.ts';
import type { InstanceAnswers } from '../domain/setup-answers.ts';
import { audited } from '../engine/audit.ts';
import { discover } from '../engine/discover.ts';
import { keepDiscovery } from '../engine/keep-discovery.ts';
import { loadRoles } from '../engine/load-roles.ts';
import { logout } from '../engine/logout.ts';
import { instanceFrom, planSetup } from '../engine/plan-setup.ts';
import { planRemoval, removeInstance } from '../engine/remove-instance.ts';
import { endSession, sessionStatus } from '../engine/session.ts';
import { signIn } from '../engine/sign-in.ts';
import type { Host } from '../host.ts';
import type { CurrentSetup, PreviewRole } from '../setup/state.ts';
import type { SetupPorts } from '../terminal/setup-ports.ts';
import { findInstance } from './instance-option.ts';
import { planShell } from './setup-shell.ts';
import { writeStartupFile } from './startup-file.ts';

export const currentSetup = (config: Config): CurrentSetup => ({
  template: config.profileTemplate,
  defaultAction: config.defaultAction,
  theme: config.theme,
  isSuffixed: config.profiles?.unique === 'suffix',
  instances: config.instances.map(({ name, startUrl, region, defaultRegion, login, base }) => ({
    name,
    startUrl,
    region,
    defaultRegion,
    login,
    isIdentityCenter: base === undefined,
  })),
});

const previewRoles = (roles: RoleList, instances: readonly InstanceConfig[]): readonly PreviewRole[] => {
  const own = new Map(
    instances.flatMap(({ name, accounts }) =>
      accounts.flatMap(({ id, roles: entries }) =>
        entries.map((entry) => [`${name} ${id} ${entry.name}`, entry.profile] as const),
      ),
    ),
  );
  return roles.map((role) => ({
    ...role,
    ownProfile: role.isUser ? role.profile : own.get(`${role.instance} ${role.accountId} ${role.roleName}`),
  }));
};

const isSame = (a: InstanceConfig, b: InstanceConfig): boolean =>
  a.name === b.name && a.startUrl === b.startUrl && a.region === b.region;

export type WizardPorts = {
  readonly ports: SetupPorts;
  /** Ends the sessions that were made for nothing. */
  readonly tidy: () => Promise<void>;
};

type Kept = {
  readonly catalogs: Map<string, InstanceCatalog>;
  readonly signedIn: InstanceConfig[];
};

const loadConfig = async ({ services }: Host): Promise<Config> => (await services.configStore()).load();

const asInstance = async (host: Host, answers: InstanceAnswers): Promise<InstanceConfig> => {
  const { instances } = await loadConfig(host);
  return instanceFrom(
    answers,
    instances.find(({ name, base }) => name === answers.name && base === undefined),
  );
};

const discovery =
  (host: Host, { catalogs }: Kept): SetupPorts['discover'] =>
  async ({ instance: answers, key, signal, onProgress }) => {
    const { services } = host;
    const instance = await asInstance(host, answers);
    const found = await discover({ services, instance, previous: undefined, signal, onProgress });
    if (found.stoppedBy !== undefined) throw found.stoppedBy;
    catalogs.set(key, found.catalog);
    const config = { ...(await loadConfig(host)), instances: [instance] };
    const catalog = { version: 1, instances: [found.catalog] } as const;
    const roles = resolveRoles(catalog, config, profileNamer(config.profileTemplate));
    return {
      key,
      roles: previewRoles(roles, [instance]),
      accounts: found.catalog.accounts.length,
      failures: found.failures,
    };
  };

const writing =
  (host: Host, { catalogs }: Kept): SetupPorts['write'] =>
  async ({ answers, config, shell }) => {
    const { services } = host;
    const files: string[] = [];
    if (config.edit.before !== config.edit.after) {
      const store = await services.configStore();
      const subject = { event: 'config', instance: answers.name } as const;
      await audited(services, { subject, run: () => store.write(config.edit) });
      files.push(config.file);
    }
    // Without it the next start reads the accounts again, nothing else.
    for (const catalog of catalogs.values())
      if (catalog.instance === answers.name && catalog.startUrl === answers.startUrl)
        await keepDiscovery(services, catalog).catch(() => undefined);
    if (shell !== undefined && (await writeStartupFile(host, shell))) files.push(shell.file);
    return files;
  };

const signingIn =
  (host: Host, { signedIn }: Kept): SetupPorts['signIn'] =>
  async ({ instance: answers, force, signal, onProgress }) => {
    const instance = await asInstance(host, answers);
    const options = { flow: instance.login, isBrowserAllowed: true, force, signal, onProgress };
    if (!signedIn.some((other) => isSame(other, instance))) signedIn.push(instance);
    return signIn(host.services, instance, options);
  };

/** A name that the config has keeps its other sessions; of one that it has not, everything goes. */
const tidying =
  (host: Host, { signedIn }: Kept): WizardPorts['tidy'] =>
  async () => {
    const { instances } = await loadConfig(host);
    for (const instance of signedIn) {
      if (instances.some((other) => isSame(other, instance))) continue;
      const isNamed = instances.some(({ name }) => name === instance.name);
      const end = isNamed ? endSession(host.services, instance) : logout(host.services, instance);
      await end.then(
        () => undefined,
        () => undefined,
      );
    }
  };

export const wizardPorts = (host: Host): WizardPorts => {
  const { services } = host;
  const kept: Kept = { catalogs: new Map(), signedIn: [] };
  const path = async (): Promise<string> => (await services.configStore()).path;
  const ports: SetupPorts = {
    now: services.clock.now,
    findStartUrls: async () => (await services.startUrlSearch()).find(),
    loadKnownRoles: async () => {
      const { roles, config } = await loadRoles(services);
      return previewRoles(roles, config.instances);
    },
    loadSession: async (answers) => sessionStatus(services, await asInstance(host, answers)),
    checkUrl: host.resolveStartUrl,
    signIn: signingIn(host, kept),
    discover: discovery(host, kept),
    planConfig: async (answers) => ({
      file: await path(),
      edit: await planSetup(services, { instance: answers, program: answers }),
    }),
    planShell: (shell) => planShell(host, shell),
    write: writing(host, kept),
    planRemoval: async (name) => ({ file: await path(), edit: await planRemoval(services, name) }),
    remove: async ({ name, plan }) => {
      const instance = findInstance(await loadConfig(host), name);
      const problems = await removeInstance(services, instance, plan.edit);
      return { current: currentSetup(await loadConfig(host)), problems };
    },
    copy: async (text) => (await services.clipboard()).copy(text),
  };
  return { ports, tidy: tidying(host, kept) };
};
