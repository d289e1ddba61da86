import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openConfigStore } from '../src/adapters/config-store.ts';
import { foldersOf } from '../src/adapters/folders.ts';
import { UsageError } from '../src/domain/errors.ts';
import { initAnswer } from '../src/quick-init.ts';

const asked = async (...words: readonly string[]) =>
  (await initAnswer({ argv: ['init', ...words], env: {}, platform: 'linux', home: '/nowhere' }))?.stdout;

it.each([
  [[]],
  [['cmd']],
  [['nu']],
  [['--help']],
  [['bash', '--help']],
  [['bash', '--install']],
  [['bash', '--name']],
  [['bash', '--no-completion', '--name', 'x']],
  [['bash', 'zsh']],
])('leaves %j to the long road', async (words) => {
  expect(await asked(...words)).toBeUndefined();
});

it('has the hook that the configuration asks for', async () => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-init-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  writeFileSync(join(home, 'config.yaml'), 'on_expiry: warn\n');
  const argv = ['init', 'zsh', '--no-completion'];
  const outside = { argv, env: { ROLECALL_HOME: home }, platform: 'linux', home } as const;
  // A file that is still to be read is for the long road.
  expect(await initAnswer(outside)).toBeUndefined();
  await openConfigStore(foldersOf(outside)).load();
  expect((await initAnswer(outside))?.stdout).toContain('_rolecall_expiry');
});

it('takes the forms of startup files', async () => {
  expect(await asked('elvish', '--name', 'aws')).toContain('fn aws {');
  expect(await asked('bash', '--name', 'aws', '--no-completion')).toMatch(/^function aws \{/m);
  await expect(asked('bash', '--name', 'a;b')).rejects.toThrow(UsageError);
});
