// Every step of the wizard as states to be drawn. A step without an entry does not compile; a new screen is one line.
import type { SetupSetting, SetupState } from '../../../src/setup/state.ts';
import type { StepId } from '../../../src/setup/step-id.ts';
import { now } from '../../support/picker-fixture.ts';
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
} from '../../support/setup-state.ts';

type Over = Pick<SetupSetting, 'size'>;

type SetupScreens = Readonly<Record<string, (over: Over) => SetupState>>;

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

const setupTable: { readonly [Step in StepId]: SetupScreens } = {
  start: {
    'start, nothing found': (over) => run(opened(over), { kind: 'start-urls-found', found: [] }).state,
    'start, found': (over) => opened(over),
    'start, with instances': (over) => opened({ ...over, current: known }),
  },
  url: {
    'start URL, empty': (over) => run(opened(over), down, down, enter).state,
    'start URL, refused': (over) =>
      run(opened(over), down, down, enter, type('http://acme.awsapps.com')).state,
    'start URL, normalised': (over) =>
      run(opened(over), down, down, enter, type('acme.awsapps.com/start/#/')).state,
    'start URL, asking': (over) => run(opened(over), down, down, enter, type('sso.acme.com'), enter).state,
    'start URL, failed': (over) =>
      failed(
        run(opened(over), down, down, enter, type('sso.acme.com'), enter).state,
        'The start URL cannot be used. Its host does not belong to AWS and does not lead there.',
        'It looks like https://NAME.awsapps.com/start',
      ),
  },
  region: {
    region: (over) => roadTo.region(over),
    'region, filtered': (over) => run(roadTo.region(over), type('eu-w')).state,
    'region, China': (over) => run(roadTo.region(over), { kind: 'partition-switched', by: 1 }).state,
  },
  name: {
    name: (over) => roadTo.name(over),
    'name, no good': (over) => run(roadTo.name(over), type('my corp')).state,
  },
  login: {
    login: (over) => run(roadTo.login(over), down).state,
  },
  'sign-in': {
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
  },
  discover: {
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
  },
  'default-region': {
    'default region': (over) => roadTo.defaultRegion(over),
  },
  template: {
    template: (over) => roadTo.template(over),
    'template, names shared': (over) => shared(over),
    'template, refused': (over) => run(roadTo.template(over), clear, type('{{ acount_name }}')).state,
    'template, nobody signed in': (over) => run(roadTo.signIn(over), down, enter, enter).state,
  },
  action: {
    action: (over) => roadTo.action(over),
  },
  theme: {
    theme: (over) => run(roadTo.theme(over), down).state,
  },
  shell: {
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
  },
  summary: {
    summary: (over) => roadTo.summary(over),
    'summary, failed': (over) =>
      failed(
        run(roadTo.summary(over), enter).state,
        'config.yaml was changed by another program in the meantime.',
      ),
  },
  removal: {
    removal,
  },
};

export const setupScreens = Object.entries(setupTable).flatMap(([step, screens]) =>
  Object.entries(screens).map(([name, make]) => ({ step, name, make })),
);
