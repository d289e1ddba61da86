// Bundled and run by catalog.mjs in a home of many roles. `write`: what a refresh does when it has read everything, until
// the roles are kept as the next start opens them, lists for TAB included. `open`: what a start does to have the roles.
// Answers milliseconds, those of them that the processor worked, and how many roles there are.
import { loadRoles } from '../src/engine/load-roles.ts';
import { hostOf } from '../src/host.ts';

const { services } = hostOf(process);
const store = await services.catalogStore();
const catalog = process.argv[2] === 'write' ? await store.load() : undefined;
const startedAt = performance.now();
const usedBefore = process.cpuUsage();
if (catalog !== undefined) await store.save(catalog);
const { roles } = await loadRoles(services);
const took = performance.now() - startedAt;
const { user, system } = process.cpuUsage(usedBefore);
process.stdout.write(JSON.stringify({ took, worked: (user + system) / 1000, count: roles.length }));
process.exit(0);
