// What rolecall's own files, store, sessions and catalog make the doctor say.
import { describe, expect, it } from 'vitest';
import { catalogFindings } from '../../../src/actions/doctor/catalog.ts';
import { clearKeysFindings } from '../../../src/actions/doctor/clear-keys.ts';
import { clockFindings } from '../../../src/actions/doctor/clock.ts';
import { configFindings } from '../../../src/actions/doctor/config.ts';
import { awsFileFindings, ownFileFindings } from '../../../src/actions/doctor/file-modes.ts';
import { lastFailureFindings } from '../../../src/actions/doctor/last-failure.ts';
import { nodeFindings, terminalFindings } from '../../../src/actions/doctor/machine.ts';
import { type Answer, regionFindings } from '../../../src/actions/doctor/regions.ts';
import { storeFindings } from '../../../src/actions/doctor/secret-store.ts';
import { sessionFindings } from '../../../src/actions/doctor/sessions.ts';
import { staleFindings } from '../../../src/actions/doctor/stale-files.ts';
import type { Finding } from '../../../src/domain/doctor/finding.ts';
import { SecretStoreFailed, UsageError } from '../../../src/domain/errors.ts';
import { hour, minute } from '../../../src/domain/expiry.ts';
import type { SessionStatus } from '../../../src/domain/session.ts';
import type { Entry } from '../../../src/ports/inspection.ts';
import type { StoreLock } from '../../../src/ports/key-agent.ts';

const now = Date.UTC(2026, 10, 25, 12);

const said = (findings: readonly Finding[]) => findings.map(({ id, level }) => `${level} ${id}`);

const entry = (path: string, more: Partial<Entry> = {}): Entry => ({
  path,
  kind: 'file',
  isLink: false,
  mode: 0o600,
  ownerId: 1000,
  changedAt: now,
  ...more,
});

const places = { home: '/h', config: '/h/c', cache: '/h/k', state: '/h/s', secrets: '/h/s/secrets' };
const person = { userId: 1000, name: 'jo' };

describe('a config', () => {
  it('that is broken names the place of each problem, and says once what to do', () => {
    const error = new UsageError('/c.yaml is not right.\n/c.yaml:3:1: x is wrong.\nOdd.', 'Mend it');
    const findings = configFindings({ kind: 'broken', path: '/c.yaml', error });
    expect(findings.map(({ what }) => what)).toEqual(['/c.yaml:3:1: x is wrong.', '/c.yaml: Odd.']);
    expect(findings.map(({ mend }) => mend)).toEqual([undefined, ['Mend it']]);
  });
});

describe('our files', () => {
  it.each<[string, readonly Entry[], readonly string[]]>([
    ['none', [], ['ok files']],
    ['private ones', [entry('/h/s', { kind: 'folder', mode: 0o700 }), entry('/h/s/a')], ['ok files']],
    ['a config that others read', [entry('/h/c/config.yaml', { mode: 0o644 })], ['ok files']],
    ['a config that others write', [entry('/h/c/config.yaml', { mode: 0o664 })], ['warning files-open']],
    ['state that others read', [entry('/h/s/a', { mode: 0o640 })], ['warning files-open']],
    ['another user', [entry('/h/s', { ownerId: 0 })], ['error files-foreign']],
    ['a config of root', [entry('/h/c/config.yaml', { ownerId: 0, mode: 0o444 })], ['ok files']],
    ['a config of somebody', [entry('/h/c/config.yaml', { ownerId: 7 })], ['error files-foreign']],
    [
      'a folder out of reach',
      [entry('/h/s', { kind: 'hidden', ownerId: undefined })],
      ['error files-hidden'],
    ],
    ['a link for the store', [entry('/h/s/secrets', { kind: 'folder', isLink: true })], ['error files-link']],
  ])('%s', (_, entries, expected) => {
    expect(said(ownFileFindings({ places, person, entries }))).toEqual(expected);
  });

  it('are closed as folders and as files', () => {
    const entries = [entry('/h/s', { kind: 'folder', mode: 0o755 }), entry('/h/s/a', { mode: 0o644 })];
    expect(ownFileFindings({ places, person, entries })[0]?.fix).toEqual({
      kind: 'close',
      paths: [
        { path: '/h/s', mode: 0o700 },
        { path: '/h/s/a', mode: 0o600 },
      ],
    });
  });

  it('of the AWS tools are only warned about', () => {
    const open = { entry: entry('/h/.aws/it is', { mode: 0o644 }), holdsKeys: true };
    const [finding] = awsFileFindings([open, { ...open, holdsKeys: false }], person);
    expect(finding).toMatchObject({ level: 'warning', mend: ["chmod 600 '/h/.aws/it is'"] });
    expect(finding?.fix).toBeUndefined();
  });
});

