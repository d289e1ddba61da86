// Plugins as programs: what they get, what of their answer counts, how they fail, and who is run at all.
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lookAtPlugin } from '../../src/adapters/plugin-file.ts';
import { openPlugins } from '../../src/adapters/run-plugin.ts';
import type { PluginRequest } from '../../src/domain/plugin.ts';

const folder = mkdtempSync(join(tmpdir(), 'rolecall-plugins-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
const program = (script: string, mode = 0o755): string => {
  count += 1;
  const path = join(folder, `plugin-${count}`);
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode });
  chmodSync(path, mode);
  return path;
};

const now = Date.UTC(2026, 0, 1);

const asking = (path: string, over: Partial<PluginRequest> = {}): PluginRequest => ({
  plugin: { name: 'mine', path, timeout: 5_000, config: { addr: 'https://vault.example' } },
  instance: 'acme',
  region: 'us-east-1',
  role: { accountId: '111111111111', roleName: 'Deploy' },
  deadline: now + 5_000,
  ...over,
});

const ask = (path: string, env: Record<string, string> = {}, over: Partial<PluginRequest> = {}) =>
  openPlugins({ env: { PATH: process.env['PATH'] ?? '', ...env }, now: () => now }).credentials(
    asking(path, over),
  );

const good = {
  Version: 1,
  AccessKeyId: 'ASIAFAKEFAKEFAKE0001',
  SecretAccessKey: 'fake/secret+key',
  SessionToken: 'fake-token',
  Expiration: '2026-01-01T01:00:00Z',
};

const printing = (answer: unknown): string => program(`cat <<'END'\n${JSON.stringify(answer)}\nEND`);

describe('what it gets', () => {
  it('is the request on stdin, its own folder, and an environment without keys of ours', async () => {
    const seen = join(folder, 'seen');
    const path = program(
      `cat >${seen}; pwd >>${seen}; env >>${seen}; cat <<'END'\n${JSON.stringify(good)}\nEND`,
    );
    const env = {
      AWS_SECRET_ACCESS_KEY: 'hidden-1',
      AWS_SESSION_TOKEN: 'hidden-2',
      ROLECALL_MASTER_KEY: 'hidden-3',
      NODE_OPTIONS: '--hidden',
      VAULT_TOKEN: 'given',
    };
    const keys = await ask(path, env);
    expect([keys.accessKeyId, keys.sessionToken, keys.expiration]).toEqual([
      good.AccessKeyId,
      good.SessionToken,
      now + 3_600_000,
    ]);
    const { readFileSync } = await import('node:fs');
    const [request = '', cwd, ...variables] = readFileSync(seen, 'utf8').split('\n');
    expect(JSON.parse(request)).toEqual({
      Version: 1,
      Plugin: 'mine',
      Instance: 'acme',
      Region: 'us-east-1',
      Role: { AccountId: '111111111111', RoleName: 'Deploy' },
      Config: { addr: 'https://vault.example' },
      Deadline: '2026-01-01T00:00:05Z',
    });
    expect(cwd).toBe(folder);
    expect(variables.join('\n')).not.toContain('hidden');
    expect(variables).toContain('VAULT_TOKEN=given');
    expect(variables).toContain('ROLECALL_PROCESS_OF=acme/111111111111/Deploy');
  });

  it('as a base tells a rolecall that it runs whose base it is, and is not run by that one', async () => {
    const path = program(
      `test "$ROLECALL_BASE_OF" = acme || exit 9; cat <<'END'\n${JSON.stringify(good)}\nEND`,
    );
    await expect(ask(path, {}, { role: undefined })).resolves.toBeDefined();
    await expect(ask(path, { ROLECALL_BASE_OF: 'acme' }, { role: undefined })).rejects.toThrow(
      'asks it again',
    );
  });
});

it.each<[string, unknown, string]>([
  ['another version', { ...good, Version: 2 }, 'printed another Version than 1'],
  ['no key id', { ...good, AccessKeyId: '' }, 'printed no good AccessKeyId'],
  ['no secret', { ...good, SecretAccessKey: 7 }, 'printed no good SecretAccessKey'],
  ['a token of two lines', { ...good, SessionToken: 'a\nb' }, 'printed no good SessionToken'],
  ['a time without a zone', { ...good, Expiration: '2026-01-01T01:00:00' }, 'no time of ISO 8601'],
  ['a time that is over', { ...good, Expiration: '2025-12-31T23:00:00Z' }, 'credentials that have ended'],
  ['a list', [good], 'printed another Version than 1'],
  ['a text', 'hello', 'printed no JSON object'],
])('an answer with %s is refused, and not quoted', async (_name, answer, message) => {
  await expect(ask(printing(answer))).rejects.toThrow(message);
});

