// The package as npm would install it, in a project of somebody else: what `files` and `exports` of package.json leave out
// is not there.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type Project = {
  readonly folder: string;
  /** Writes a file, and answers its path. */
  readonly write: (name: string, text: string) => string;
  readonly remove: () => void;
};

/** Packages of ours that a project of a test may use, as they are installed here. */
const others = ['@aws-sdk', '@smithy', '@napi-rs', '@types', 'undici-types', 'express'];

const install = (folder: string): void => {
  // Without scripts: what is built is there.
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    encoding: 'utf8',
  });
  const target = join(folder, 'node_modules', 'rolecall');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['xzf', join(folder, packed.trim()), '--strip-components=1', '-C', target]);
};

/** Our examples are in it. */
export const projectWithLibrary = (): Project => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-project-'));
  install(folder);
  for (const name of others) symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  for (const name of readdirSync('examples').filter((each) => each.endsWith('.mjs')))
    write(name, readFileSync(join('examples', name), 'utf8'));
  write('package.json', '{"name":"project","private":true}');
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
