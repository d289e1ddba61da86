// What is kept of the news between refreshes, on disk.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCatalogStore } from '../../src/adapters/catalog-store.ts';
import type { InstanceCatalog } from '../../src/domain/catalog.ts';
import { countsText } from '../../src/domain/news-entries.ts';
import { keepNews, loadNews, seeNews } from '../../src/engine/catalog-news.ts';
import { testInstanceConfig } from '../support/instance-config.ts';
import { testServices } from '../support/services.ts';

const newStore = () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-news-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = openCatalogStore(folder);
  const services = testServices({ env: {}, overrides: { catalogStore: async () => store } });
  return { folder, store, services };
};

const catalogOf = (roles: readonly string[], fetchedAt = 1, instance = 'acme'): InstanceCatalog => ({
  instance,
  startUrl: 'https://acme.awsapps.com/start',
  fetchedAt,
  accounts: [{ id: '111111111111', name: 'Acme', email: '', roles, rolesFetchedAt: fetchedAt }],
  changes: { added: [], removed: [] },
});

const config = { instances: [testInstanceConfig(), testInstanceConfig({ name: 'globex' })] };

describe('news beside the catalog', () => {
  it('grows with each refresh, and is gone once it was seen', async () => {
    const { folder, store, services } = newStore();
    const [first, second, third] = [catalogOf(['Admin']), catalogOf(['Admin', 'Read']), catalogOf(['Read'])];
    expect(await keepNews(store, { before: undefined, after: first, now: 1 })).toBeUndefined();
    expect(await loadNews(services, config)).toEqual([]);
    await keepNews(store, { before: first, after: second, now: 2 });
    const changed = await keepNews(store, { before: second, after: third, now: 3 });
    // This refresh alone, and all that was not seen yet.
    expect(countsText(changed === undefined ? [] : [changed])).toBe('-1');
    const news = await loadNews(services, config);
    expect(countsText(news)).toBe('+1 -1');
    expect(statSync(join(folder, 'news.json')).mode & 0o777).toBe(0o600);
    await seeNews(services, news);
    expect(await loadNews(services, config)).toEqual([]);
  });

  it('keeps what another process found while one was looking', async () => {
    const { store, services } = newStore();
    const [first, second, third] = [
      catalogOf(['A1']),
      catalogOf(['A1', 'B2']),
      catalogOf(['A1', 'B2', 'C3']),
    ];
    await keepNews(store, { before: first, after: second, now: 2 });
    const looked = await loadNews(services, config);
    await keepNews(store, { before: second, after: third, now: 3 });
    await seeNews(services, looked);
    expect(countsText(await loadNews(services, config))).toBe('+2');
  });

  it('is of each instance alone, and of none that is read anew or not in the config', async () => {
    const { store, services } = newStore();
    for (const name of ['globex', 'acme', 'former'])
      await keepNews(store, {
        before: catalogOf(['A'], 1, name),
        after: catalogOf(['A', 'B'], 1, name),
        now: 2,
      });
    expect((await loadNews(services, config)).map(({ instance }) => instance)).toEqual(['acme', 'globex']);
    // Another start URL under the same name: nothing is known before.
    await keepNews(store, { before: undefined, after: catalogOf(['X']), now: 3 });
    expect((await loadNews(services, config)).map(({ instance }) => instance)).toEqual(['globex']);
  });
});
