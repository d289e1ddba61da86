// Bundled and run by homes.mjs: writes a catalog of COUNT made-up roles, by the product's own store, to a cache folder.
// Answers on stdout the first accounts, which the emulator is given too. Arguments: COUNT START_URL FOLDER.
import { openCatalogStore } from '../src/adapters/catalog-store.ts';
import { manyRoles } from '../test/support/many-roles.ts';

const [count, startUrl, folder] = process.argv.slice(2);
const now = Date.now();

const accounts = new Map();
for (const { accountId, accountName, email, roleName } of manyRoles(Number(count))) {
  const known = accounts.get(accountId) ?? { id: accountId, name: accountName, email, roles: [] };
  known.roles.push(roleName);
  accounts.set(accountId, known);
}
const listed = [...accounts.values()];

if (folder !== undefined) {
  await openCatalogStore(folder).save({
    version: 1,
    instances: [
      {
        instance: 'acme',
        startUrl,
        fetchedAt: now,
        accounts: listed.map((account) => ({ ...account, roles: account.roles.sort(), rolesFetchedAt: now })),
        changes: { added: [], removed: [] },
      },
    ],
  });
}
process.stdout.write(JSON.stringify(listed.slice(0, 4)));
