// An instance that leaves the config takes its session, its cached credentials and its catalog with it. Lasting keys stay:
// what is lost of those, no sign-in brings back.
import type { InstanceConfig } from '../domain/config.ts';
import type { ConfigChange, ConfigEdit } from '../ports/config-store.ts';
import type { Services } from '../ports/services.ts';
import { audited } from './audit.ts';
import { logout } from './logout.ts';
import { wipeCredentials } from './remove-keys.ts';

/** What config.yaml would be without it. Errors: UsageError when the file is not right. */
export const planRemoval = async (services: Services, name: string): Promise<ConfigEdit> => {
  const store = await services.configStore();
  const config = await store.load();
  const rest = config.instances.filter((instance) => instance.name !== name);
  const next = (rest.find(({ base }) => base === undefined) ?? rest[0])?.name;
  const written = await store.valueAt(['default_instance']);
  const moved: readonly ConfigChange[] =
    written === name ? [{ path: ['default_instance'], value: next }] : [];
  return store.plan([{ path: ['instances', name], value: undefined }, ...moved]);
};

const forgetCatalog = async (services: Services, name: string): Promise<void> => {
  const store = await services.catalogStore();
  const lock = await services.lock();
  await lock.run('catalog', async () => {
    const catalog = await store.load();
    await store.save({
      ...catalog,
      instances: catalog.instances.filter(({ instance }) => instance !== name),
    });
    const news = await store.loadNews();
    const others = news.filter(({ instance }) => instance !== name);
    if (others.length < news.length) await store.saveNews(others);
    await store.journal.remove(name);
  });
};

/** Writes the planned file first. Answers what could not be done besides. Errors: UserError when nothing was. */
export const removeInstance = async (
  services: Services,
  instance: InstanceConfig,
  edit: ConfigEdit,
): Promise<readonly string[]> => {
  const store = await services.configStore();
  await audited(services, {
    subject: { event: 'config', instance: instance.name },
    run: () => store.write(edit),
  });
  await forgetCatalog(services, instance.name);
  try {
    if (instance.base !== undefined) {
      await wipeCredentials(services, instance);
      return [];
    }
    const { problems } = await audited(services, {
      subject: { event: 'logout', instance: instance.name },
      run: () => logout(services, instance),
    });
    return problems;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    return [`What is kept of it could not be wiped: ${reason} Run: rolecall logout --all`];
  }
};
