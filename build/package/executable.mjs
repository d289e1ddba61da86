// Node's single executable application: a blob of the program goes into a copy of Node's binary.
// https://nodejs.org/api/single-executable-applications.html
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const require = createRequire(import.meta.url);

/** Node's mark of where a blob is looked for. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Writes the blob of `files` (path -> content) into `folder`, and answers its path. */
export const makeBlob = (files, folder) => {
  const assets = {};
  for (const [path, content] of files) {
    assets[path] = join(folder, path);
    mkdirSync(dirname(assets[path]), { recursive: true });
    writeFileSync(assets[path], content);
  }
  const output = join(folder, 'blob');
  const main = resolve('build/package/start.cjs');
  const settings = join(folder, 'settings.json');
  writeFileSync(settings, JSON.stringify({ main, output, assets, disableExperimentalSEAWarning: true }));
  execFileSync(process.execPath, ['--experimental-sea-config', settings], { stdio: 'pipe' });
  return output;
};

/** macOS runs nothing on ARM that is not signed, and a signature is over the whole file. */
const signs = (platform) => platform.startsWith('darwin') && process.platform === 'darwin';

export const makeExecutable = ({ node, blob, path, platform }) => {
  copyFileSync(node, path);
  chmodSync(path, 0o755);
  if (signs(platform)) execFileSync('codesign', ['--remove-signature', path], { stdio: 'pipe' });
  const postject = join(dirname(require.resolve('postject/package.json')), 'dist/cli.js');
  const segment = platform.startsWith('darwin') ? ['--macho-segment-name', 'NODE_SEA'] : [];
  const words = [postject, path, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse, ...segment];
  execFileSync(process.execPath, words, { stdio: 'pipe' });
  if (signs(platform)) execFileSync('codesign', ['--sign', '-', path], { stdio: 'pipe' });
};
