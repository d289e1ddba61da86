// node build/make-code-cache.mjs FOLDER: leaves beside the joined scripts what V8 made of them, after a picker was opened
// on a screen that is none, searched and left, `list` and `env` have run, and the quick road has answered: so it holds the functions
// that a start calls.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { sample, sampleHome } from './sample-home.mjs';

const load = createRequire(resolve(process.argv[2], 'cli.js'));
const loader = load('./joined.cjs');
const { joined, cachePathOf } = loader;
const scripts = new Map();
loader.scripts = scripts;
const [{ main }, { hostOf }] = ['./main.cjs', './host.cjs'].map(load);

const { folder, env, keepKeys, removeHome } = await sampleHome();

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

const quick = (words) => {
  const outside = { argv: words, env, platform: process.platform, home: folder, cwd: () => folder };
  return { ...outside, now: Date.now, pid: process.pid, ppid: process.ppid, terminalWidth: () => undefined };
};

const quickScripts = ['quick-process', 'quick-list', 'quick-init'];

const quickRuns = async () => {
  await keepKeys();
  const [{ processAnswer }, { listAnswer }, { initAnswer }] = quickScripts.map(joined);
  return [
    await processAnswer(
      quick(['process', '--instance', 'example', '--arn', `${sample.accountId}:${sample.roleName}`]),
    ),
    await processAnswer(quick(['process', '--profile', sample.profile])),
    await listAnswer(quick(['list', '--filter', 'exa prod admin'])),
    await initAnswer(quick(['init', 'bash'])),
  ].map((answer) => answer?.exitCode);
};

try {
  const statuses = [
    await pickOnce(),
    await run(['list', '--filter', 'admin']),
    ...(await quickRuns()),
    await run(['env', '--profile', sample.profile, '--format', 'json']),
  ];
  if (statuses.join() !== '130,0,0,0,0,0,0')
    throw new Error(`The runs for the code cache ended with ${statuses.join()}.`);
  for (const [name, script] of scripts) writeFileSync(cachePathOf(name), script.createCachedData());
} finally {
  clearTimeout(limit);
  removeHome();
}
process.exit(0);
