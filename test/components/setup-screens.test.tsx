import '../../src/terminal/promise-with-resolvers.ts';
import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import type { SetupSetting, SetupState } from '../../src/setup/state.ts';
import { setupFrame } from '../../src/setup/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';
import { now } from '../support/picker-fixture.ts';
import {
  acme,
  back,
  clear,
  configPlan,
  current,
  discoveredOf,
  down,
  enter,
  opened,
  previewRoles,
  requestOf,
  roadTo,
  run,
  type,
} from '../support/setup-state.ts';

const paint = createPaint(themeNamed('mono'), 0);

const draw = (state: SetupState): string =>
  renderToString(<Screen frame={setupFrame(state)} paint={paint} />, { columns: state.size.columns });

const sizes = { '80x24': { columns: 80, rows: 24 }, '120x40': { columns: 120, rows: 40 } } as const;

type Over = Partial<SetupSetting>;

const known = current({
  instances: [acme, { ...acme, name: 'legacy', isIdentityCenter: false, startUrl: '' }],
});

const failed = (state: SetupState, message: string, hint?: string): SetupState =>
  run(state, {
    kind: 'task-failed',
    request: requestOf(state),
    failure: { message, hint },
    isSignedOut: false,
  }).state;

const progress = { instance: 'corp', accountsDone: 12, accountsTotal: 42, rate: 5, secondsLeft: 6 };

const shared = (over: Over): SetupState => {
  const state = roadTo.discovering(over);
  const roles = previewRoles(40).map((role) => ({
    ...role,
    accountName: role.accountName.replace(/ .*/, ''),
  }));
  const discovered = discoveredOf(state, { roles });
  return run(state, { kind: 'discovered', request: requestOf(state), discovered }, enter, enter).state;
};

const removal = (over: Over): SetupState => {
  const { state } = run(opened({ ...over, current: known }), down, enter);
  const before =
    '# mine\ndefault_instance: acme\ninstances:\n  acme:\n    start_url: https://acme.awsapps.com/start\n    region: eu-west-1\n  legacy:\n    auth: keys\n';
  const after = '# mine\ndefault_instance: legacy\ninstances:\n  legacy:\n    auth: keys\n';
  return run(state, { kind: 'removal-planned', request: requestOf(state), plan: configPlan(after, before) })
    .state;
};