describe('what was left behind', () => {
  const old = { changedAt: now - 2 * hour };
  const names = [
    '/h/s/.audit.jsonl.0123456789abcdef.tmp',
    `/h/s/notes/${'0'.repeat(32)}.json.17.tmp`,
    `/h/s/${'0'.repeat(32)}.lock`,
  ];

  it('is what our writers name so, an hour old', () => {
    const entries = [...names.map((name) => entry(name, old)), entry('/h/s/.a.0123456789abcdef.tmp')];
    const others = ['/h/s/mine.tmp', '/h/s/.x.tmp', '/h/s/lock'].map((name) => entry(name, old));
    const fix = staleFindings({ entries: [...entries, ...others], deadSockets: ['/r/x.sock'], now })[0]?.fix;
    expect(fix).toEqual({ kind: 'remove', paths: [...names, '/r/x.sock'] });
  });

  it('is never a link or a folder', () => {
    const entries = [
      entry(names[0] ?? '', { ...old, isLink: true }),
      entry(names[1] ?? '', { ...old, kind: 'folder' }),
    ];
    expect(staleFindings({ entries, deadSockets: [], now })).toEqual([]);
  });
});

describe('the secret store', () => {
  const failure = new SecretStoreFailed('It is damaged.', 'Remove it.');
  const desktop = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' };
  const auto = { backend: 'auto', passphraseCommand: undefined } as const;
  const command = { backend: 'auto', passphraseCommand: ['pass'] } as const;
  const locked: StoreLock = { kind: 'locked' };
  const keychain: StoreLock = { kind: 'no-passphrase', source: 'the keychain' };
  it.each<[string, Partial<Parameters<typeof storeFindings>[0]>, string]>([
    ['none yet', { lock: { kind: 'no-store' } }, 'note store-none'],
    ['unlocked', { lock: { kind: 'unlocked', until: now + hour } }, 'ok store'],
    ['locked', { lock: locked }, 'warning store-locked'],
    ['locked, with a passphrase at hand', { lock: locked, env: { ROLECALL_PASSPHRASE: 'x' } }, 'ok store'],
    ['locked, with a command', { lock: locked, config: command }, 'ok store'],
    ['keychain on a desktop', { lock: keychain, env: desktop }, 'ok store'],
    ['keychain without a way to it', { lock: keychain }, 'error store-no-bus'],
    ['keychain of a Mac', { lock: keychain, platform: 'darwin' }, 'ok store'],
    ['refused', { lock: failure }, 'error store-unreadable'],
    [
      'a key that opens nothing',
      { lock: { kind: 'no-passphrase', source: 'ROLECALL_MASTER_KEY' }, opened: failure },
      'error store-unreadable',
    ],
  ])('%s', (_, given, expected) => {
    const facts = {
      lock: locked,
      opened: undefined,
      config: auto,
      env: {},
      platform: 'linux',
      now,
      ...given,
    };
    expect(said(storeFindings(facts))).toEqual([expected]);
  });
});

describe('a session', () => {
  const signedIn = { kind: 'signed-in', signedInAt: now - hour, accessExpiresAt: now + hour } as const;
  it.each<[string, SessionStatus, string]>([
    ['is missing', { kind: 'signed-out' }, 'warning session-none'],
    ['lives', { ...signedIn, isRenewable: true, endsAt: now + 7 * hour }, 'ok session'],
    ['is older than configured', { ...signedIn, isRenewable: true, endsAt: now - 1 }, 'note session-old'],
    [
      'cannot be renewed',
      { ...signedIn, isRenewable: false, endsAt: now + hour },
      'note session-not-renewable',
    ],
    [
      'cannot be renewed and ends',
      { ...signedIn, isRenewable: false, endsAt: now + 5 * minute },
      'warning session-not-renewable',
    ],
  ])('%s', (_, status, expected) => {
    expect(said(sessionFindings({ name: 'acme' }, status, now))).toEqual([expected]);
  });

  it('is needed for no instance with a base', () => {
    const base = { kind: 'environment' } as const;
    expect(said(sessionFindings({ name: 'ci', base }, { kind: 'signed-out' }, now))).toEqual(['ok session']);
  });
});

describe('the clock', () => {
  it.each([
    [20_000, 'ok clock'],
    [-20_000, 'ok clock'],
    [40_000, 'warning clock-off'],
    [-6 * minute, 'error clock-off'],
  ])('%i ms ahead', (skew, expected) => {
    expect(said(clockFindings('h', { kind: 'answered', skew }, 'linux'))).toEqual([expected]);
  });

  it('is not known without the network', () => {
    const time = { kind: 'unreachable', reason: 'No route.' } as const;
    expect(said(clockFindings('h', time, 'linux'))).toEqual(['warning network-unreachable']);
  });
});