it('keys without an end and without a token are what a base may have', async () => {
  const { accessKeyId, sessionToken, expiration } = await ask(
    printing({ ...good, SessionToken: undefined, Expiration: undefined }),
  );
  expect([accessKeyId, sessionToken, expiration]).toEqual([good.AccessKeyId, undefined, undefined]);
});

describe('failing', () => {
  it.each<[string, string, number, string]>([
    [
      'as one that must sign in',
      'echo first >&2; echo "run vault login" >&2; exit 4',
      4,
      'It says: run vault login',
    ],
    ['as one that may not', 'exit 5', 5, 'The plugin mine ended with 5.'],
    ['as one that cannot reach its server', 'exit 6', 6, 'ended with 6'],
    ['in its own way', 'exit 77', 1, 'ended with 77'],
    ['by a signal', 'kill -9 $$', 1, 'was ended by a signal'],
    [
      'with words that a terminal would obey',
      'printf "a\\033[2Jb\\n" >&2; exit 1',
      1,
      'It says: a\\u{1b}[2Jb',
    ],
    ['with more than fits', 'head -c 200000 /dev/zero; sleep 60', 1, 'printed more than 64 KiB'],
    ['before it reads what it is asked', 'exec <&-; exit 1', 1, 'ended with 1'],
  ])('%s', async (_name, script, exitCode, message) => {
    await expect(ask(program(script))).rejects.toMatchObject({
      exitCode,
      message: expect.stringContaining(message),
    });
  });

  it('by taking too long, whatever it has started', async () => {
    const { plugin } = asking(program('sleep 5 & sleep 5'));
    await expect(ask(plugin.path, {}, { plugin: { ...plugin, timeout: 300 } })).rejects.toMatchObject({
      exitCode: 6,
      message: 'The plugin mine did not answer within 0.3 s.',
    });
  });

  it('by leaving something that holds its output is none: its own end counts', async () => {
    const path = program(`cat <<'END'\n${JSON.stringify(good)}\nEND\nsleep 3 &`);
    const begun = performance.now();
    await expect(ask(path)).resolves.toBeDefined();
    expect(performance.now() - begun).toBeLessThan(2_800);
  });
});

describe('who is run', () => {
  it('is a program of one’s own, by a link too', () => {
    const path = program('exit 0');
    const link = join(folder, 'link');
    symlinkSync(path, link);
    expect(lookAtPlugin(path)).toEqual({ kind: 'good', path });
    expect(lookAtPlugin(link)).toEqual({ kind: 'good', path });
  });

  const openFolder = (): string => {
    const open = join(folder, 'open');
    mkdirSync(open);
    const path = join(open, 'plugin');
    writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 });
    chmodSync(open, 0o777);
    return path;
  };

  /** A link of ours to a link that somebody else may change, to a program of ours. */
  const throughOpenFolder = (): string => {
    const open = join(folder, 'between');
    mkdirSync(open);
    chmodSync(open, 0o777);
    symlinkSync(program('exit 0'), join(open, 'link'));
    symlinkSync(join('between', 'link'), join(folder, 'chain'));
    return join(folder, 'chain');
  };

  it.each<[string, () => string, string]>([
    ['by a link that others may change', throughOpenFolder, 'others may write its folder'],
    ['that is not there', () => join(folder, 'nowhere'), 'it is not there'],
    ['that others may write', () => program('exit 0', 0o777), 'other users may write it'],
    ['that is a folder', () => folder, 'it is no plain file'],
    ['in a folder that others may write', openFolder, 'others may write its folder'],
  ])('is none %s', async (_name, path, why) => {
    await expect(ask(path())).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(why) });
  });
});

it('one that is being written is not started, and told of as any failure', async () => {
  const path = program('exit 0');
  const writer = openSync(path, 'r+');
  try {
    await expect(ask(path)).rejects.toThrow('The plugin mine could not be started');
  } finally {
    closeSync(writer);
  }
});
