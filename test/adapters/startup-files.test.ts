import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startupFiles } from '../../src/adapters/startup-files.ts';

test('a startup file that is read-only stays as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-startup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'rc');
  writeFileSync(file, 'a\n');
  chmodSync(file, 0o444);
  const change = { before: 'a\n', after: 'b\n' };
  await expect(startupFiles.write(file, change)).rejects.toThrow('is read-only.');
  expect(readFileSync(file, 'utf8')).toBe('a\n');
  chmodSync(file, 0o644);
  await startupFiles.write(file, change);
  expect(readFileSync(file, 'utf8')).toBe('b\n');
});