describe('a region', () => {
  const of = (startUrl: string, region: string, answer: Answer) =>
    said(regionFindings({ name: 'acme', startUrl, region }, answer, '/c.yaml'));
  it.each<[string, string, Answer, readonly string[]]>([
    ['https://ssoins-1.portal.eu-west-1.app.aws', 'eu-west-1', 'unknown', ['ok region']],
    ['https://ssoins-1.portal.eu-west-1.app.aws', 'us-east-1', 'unknown', ['error region-mismatch']],
    ['https://d-1.us-east-2.portal.amazonaws.com', 'us-east-1', 'known', ['error region-mismatch']],
    ['https://acme.awsapps.cn/start', 'us-east-1', 'unknown', ['error region-mismatch']],
    ['https://acme.awsapps.cn/start', 'cn-north-1', 'unknown', []],
    ['https://acme.awsapps.com/start', 'us-east-1', 'unknown', []],
    ['https://acme.awsapps.com/start', 'us-east-1', 'known', ['ok region']],
    ['https://acme.awsapps.com/start', 'us-east-1', 'refused', ['error region-unknown-there']],
  ])('%s in %s, %s', (startUrl, region, answer, expected) => {
    expect(of(startUrl, region, answer)).toEqual(expected);
  });
});

describe('the catalog', () => {
  const facts = { names: ['acme'], maxAge: 24 * hour, roleCount: 6, now };
  const summary = (fetchedAt: number | undefined) => [
    { instance: 'acme', fetchedAt, changes: { added: [], removed: [] } },
  ];
  it.each([
    [undefined, 'warning catalog-none'],
    [now - hour, 'ok catalog'],
    [now - 30 * 24 * hour, 'note catalog-old'],
  ])('read at %o', (fetchedAt, expected) => {
    expect(said(catalogFindings({ ...facts, summaries: summary(fetchedAt) }))).toEqual([expected]);
  });
});

describe('the last failure of process', () => {
  const failure = {
    at: now - hour,
    exitCode: 4,
    text: 'You are not signed in to acme.',
    instance: 'acme',
    accountId: '111111111111',
    roleName: 'Admin',
    mendedAt: undefined,
  };
  it('is told with its age and what to do', () => {
    const [finding] = lastFailureFindings(failure, now);
    expect(finding).toMatchObject({ level: 'warning', mend: ['rolecall login --instance acme'] });
    expect(finding?.what).toContain('for 111111111111 Admin did so 1h ago (exit 4): You are not signed in');
  });

  it('is a note when it is over or long ago', () => {
    expect(lastFailureFindings({ ...failure, mendedAt: now - minute }, now)[0]?.level).toBe('note');
    expect(lastFailureFindings({ ...failure, at: now - 72 * hour }, now)[0]?.level).toBe('note');
    expect(lastFailureFindings(undefined, now)).toEqual([]);
  });
});

describe('keys in clear text', () => {
  it('that have ended can be removed, those that live cannot', () => {
    const findings = clearKeysFindings([{ path: '/k', ends: [now - 1, now + hour, undefined] }], now);
    expect(said(findings)).toEqual(['warning clear-keys-expired', 'note clear-keys']);
    expect(findings.map(({ fix }) => fix)).toEqual([{ kind: 'drop-expired-keys', path: '/k' }, undefined]);
    expect(clearKeysFindings([{ path: '/k', ends: [] }], now)).toEqual([]);
  });
});

describe('the machine', () => {
  const program = { words: [], scriptPath: '', version: '1', platform: 'linux', parentId: 1 };
  it.each([
    ['v20.18.9', 'error node-old'],
    ['v18.20.0', 'error node-old'],
    ['v20.19.0', 'ok node'],
    ['v24.1.0', 'ok node'],
  ])('has Node %s', (nodeVersion, expected) => {
    expect(said(nodeFindings({ ...program, nodeVersion }))).toEqual([expected]);
  });

  const terminal = {
    isStdinTerminal: true,
    isStdoutTerminal: true,
    isStderrTerminal: true,
    columns: 120,
    rows: 40,
    colorLevel: 3,
  };
  const nowhere = { isStdinTerminal: false, isStdoutTerminal: false, isStderrTerminal: false };

  it('has a terminal, a dumb one, a small one, or none', () => {
    const facts = terminalFindings(terminal, { TERM: 'xterm-256color', TMUX: 'x', SSH_TTY: 'y' });
    expect(facts[0]?.what).toBe('Terminal xterm-256color, true colour, 120x40, in tmux in ssh.');
    expect(said(terminalFindings(terminal, { TERM: 'dumb' }))).toEqual(['warning terminal-dumb']);
    expect(said(terminalFindings({ ...terminal, rows: 5 }, { TERM: 'x' }))).toEqual([
      'ok terminal',
      'note terminal-small',
    ]);
    expect(said(terminalFindings({ ...terminal, ...nowhere }, {}))).toEqual(['ok terminal']);
  });
});
