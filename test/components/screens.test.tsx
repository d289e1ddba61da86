import '../../src/terminal/promise-with-resolvers.ts';
import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import { roleKey } from '../../src/domain/role.ts';
import type { PickerEvent } from '../../src/picker/event.ts';
import type { ProfilePlan } from '../../src/picker/profile-change.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';
import { knownSources, someNews } from '../support/known-fixture.ts';
import { failureOf, loaded, now, role, rolesOf } from '../support/picker-fixture.ts';
import { listed, opened, run, signedOut, typed } from '../support/picker-state.ts';

const paint = createPaint(themeNamed('mono'), 0);

/** The screen as text, its edge marked so that the size can be seen. */
const draw = (state: PickerState): string =>
  renderToString(<Screen frame={frameOf(state)} paint={paint} />, { columns: state.size.columns });

const sizes = { '80x24': { columns: 80, rows: 24 }, '120x40': { columns: 120, rows: 40 } } as const;

const progress = { instance: 'acme', accountsDone: 12, accountsTotal: 42, rate: 5, secondsLeft: 6 };
const url = 'https://device.sso.us-east-1.amazonaws.com/?user_code=WDJB-KQRT';
const failure = {
  message: 'The browser window was closed before the sign-in was approved.',
  hint: 'Try again.',
};

const toggle = (panel: 'help' | 'tags' | 'actions' | 'news' | 'detail'): PickerEvent => ({
  kind: 'panel-toggled',
  panel,
});
const down: PickerEvent = { kind: 'moved', by: 1, unit: 'row' };
const signInAsked: PickerEvent = { kind: 'sign-in-asked' };

const failedOf = (index: number): PickerEvent => ({
  kind: 'last-failure-loaded',
  failure: failureOf(rolesOf(8)[index]),
});

const write: PickerEvent = { kind: 'profiles-asked', change: 'write' };

const planned = (over: Partial<ProfilePlan> = {}): PickerEvent => ({
  kind: 'profiles-planned',
  request: 1,
  plan: {
    file: '/home/jo/.aws/config',
    warnings: ['Profile northwind-admin is in the credentials file too: the keys there win over rolecall’s.'],
    diff: [
      '--- /home/jo/.aws/config',
      '+++ /home/jo/.aws/config (new)',
      '@@ -1,30 +1,34 @@',
      ...Array.from({ length: 28 }, (_, index) => ` # line ${index}`),
      '-region = us-east-1',
      '+[profile northwind-admin]',
      `+credential_process = /opt/rolecall process ${'--instance acme '.repeat(8)}`,
      ' region = eu-west-1',
    ],
    ...over,
  },
});

const diskFull = {
  message: 'Cannot write /home/jo/.aws/config: the disk is full.',
  hint: 'Nothing was changed. Check the folder /home/jo/.aws.',
};

const tab: PickerEvent = { kind: 'mark-toggled', by: 1 };
const warm: PickerEvent = { kind: 'task-asked', task: { id: 'warm' } };
const notAssigned = {
  message: 'You do not hold AdministratorAccess in 111111111111 any more.',
  hint: 'The assignment may have been removed. Run: rolecall refresh',
};

const asking = (
  about: 'console-service' | 'default-region' | 'tags' | 'command' | 'sign-out',
): PickerEvent => ({
  kind: 'question-asked',
  question: { about },
});
const palette: PickerEvent = { kind: 'question-asked', question: { about: 'palette' } };

type Size = { readonly size: { readonly columns: number; readonly rows: number } };

const allKnown = ({ size }: Size): PickerState => {
  const roles = rolesOf(164);
  const [first = role()] = roles;
  const history = {
    uses: new Map([[roleKey(first), { lastUsedAt: now - 2 * 3_600_000, count: 14 }]]),
    pins: [],
  };
  return run(listed({ size, history }, roles), knownSources(first), {
    kind: 'aws-profiles-loaded',
    profiles: new Map([[roleKey(first), [{ name: 'northwind-admin', isOurs: true }]]]),
  }).state;
};

