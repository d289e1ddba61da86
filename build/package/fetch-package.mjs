// Fetches a package of npm as it is, without installing it: npm would refuse one that is for another platform. Kept in
// node_modules/.cache, and only if its hash is the one that is pinned.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const cache = resolve('node_modules/.cache/rolecall-package');

const run = (program, args) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' });

/** The folder of the package. Errors: npm's, or Error for a hash that is another. */
export const fetchPackage = ({ name, version, integrity }) => {
  const folder = join(cache, `${name.replace('/', '-')}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetch-'));
  try {
    const [{ filename }] = JSON.parse(
      run('npm', ['pack', `${name}@${version}`, '--json', '--pack-destination', work]),
    );
    const archive = join(work, filename.replace('@', '').replace('/', '-'));
    const hash = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (`sha512-${hash}` !== integrity)
      throw new Error(`${name}@${version} is not what it was: its hash is sha512-${hash}.`);
    run('tar', ['-xzf', archive, '-C', work]);
    renameSync(join(work, 'package'), folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
