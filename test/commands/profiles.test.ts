import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromIni } from '@aws-sdk/credential-providers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profiles, writeOneProfile } from '../../src/commands/profiles.ts';
import { programWords } from '../../src/commands/program-words.ts';
import { UsageError, UserError } from '../../src/domain/errors.ts';
import { type ProfilesOutside, profilesHost, profileRoles as roles } from '../support/profiles-host.ts';
import { someRole } from '../support/some-roles.ts';

let home: string;
let config: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolecall-profiles-'));
  config = join(home, '.aws', 'config');
  mkdirSync(join(home, '.aws'));
});

afterEach(() => rmSync(home, { recursive: true }));

const fakeHost = (outside: ProfilesOutside = {}) => profilesHost(home, outside);

describe('profiles write', () => {
  it('writes every role without a question when told so, and finds nothing to do the second time', async () => {
    const { host, stdout, stderr } = fakeHost();
    expect(await profiles.run(host, ['write'], { yes: true })).toBe(0);
    expect(readFileSync(config, 'utf8')).toContain(
      '[profile dev-Admin]\ncredential_process = /usr/bin/node /opt/rolecall/cli.js process --instance acme --arn 111111111111:Admin\nregion = eu-west-1\n',
    );
    expect(stderr.join('')).toBe(`Wrote 3 profiles to ${config} (3 added, 0 changed, 0 removed).\n`);
    expect(await profiles.run(host, ['write'], { yes: true })).toBe(0);
    expect(stderr.at(-1)).toBe(`Nothing to change: 3 profiles in ${config} are up to date.\n`);
    expect(stdout).toEqual([]);
  });

  it('asks on a terminal, with the diff in colour above', async () => {
    writeFileSync(config, '[default]\naws_secret_access_key = fake-not-shown\n');
    const { host, stderr, questions } = fakeHost({ answer: true });
    expect(await profiles.run(host, ['write'], {})).toBe(0);
    expect(questions).toEqual([`Write 3 profiles (3 added, 0 changed, 0 removed) to ${config}?`]);
    expect(stderr[0]).toContain('\u001b[32m+[profile dev-Admin]\u001b[0m\n');
    expect(stderr[0]).toContain(' aws_secret_access_key = ****\n');
    expect(stderr.join('')).not.toContain('fake-not-shown');
    expect(stderr.at(-1)).toContain(`The file before is ${config}.rolecall-backup.`);
    expect(readFileSync(config, 'utf8')).toContain('fake-not-shown');
  });

  it('writes nothing when the answer is no', async () => {
    const { host, stderr } = fakeHost({ answer: false, env: { NO_COLOR: '1' } });
    expect(await profiles.run(host, ['write'], {})).toBe(130);
    expect(stderr[0]).toContain('\n+[profile dev-Admin]\n');
    expect(stderr.at(-1)).toBe('Nothing was changed.\n');
    expect(() => readFileSync(config)).toThrow(/ENOENT/);
  });

  it('needs --yes where nobody can be asked', async () => {
    const { host } = fakeHost();
    await expect(profiles.run(host, ['write'], {})).rejects.toThrow(UsageError);
    expect(() => readFileSync(config)).toThrow(/ENOENT/);
  });

  it('writes to another file, only some roles', async () => {
    const { host } = fakeHost();
    const path = join(home, 'else');
    await profiles.run(host, ['write'], { yes: true, awsConfig: path, instance: 'acme', only: 'admin' });
    expect(readFileSync(path, 'utf8').match(/^\[.*\]$/gm)).toEqual(['[profile dev-Admin]']);
    expect(() => readFileSync(config)).toThrow(/ENOENT/);
  });

  it('refuses a name that a role of another instance has too', async () => {
    const { host } = fakeHost({ roles: [...roles, someRole({ instance: 'other' })] });
    await expect(profiles.run(host, ['write'], { yes: true, instance: 'acme' })).rejects.toThrow(
      /2 roles would have the profile name prod-ReadOnly/,
    );
  });

  it('refuses to empty the block because nothing matched', async () => {
    const { host } = fakeHost();
    await expect(profiles.run(host, ['write'], { yes: true, only: 'nosuchrole' })).rejects.toThrow(
      /No role matches/,
    );
    await expect(profiles.run(fakeHost({ roles: [] }).host, ['write'], { yes: true })).rejects.toThrow(
      UserError,
    );
    await expect(profiles.run(host, ['write'], { yes: true, instance: 'nope' })).rejects.toThrow(UsageError);
  });

  it('writes one role for the picker and keeps the rest', async () => {
    const { host } = fakeHost({ answer: true });
    await profiles.run(host, ['write'], { yes: true });
    const before = readFileSync(config, 'utf8');
    const moved = roles.map((role) =>
      role.profile === 'other-Admin' ? role : { ...role, region: 'us-east-2' },
    );
    // What a folder makes of the role is for that folder alone.
    const picked = someRole({ profile: 'prod-ReadOnly', region: 'ap-south-1' });
    expect(await writeOneProfile(fakeHost({ answer: true, roles: moved }).host, picked)).toBe(0);
    const after = readFileSync(config, 'utf8');
    expect(after).not.toBe(before);
    expect(after.replace('us-east-2', 'eu-west-1')).toBe(before);
  });

  it('gives the JavaScript SDK a command that it can run', async () => {
    const scriptPath = join(home, "my 'own' tools", 'rolecall');
    mkdirSync(join(scriptPath, '..'));
    const answer = '{"Version":1,"AccessKeyId":"ASIAFAKE","SecretAccessKey":"fake","SessionToken":"%s"}';
    writeFileSync(scriptPath, `#!/bin/sh\nprintf '${answer}' "$*"\n`, { mode: 0o755 });
    await profiles.run(fakeHost({ scriptPath }).host, ['write'], { yes: true });
    const filepath = join(home, 'none');
    const provider = fromIni({ profile: 'dev-Admin', configFilepath: config, filepath, ignoreCache: true });
    expect((await provider()).sessionToken).toBe('process --instance acme --arn 111111111111:Admin');
  });
});