const screens: Readonly<Record<string, (over: Size) => PickerState>> = {
  list: (over) => listed(over),
  'list with a query': (over) => run(listed(over), typed('prod adm'), down).state,
  'list, signed out': (over) => signedOut(over, rolesOf(164)),
  'list, refreshing': (over) =>
    run(listed(over), { kind: 'refresh-asked' }, { kind: 'refresh-progressed', request: 1, progress }).state,
  'list, stale, after changes': (over) =>
    run(opened(over), {
      kind: 'roles-loaded',
      set: loaded(rolesOf(12), {
        isStale: true,
        fetchedAt: now - 3 * 86_400_000,
        news: [someNews(rolesOf(12))],
      }),
    }).state,
  'list with a notice': (over) => run(listed(over), { kind: 'copied', what: 'ARN' }).state,
  'list, the last failure is of this role': (over) => run(listed(over), failedOf(0)).state,
  'list, the last failure is of another role': (over) => run(listed(over), failedOf(3)).state,
  'no match, looking by spelling': (over) => run(listed(over), typed('zzqq')).state,
  'no match at all': (over) =>
    run(listed(over), typed('zzqq'), { kind: 'query-rescued', request: 1, order: new Uint32Array(0) }).state,
  'near matches': (over) =>
    run(listed(over), typed('zzqq'), { kind: 'query-rescued', request: 1, order: Uint32Array.of(28, 29) })
      .state,
  'list, with profiles in the AWS file': (over) =>
    run(listed(over), {
      kind: 'aws-profiles-loaded',
      profiles: new Map([
        [
          roleKey(rolesOf(1)[0] ?? role()),
          [
            { name: 'northwind-admin', isOurs: true },
            { name: 'nw', isOurs: false },
          ],
        ],
      ]),
    }).state,
  'list, without a profile in the AWS file': (over) =>
    run(listed(over), { kind: 'aws-profiles-loaded', profiles: new Map() }).state,
  'writing a profile, being read': (over) => run(listed(over), write).state,
  'writing a profile': (over) => run(listed(over), write, planned()).state,
  'writing a profile, far down': (over) =>
    run(listed(over), write, planned(), { kind: 'moved', by: 1, unit: 'all' }).state,
  'writing a profile that is there': (over) =>
    run(listed(over), write, planned({ diff: [], warnings: [] })).state,
  'removing a profile that is none of ours': (over) =>
    run(listed(over), { kind: 'profiles-asked', change: 'remove' }, planned({ diff: [], warnings: [] }))
      .state,
  'writing a profile fails': (over) =>
    run(
      listed(over),
      write,
      planned(),
      { kind: 'agreed' },
      { kind: 'profiles-failed', request: 1, failure: diskFull },
    ).state,
  'what changed': (over) =>
    run(
      listed(over),
      { kind: 'roles-loaded', set: loaded(rolesOf(12), { news: [someNews(rolesOf(12))] }) },
      toggle('news'),
    ).state,
  'what changed, nothing': (over) => run(listed(over), toggle('news')).state,
  'list, all known': (over) => allKnown(over),
  details: (over) => run(allKnown(over), toggle('detail')).state,
  'details, far down': (over) =>
    run(allKnown(over), toggle('detail'), { kind: 'moved', by: 1, unit: 'all' }).state,
  tags: (over) => run(listed(over), toggle('tags'), down, { kind: 'accepted' }).state,
  actions: (over) => run(listed(over), toggle('actions'), down).state,
  'actions for several': (over) => run(listed(over), tab, tab, toggle('actions'), down, down).state,
  'a task that runs': (over) =>
    run(listed(over), tab, tab, tab, warm, { kind: 'task-progressed', request: 1, done: 1 }).state,
  'a task that failed for some': (over) =>
    run(listed(over), warm, {
      kind: 'task-finished',
      request: 1,
      report: {
        text: 'Credentials of 1 role are cached.',
        failures: rolesOf(40).map((failed) => ({ role: failed, failure: notAssigned })),
        signedOut: undefined,
      },
    }).state,
  'palette, searched': (over) => run(listed(over), palette, typed('copy'), down).state,
  'palette without a match': (over) => run(listed(over), palette, typed('zzqq')).state,
  'which service': (over) => run(listed(over), asking('console-service'), typed('s3')).state,
  'signing out': (over) => run(listed(over), asking('sign-out')).state,
  'a command across': (over) => run(listed(over), tab, tab, asking('command'), typed('aws s3 ls')).state,
  'which region': (over) =>
    run(listed(over), { kind: 'question-asked', question: { about: 'console-region', service: 's3' } }, down)
      .state,
  'default region of several': (over) =>
    run(listed(over), tab, tab, asking('default-region'), typed('ireland')).state,
  'editing tags': (over) => run(listed(over), asking('tags')).state,
  'editing tags, wrongly': (over) => run(listed(over), asking('tags'), typed('env=prod team')).state,
  'tags to be written': (over) =>
    run(
      listed(over),
      asking('tags'),
      typed('env=prod'),
      { kind: 'accepted' },
      planned({ file: '/home/jo/.config/rolecall/config.yaml', warnings: [] }),
    ).state,
  help: (over) => run(listed(over), toggle('help'), down).state,
  'first run': (over) => opened({ ...over, instances: [] }),
  'first run with other tools': (over) =>
    run(opened({ ...over, instances: [] }), {
      kind: 'other-tools-found',
      tools: [
        { tool: 'aws-cli', summary: '1 instance, 12 roles', files: ['~/.aws/config'] },
        { tool: 'aws-sso-cli', summary: '2 instances, 3 roles', files: ['~/.aws-sso/config.yaml'] },
      ],
    }).state,
  loading: (over) => opened(over),
  'signed out': (over) => signedOut(over),
  'no roles': (over) => listed(over, []),
  discovering: (over) =>
    run(listed(over, []), { kind: 'refresh-asked' }, { kind: 'refresh-progressed', request: 1, progress })
      .state,
  'signing in': (over) => run(signedOut(over), signInAsked).state,
  'signing in with a browser': (over) =>
    run(signedOut(over), signInAsked, {
      kind: 'sign-in-progressed',
      request: 1,
      progress: { kind: 'opening-browser', url, isOpened: true },
    }).state,
  'signing in with a code, then a role': (over) =>
    run(
      signedOut(over, rolesOf(8)),
      { kind: 'accepted' },
      {
        kind: 'sign-in-progressed',
        request: 1,
        progress: {
          kind: 'device-code',
          userCode: 'WDJB-KQRT',
          url,
          expiresAt: now + 600_000,
          isOpened: false,
        },
      },
    ).state,
  'signing in above the list, the browser open': (over) =>
    run(
      signedOut(over, rolesOf(40)),
      { kind: 'accepted' },
      {
        kind: 'sign-in-progressed',
        request: 1,
        progress: {
          kind: 'device-code',
          userCode: 'WDJB-KQRT',
          url,
          expiresAt: now + 600_000,
          isOpened: true,
        },
      },
      typed('prod'),
    ).state,
  'signing in, all of it': (over) =>
    run(
      signedOut(over, rolesOf(8)),
      { kind: 'accepted' },
      {
        kind: 'sign-in-progressed',
        request: 1,
        progress: {
          kind: 'device-code',
          userCode: 'WDJB-KQRT',
          url,
          expiresAt: now + 600_000,
          isOpened: false,
        },
      },
      signInAsked,
    ).state,
  'a failed sign-in': (over) =>
    run(signedOut(over), signInAsked, { kind: 'sign-in-failed', request: 1, failure }).state,
};

