// node build/make-code-cache.mjs FOLDER: leaves beside the joined scripts what V8 made of them, after a picker was opened
// on a screen that is none, searched and left, and `list` has run: so it holds the functions that a start calls.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const load = (name) => import(pathToFileURL(resolve(process.argv[2], name)).href);
const [{ main }, { hostOf }, { scripts, cachePathOf }] = await Promise.all(
  ['main.js', 'host.js', 'joined.js'].map(load),
);

const folder = mkdtempSync(join(tmpdir(), 'rolecall-code-'));
const startUrl = 'https://example.awsapps.com/start';
const now = Date.now();
const accounts = Array.from({ length: 60 }, (_, at) => ({
  id: String(100_000_000_000 + at),
  name: `Example ${at} Production`,
  email: `aws+${at}@example.com`,
  roles: ['AdministratorAccess', 'BillingReadOnly', 'PowerUserAccess'],
  rolesFetchedAt: now,
}));
const changes = { added: [], removed: [] };
const catalog = {
  version: 1,
  instances: [{ instance: 'example', startUrl, fetchedAt: now, accounts, changes }],
};
mkdirSync(join(folder, 'cache'));
writeFileSync(join(folder, 'cache', 'catalog.json'), JSON.stringify(catalog));
writeFileSync(
  join(folder, 'config.yaml'),
  `instances:\n  example: {start_url: ${startUrl}, region: us-east-1, default_region: eu-west-1}\n`,
);

const env = {
  ROLECALL_HOME: folder,
  HOME: folder,
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  ROLECALL_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
};

/** Calls `onText` with all that was written so far. */
const output = (isTTY, onText = () => {}) => {
  let all = '';
  const write = (chunk, _encoding, done) => {
    all += chunk;
    onText(all);
    done();
  };
  return Object.assign(new Writable({ write }), { isTTY, columns: 120, rows: 40 });
};

const run = (words, { stdin = new PassThrough(), stderr = output(false) } = {}) => {
  const outside = { argv: [process.execPath, 'cli.js', ...words], env, stdin, stdout: output(false), stderr };
  const own = Object.fromEntries(Object.entries(outside).map(([name, value]) => [name, { value }]));
  return main(hostOf(Object.create(process, own)));
};

let shown = '';

const pickOnce = () => {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref() {},
    unref() {},
  });
  const keys = ['a', 'd', 'm', '\u001b[B', '\u001b[A', '\u007f', '\u007f', '\u007f', '\u0003'];
  let isShown = false;
  const press = () => {
    const key = keys.shift();
    if (key === undefined) return;
    stdin.write(key);
    setTimeout(press, 60);
  };
  const stderr = output(true, (text) => {
    shown = text;
    if (isShown || !stripVTControlCharacters(text).includes('180 / 180')) return;
    isShown = true;
    setTimeout(press, 200);
  });
  // What a terminal that answers would say to the question for its background.
  stdin.write('\u001b]11;rgb:0000/0000/0000\u001b\\\u001b[?1;2c');
  return run([], { stdin, stderr });
};

const limit = setTimeout(() => {
  process.stderr.write(`The picker that the code cache is made of did not end:\n${shown}\n`);
  process.exit(1);
}, 60_000);

try {
  const statuses = [await pickOnce(), await run(['list', '--filter', 'admin'])];
  if (statuses.join() !== '130,0')
    throw new Error(`The runs for the code cache ended with ${statuses.join()}.`);
  for (const [name, script] of scripts) writeFileSync(cachePathOf(name), script.createCachedData());
} finally {
  clearTimeout(limit);
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
