// npm run package [-- --platform P]... [--node PATH] [--out FOLDER] [--json]: makes the program of `dist` one executable
// that needs no Node, in a folder of its own, with the keychain's binding beside it (docs/packaging.md).
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBlob, makeExecutable } from './executable.mjs';
import { keychainFor, licencesOf, nodeFor, requireSameNode } from './parts.mjs';
import { programFiles } from './scripts.mjs';
import { targets, thisPlatform } from './targets.mjs';

const help = `npm run package -- [--platform P]... [--node PATH] [--out FOLDER] [--json]

Makes rolecall one executable, in FOLDER/rolecall-PLATFORM (out/... unless given).

  --platform P   ${Object.keys(targets).join(', ')}, or all; this one (${thisPlatform}) unless given
  --node PATH    the Node of the platform, of the same version as this one; otherwise it comes from npm
  --out FOLDER   where the folder of the executable is made
  --json         what was made, as JSON on stdout
`;

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const isWindows = (platform) => platform.startsWith('win32');

/** What a person has yet to do, in plain words. */
const notesOn = (platform) => {
  const notes = [];
  if (platform !== thisPlatform) notes.push(`It has not been run: this machine is ${thisPlatform}.`);
  if (platform.startsWith('darwin') && process.platform !== 'darwin')
    notes.push('macOS runs it only when it is signed, on a Mac: codesign --sign - rolecall');
  if (isWindows(platform))
    notes.push('The signature of Node is gone: sign rolecall.exe before you hand it out.');
  return notes;
};

/** Runs it with nothing around it. */
const check = (executable) => {
  const said = execFileSync(executable, ['--version'], { encoding: 'utf8', env: {}, stdio: 'pipe' }).trim();
  if (said !== version) throw new Error(`${executable} --version says ${said}, and not ${version}.`);
};

const makePackage = async ({ platform, out, given, say }) => {
  const node = nodeFor(platform, given);
  requireSameNode(node);
  const keychain = keychainFor(platform);
  const isForThisNode = platform === thisPlatform;
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(join(resolve(out), '.package-'));
  try {
    const made = join(work, 'made');
    mkdirSync(made);
    const name = isWindows(platform) ? 'rolecall.exe' : 'rolecall';
    say(`${platform}: the program as scripts`);
    const blob = makeBlob(await programFiles({ isForThisNode }), join(work, 'blob'));
    say(`${platform}: into Node ${process.version}`);
    makeExecutable({ node: node.path, blob, path: join(made, name), platform });
    copyFileSync(keychain.path, join(made, 'rolecall-keychain.node'));
    // What the doctor reads of each rolecall that it finds.
    writeFileSync(join(made, 'package.json'), `${JSON.stringify({ name: 'rolecall', version })}\n`);
    copyFileSync('man/rolecall.1', join(made, 'rolecall.1'));
    writeFileSync(join(made, 'LICENSES'), await licencesOf({ node, keychain }));
    if (isForThisNode) check(join(made, name));
    const folder = join(resolve(out), `rolecall-${platform}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
    const executable = join(folder, name);
    const bytes = statSync(executable).size;
    return { platform, version, node: process.version, executable, bytes, notes: notesOn(platform) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

const { values: options } = parseArgs({
  options: {
    platform: { type: 'string', multiple: true, default: [thisPlatform] },
    node: { type: 'string' },
    out: { type: 'string', default: 'out' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const asked = options.platform.includes('all') ? Object.keys(targets) : options.platform;

const checkAsked = () => {
  const unknown = asked.find((platform) => targets[platform] === undefined);
  if (unknown !== undefined)
    throw new Error(
      `There is no platform ${unknown}: there are ${Object.keys(targets).join(', ')}, and all.`,
    );
  if (options.node !== undefined && asked.length > 1)
    throw new Error('--node is the Node of one platform: name one, by --platform.');
  if (!existsSync('dist/cli.js')) throw new Error('dist/cli.js is missing: run npm run build first.');
};

const say = (text) => process.stderr.write(`${text}\n`);

/** One that cannot be made does not keep the others from being made. */
const makeAll = async () => {
  checkAsked();
  const made = [];
  for (const platform of asked) {
    try {
      made.push(await makePackage({ platform, out: options.out, given: options.node, say }));
    } catch (error) {
      made.push({ platform, version, failed: error.message.trim() });
    }
  }
  return made;
};

const lineOf = ({ platform, executable, bytes, notes, failed }) =>
  failed === undefined
    ? [`${executable} (${Math.round(bytes / 1e6)} MB)`, ...notes.map((note) => `  ${note}`)].join('\n')
    : `${platform} was not made: ${failed}`;

const run = async () => {
  if (options.help) return process.stdout.write(help);
  const made = await makeAll();
  process.stdout.write(
    options.json ? `${JSON.stringify(made, null, 2)}\n` : `${made.map(lineOf).join('\n')}\n`,
  );
  if (made.some(({ failed }) => failed !== undefined)) process.exitCode = 1;
};

run().catch((error) => {
  say(error.message);
  process.exitCode = 2;
});
