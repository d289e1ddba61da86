import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { expect, it } from 'vitest';

const folder = resolve('dist/joined');
const own = `.${process.arch}-${process.versions.v8}.cache`;

it.each(readdirSync(folder).filter((name) => name.endsWith('.js')))(
  '%s has a code cache that V8 takes',
  (name) => {
    const cachedData = readFileSync(join(folder, name.replace(/\.js$/, own)));
    const script = new Script(readFileSync(join(folder, name), 'latin1'), { cachedData });
    expect(script.cachedDataRejected).toBe(false);
  },
);
