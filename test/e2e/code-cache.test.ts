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

it('draws with the production build of React, and without the tools for its developers', () => {
  const screen = readFileSync(join(folder, 'screen.js'), 'latin1');
  expect(screen).toContain('react.transitional.element');
  for (const text of ['unique "key" prop', 'react-devtools', 'child_process'])
    expect(screen.includes(text), text).toBe(false);
});
