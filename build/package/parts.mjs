// What an executable is made of besides the program: Node, the keychain's binding, and their licences.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fetchPackage } from './fetch-package.mjs';
import { bundledLicences } from './scripts.mjs';
import { keychainPackage, nodePackage, pinnedNode, thisPlatform } from './targets.mjs';

/** Node's binary for the platform, and its licence. */
export const nodeFor = (platform, given) => {
  if (given !== undefined) return { path: resolve(given), licence: join(dirname(given), '../LICENSE') };
  if (platform === thisPlatform) {
    const licences = [join(dirname(process.execPath), '../LICENSE'), '/usr/share/doc/nodejs/LICENSE'];
    return { path: process.execPath, licence: licences.find(existsSync) };
  }
  const wanted = nodePackage(platform);
  if (wanted === undefined)
    throw new Error(`npm has no Node ${pinnedNode} for ${platform}. Give one: --node PATH.`);
  const folder = fetchPackage(wanted);
  const path = join(folder, 'bin', platform.startsWith('win32') ? 'node.exe' : 'node');
  return { path, licence: join(folder, 'LICENSE') };
};

/** The blob has the form of this Node: the one that reads it must be the same. */
export const requireSameNode = ({ path }) => {
  if (path === process.execPath) return;
  const wanted = process.version;
  if (!readFileSync(path).includes(`/${wanted}/node-${wanted}`))
    throw new Error(`${path} is not Node ${wanted}, which runs this script. Run it with the same version.`);
};

export const keychainFor = (platform) => {
  const wanted = keychainPackage(platform);
  const installed = join('node_modules', wanted.name);
  const folder = existsSync(installed) ? installed : fetchPackage(wanted);
  const pathOf = (ending) =>
    join(folder, readdirSync(folder).find((name) => name.endsWith(ending)) ?? ending);
  return { path: pathOf('.node'), licence: pathOf('third-party.md') };
};

export const licencesOf = async ({ node, keychain }) => {
  const parts = [['rolecall', readFileSync('LICENSE', 'utf8')]];
  for (const [name, path] of [
    ['Node', node.licence],
    ['the keychain binding', keychain.licence],
  ])
    if (path !== undefined && existsSync(path)) parts.push([name, readFileSync(path, 'utf8')]);
  parts.push(['bundled packages', await bundledLicences()]);
  return parts.map(([name, text]) => `==== ${name} ====\n\n${text.trim()}\n`).join('\n');
};
