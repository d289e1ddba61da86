// Browsers on the PATH that have no screen: they write down the words that they were started with, and go where a real
// one would have gone.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import type { Program } from './program.ts';

export type FakeBrowsers = {
  /** Variables that put them before all other programs, and give them a screen. */
  readonly env: Record<string, string>;
  /** What each start was given, in their order; waits until there were that many. */
  readonly starts: (count: number) => Promise<readonly (readonly string[])[]>;
};

const script = (log: string): string => `#!${process.execPath}
import { appendFileSync } from 'node:fs';
const argv = process.argv.slice(2);
const last = argv.at(-1);
const url = last.startsWith('ext+') ? new URLSearchParams(last.slice(last.indexOf(':') + 1)).get('url') : last;
if (url.includes('127.0.0.1') && !url.includes('#')) {
  process.argv.push(url);
  await import(${JSON.stringify(resolve('test/support/scripted-browser.mjs'))});
}
appendFileSync(${JSON.stringify(log)}, JSON.stringify([process.argv[1].split('/').at(-1), ...argv]) + '\\n');
`;

export const fakeBrowsers = (program: Program, names: readonly string[]): FakeBrowsers => {
  const folder = join(program.home, 'fake-browsers');
  const log = join(folder, 'starts.jsonl');
  mkdirSync(folder, { recursive: true });
  // The shebang's programs are modules.
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const name of names) {
    writeFileSync(join(folder, name), script(log));
    chmodSync(join(folder, name), 0o755);
  }
  const started = (): readonly (readonly string[])[] =>
    existsSync(log)
      ? readFileSync(log, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as string[])
      : [];
  return {
    env: { PATH: `${folder}:${process.env['PATH']}`, DISPLAY: ':99' },
    starts: (count) =>
      vi.waitFor(
        () => {
          const all = started();
          if (all.length < count) throw new Error(`${all.length} of ${count} browsers were started.`);
          return all;
        },
        { timeout: 40_000 },
      ),
  };
};
