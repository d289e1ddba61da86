// A role comes into a real shell and leaves it again, by the very lines of the help. `rolecall` is a stand-in that
// prints what the program would, so that this is about shells only.
import { chmodSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { renderExports } from '../../src/actions/render-variables.ts';
import { clearVariables, exportVariables } from '../../src/domain/export-variables.ts';
import { noTags } from '../../src/domain/tag.ts';
import { findShell } from '../../src/shells/registry.ts';
import { someCredentials } from '../support/some-credentials.ts';
import { installed, newFolder, parseEnvironment, realShells, runScript } from './real-shell.ts';

const folder = newFolder();
afterAll(folder.remove);

const before = {
  AWS_PROFILE: 'old',
  AWS_SECURITY_TOKEN: 'old',
  AWS_DEFAULT_REGION: 'eu-north-1',
  PATH: `${folder.path('')}:${process.env['PATH']}`,
};

const role = {
  instance: 'acme',
  accountId: '012345678901',
  accountName: 'Bob\'s "R&D" $(id) `id` \\ !x 100% — Zürich',
  email: 'aws@acme.example',
  roleName: 'Admin',
  profile: 'bobs-Admin',
  region: 'eu-west-1',
  ssoRegion: 'us-east-1',
  tags: noTags,
};

const credentials = someCredentials({
  accessKeyId: 'ASIAFAKE0000000000TEST',
  secretAccessKey: 'fake/secret+key=',
  sessionToken: 'fake//token+==',
  expiration: Date.UTC(2026, 10, 21),
});

describe.each(realShells)('$program', (real) => {
  it.skipIf(installed(real.program) === undefined)('holds the role, then nothing of it', () => {
    const shell = findShell(real.id);
    const exported = exportVariables({ role, credentials, region: 'eu-west-1', currentEnv: before });
    // Between the two the user chooses a region: that one is theirs to keep, and the one of before comes back.
    const held = { ...before, ...Object.fromEntries(exported.set), AWS_REGION: 'ap-south-1' };
    writeFileSync(folder.path('exports'), renderExports(shell, exported));
    writeFileSync(folder.path('clears'), renderExports(shell, clearVariables(held)));
    const stub = `#!/bin/sh\ncase "$*" in *--clear*) cat ${folder.path('clears')} ;; *) cat ${folder.path('exports')} ;; esac\n`;
    writeFileSync(folder.path('rolecall'), stub);
    chmodSync(folder.path('rolecall'), 0o755);
    const script = [
      shell.capture('rolecall env'),
      'env -0',
      shell.set('AWS_REGION', 'ap-south-1'),
      'echo then-clear',
      shell.capture('rolecall env --clear'),
      'env -0',
      '',
    ].join('\n');
    const [first = '', second = ''] = runScript({ shell: real, folder, script, env: before }).split(
      'then-clear\n',
    );
    const inside = parseEnvironment(first);
    for (const [name, value] of exported.set) expect(inside.get(name), name).toBe(value);
    expect(inside.has('AWS_PROFILE')).toBe(false);
    expect(inside.has('AWS_SECURITY_TOKEN')).toBe(false);
    const after = parseEnvironment(second);
    expect([...after.keys()].filter((name) => /^(AWS|ROLECALL)_/.test(name)).toSorted()).toEqual([
      'AWS_DEFAULT_REGION',
      'AWS_REGION',
    ]);
    expect(after.get('AWS_REGION')).toBe('ap-south-1');
    expect(after.get('AWS_DEFAULT_REGION')).toBe('eu-north-1');
  });
});