const screens: Readonly<Record<string, (over: Over) => SetupState>> = {
  'start, nothing found': (over) => run(opened(over), { kind: 'start-urls-found', found: [] }).state,
  'start, found': (over) => opened(over),
  'start, with instances': (over) => opened({ ...over, current: known }),
  'start URL, empty': (over) => run(opened(over), down, down, enter).state,
  'start URL, refused': (over) => run(opened(over), down, down, enter, type('http://acme.awsapps.com')).state,
  'start URL, normalised': (over) =>
    run(opened(over), down, down, enter, type('acme.awsapps.com/start/#/')).state,
  'start URL, asking': (over) => run(opened(over), down, down, enter, type('sso.acme.com'), enter).state,
  'start URL, failed': (over) =>
    failed(
      run(opened(over), down, down, enter, type('sso.acme.com'), enter).state,
      'The start URL cannot be used. Its host does not belong to AWS and does not lead there.',
      'It looks like https://NAME.awsapps.com/start',
    ),
  region: (over) => roadTo.region(over),
  'region, filtered': (over) => run(roadTo.region(over), type('eu-w')).state,
  'region, China': (over) => run(roadTo.region(over), { kind: 'partition-switched', by: 1 }).state,
  name: (over) => roadTo.name(over),
  'name, no good': (over) => run(roadTo.name(over), type('my corp')).state,
  login: (over) => run(roadTo.login(over), down).state,
  'sign in': (over) => roadTo.signIn(over),
  'signing in with a code': (over) => {
    const state = roadTo.signingIn(over);
    return run(state, {
      kind: 'sign-in-progressed',
      request: requestOf(state),
      progress: {
        kind: 'device-code',
        userCode: 'WDJB-KQRT',
        url: 'https://corp.awsapps.com/start/#/device?user_code=WDJB-KQRT',
        expiresAt: now + 600_000,
        isOpened: false,
      },
    }).state;
  },
  'sign in, signed in': (over) => run(roadTo.discovered(over), back).state,
  discovering: (over) => {
    const state = roadTo.discovering(over);
    return run(state, { kind: 'discovery-progressed', request: requestOf(state), progress }).state;
  },
  'discovered, one failed': (over) => {
    const state = roadTo.discovering(over);
    const failures = [{ accountId: '111111111111', accountName: 'Payments', reason: 'AWS throttles.' }];
    return run(state, {
      kind: 'discovered',
      request: requestOf(state),
      discovered: discoveredOf(state, { failures }),
    }).state;
  },
  'default region': (over) => roadTo.defaultRegion(over),
  template: (over) => roadTo.template(over),
  'template, names shared': (over) => shared(over),
  'template, refused': (over) => run(roadTo.template(over), clear, type('{{ acount_name }}')).state,
  'template, nobody signed in': (over) => run(roadTo.signIn(over), down, enter, enter).state,
  action: (over) => roadTo.action(over),
  theme: (over) => run(roadTo.theme(over), down).state,
  shell: (over) => roadTo.shell(over),
  'shell, broken markers': (over) =>
    run(roadTo.shell(over), {
      kind: 'shell-planned',
      plan: {
        kind: 'refused',
        shell: 'zsh',
        failure: {
          message: '/home/jo/.zshrc:3: the marker lines of rolecall are lost.',
          hint: 'Remove them.',
        },
      },
    }).state,
  summary: (over) => roadTo.summary(over),
  'summary, failed': (over) =>
    failed(
      run(roadTo.summary(over), enter).state,
      'config.yaml was changed by another program in the meantime.',
    ),
  removal,
};

describe.each(Object.entries(sizes))('%s', (name, size) => {
  test.each(Object.keys(screens))('%s', async (screen) => {
    const state = screens[screen]?.({ size });
    if (state === undefined) throw new Error(screen);
    const drawn = draw(state);
    expect(drawn.split('\n').length).toBeLessThanOrEqual(size.rows - 1);
    await expect(`${drawn}\n`).toMatchFileSnapshot(
      `frames/setup-${name}/${screen.replaceAll(/[ ,]+/g, '-')}.txt`,
    );
  });
});

test.each(Object.keys(screens))('%s fits at 40x10 and at 200x60', (screen) => {
  for (const size of [
    { columns: 40, rows: 10 },
    { columns: 200, rows: 60 },
  ]) {
    const drawn = draw(screens[screen]?.({ size }) ?? opened({ size })).split('\n');
    expect(drawn.length).toBeLessThanOrEqual(size.rows - 1);
    for (const line of drawn) expect(line.length).toBeLessThanOrEqual(size.columns);
  }
});

test('what is smaller says so', () => {
  expect(draw(opened({ size: { columns: 39, rows: 24 } }))).toContain('needs 40x10');
});

test('a theme is drawn in while the bar stands on it, and an answered one from then on', () => {
  const state = run(roadTo.theme(), down).state;
  expect(setupFrame(state).theme).toBe('dark');
  expect(setupFrame(run(state, back).state).theme).toBe('terminal');
  expect(setupFrame(run(state, enter).state).theme).toBe('dark');
});

test('no value of a key in a startup file is shown', () => {
  const drawn = draw(roadTo.shell());
  expect(drawn).toContain('GITHUB_TOKEN=****');
  expect(drawn).not.toContain('ghp_');
});

test('the cursor stands where the next letter goes', () => {
  const state = run(roadTo.name({ size: sizes['120x40'] }), type('mine')).state;
  const { cursor } = setupFrame(state);
  const line = draw(state).split('\n')[cursor?.y ?? 0] ?? '';
  expect(line.slice(0, cursor?.x)).toMatch(/> mine$/);
});