describe.each(Object.entries(sizes))('%s', (name, size) => {
  test.each(Object.keys(screens))('%s', async (screen) => {
    const state = screens[screen]?.({ size });
    if (state === undefined) throw new Error(screen);
    const drawn = draw(state);
    expect(drawn.split('\n').length).toBeLessThanOrEqual(size.rows - 1);
    await expect(`${drawn}\n`).toMatchFileSnapshot(`frames/${name}/${screen.replaceAll(/[ ,]+/g, '-')}.txt`);
  });
});

test.each(['what changed', 'details', 'list, all known', 'signing in above the list, the browser open'])(
  '200x60 shows all: %s',
  async (screen) => {
    const state = screens[screen]?.({ size: { columns: 200, rows: 60 } });
    if (state === undefined) throw new Error(screen);
    await expect(`${draw(state)}\n`).toMatchFileSnapshot(
      `frames/200x60/${screen.replaceAll(/[ ,]+/g, '-')}.txt`,
    );
  },
);

test('200x60 shows every column beside the detail', async () => {
  const state = run(listed({ size: { columns: 200, rows: 60 } }), typed('prod adm')).state;
  await expect(`${draw(state)}\n`).toMatchFileSnapshot('frames/200x60/list-with-a-query.txt');
});

test.each([
  { columns: 39, rows: 24 },
  { columns: 80, rows: 9 },
])('$columns x $rows is too small, and says so', (size) => {
  expect(draw(listed({ size }))).toContain('needs 40x10');
});

test('40x10 still lists', () => {
  expect(draw(listed({ size: { columns: 40, rows: 10 } }))).toMatchInlineSnapshot(`
    " rolecall  acme          session 7h 12m
     > Type to search by name,…   164 / 164
       Profile                Role
     ▌ northwind-…atorAccess  Admini…Access
       northwind-…OnlyAccess  ReadOn…Access
       northwind-…llingAdmin  BillingAdmin
       northwind-…DeployRole  DeployRole

     Enter export   ? help   Esc quit"
  `);
});

// In larger sizes it shows every binding there is.
test('80x24 shows the palette', async () => {
  const state = run(listed({ size: { columns: 80, rows: 24 } }), palette).state;
  await expect(`${draw(state)}\n`).toMatchFileSnapshot('frames/80x24/palette.txt');
});