describe('profiles diff and print', () => {
  it('shows the diff on stdout, exits 1, and writes nothing', async () => {
    writeFileSync(config, '[default]\nregion = x\n');
    const { host, stdout } = fakeHost();
    expect(await profiles.run(host, ['diff'], {})).toBe(1);
    expect(stdout.join('')).toMatch(
      /^--- .*\n\+\+\+ .*\n@@ -1,2 \+1,\d+ @@\n \[default\]\n region = x\n\+\n\+# BEGIN/,
    );
    expect(readFileSync(config, 'utf8')).toBe('[default]\nregion = x\n');
  });

  it('exits 0 with nothing on stdout when all is written', async () => {
    const { host, stdout } = fakeHost();
    await profiles.run(host, ['write'], { yes: true });
    expect(await profiles.run(host, ['diff'], {})).toBe(0);
    expect(stdout).toEqual([]);
  });

  it('makes what a terminal would obey visible', async () => {
    writeFileSync(config, '[default]\nregion = x\u001b]0;title\u0007\n');
    const { host, stdout } = fakeHost({ answer: true });
    await profiles.run(host, ['diff'], {});
    expect(stdout.join('')).toContain('\\u{1b}]0;title\\u{7}\n');
  });

  it('prints the block, whatever the file is like', async () => {
    writeFileSync(config, 'not an ini file');
    const { host, stdout } = fakeHost();
    expect(await profiles.run(host, ['print'], { only: 'prod-ReadOnly' })).toBe(0);
    expect(stdout.join('')).toMatch(/^# BEGIN rolecall.*\n\[profile prod-ReadOnly\]\n[^[]*# END rolecall\n$/);
  });

  it('warns of a name in the credentials file', async () => {
    writeFileSync(join(home, '.aws', 'credentials'), '[dev-Admin]\n');
    const { host, stderr } = fakeHost();
    await profiles.run(host, ['diff'], {});
    expect(stderr.join('')).toMatch(/^Warning: Profile dev-Admin is in the credentials file too/);
  });

  it('refuses other words', async () => {
    await expect(profiles.run(fakeHost().host, ['purge'], {})).rejects.toThrow(/does not know purge/);
    await expect(profiles.run(fakeHost().host, ['write', 'x'], {})).rejects.toThrow(/Too many words/);
  });
});

describe('programWords', () => {
  it('is the installed command where it is one, else Node and the script', () => {
    const installed = join(home, 'rolecall');
    const words = (scriptPath: string, platform: NodeJS.Platform = 'linux'): readonly string[] =>
      programWords({ execPath: '/n', scriptPath, platform });
    expect(words(installed)).toEqual(['/n', installed]);
    writeFileSync(installed, '', { mode: 0o755 });
    expect(words(installed)).toEqual([installed]);
    expect(words(installed, 'win32')).toEqual(['/n', installed]);
    expect(words('/x/cli.js')).toEqual(['/n', '/x/cli.js']);
    expect(words('/n', 'win32')).toEqual(['/n']);
  });
});
