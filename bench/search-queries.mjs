// Bundled and run by search.mjs: searches COUNT roles for queries as they are typed, letter by letter, and for single
// letters. Answers JSON: build (ms), cold (the slowest first search, ms), and of each query the median of five (ms); by the processor's
// time where the second argument is `worked`.

import { buildIndex } from '../src/domain/build-index.ts';
import { parseQuery } from '../src/domain/query.ts';
import { roleKey } from '../src/domain/role.ts';
import { search } from '../src/domain/search.ts';
import { manyRoles } from '../test/support/many-roles.ts';
import { median } from './statistics.mjs';

const typed = [
  'administrator',
  'prod admin',
  'globex checkout',
  'payments-prod',
  'readonlyaccess',
  'zürich re ml',
  '0042 deploy',
  'env:prod admin',
  'stage !admin',
  "'search dr",
  'env:prod|stage',
  'role:^admin',
  '@live !@fav',
  'evn:prod',
  'e a o i e a',
  'xqzxqzxqzxqz',
];

const longest = 12;
const prefixes = typed.flatMap((text) =>
  Array.from({ length: longest }, (_, n) => text.slice(0, n + 1).trim()),
);
const queries = [...new Set([...prefixes, ...'abcdefghijklmnopqrstuvwxyz0123456789-'])];

const [count, time] = process.argv.slice(2);

const workedFor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const clock = time === 'worked' ? workedFor : () => performance.now();

const timed = (work) => {
  const start = clock();
  work();
  return clock() - start;
};

const roles = manyRoles(Number(count));
let index;
const build = timed(() => {
  index = buildIndex(roles);
});
const keys = (step) => new Set(roles.filter((_, at) => at % step === 0).map(roleKey));
const known = { fav: keys(9_999), live: keys(100) };
const searchFor = (text) => timed(() => search(index, parseQuery(text), { known }));
const cold = Math.max(...queries.map(searchFor));
const passes = Array.from({ length: 5 }, () => queries.map(searchFor));
const results = queries.map((text, at) => ({ text, took: median(passes.map((pass) => pass[at])) }));
process.stdout.write(JSON.stringify({ build, cold, results }));
