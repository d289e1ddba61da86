// States of the wizard to start a test from, and the steps that lead from one to the next.
import type { SetupEffect } from '../../src/setup/effect.ts';
import type { SetupEvent } from '../../src/setup/event.ts';
import {
  type CurrentSetup,
  type Discovered,
  type FilePlan,
  identityOf,
  initialSetup,
  type PreviewRole,
  type SetupSetting,
  type SetupState,
  type ShellPlan,
} from '../../src/setup/state.ts';
import { updateSetup } from '../../src/setup/update.ts';
import { now, rolesOf, signedIn } from './picker-fixture.ts';

export const current = (over: Partial<CurrentSetup> = {}): CurrentSetup => ({
  template: '{{ account_name | slug }}-{{ role_name }}',
  defaultAction: 'export',
  theme: 'terminal',
  isSuffixed: false,
  instances: [],
  ...over,
});

export const acme = {
  name: 'acme',
  startUrl: 'https://acme.awsapps.com/start',
  region: 'eu-west-1',
  defaultRegion: undefined,
  login: 'device',
  isIdentityCenter: true,
} as const;

export const setupSetting = (over: Partial<SetupSetting> = {}): SetupSetting => ({
  now,
  size: { columns: 80, rows: 24 },
  isLoopbackAllowed: false,
  likelyRegion: undefined,
  current: current(),
  shells: [
    { id: 'zsh', file: '/home/jo/.zshrc', isOwn: true, evalLine: 'eval "$(rolecall init zsh)"' },
    { id: 'bash', file: '/home/jo/.bashrc', isOwn: false, evalLine: 'eval "$(rolecall init bash)"' },
    {
      id: 'fish',
      file: '/home/jo/.config/fish/config.fish',
      isOwn: false,
      evalLine: 'rolecall init fish | source',
    },
  ],
  given: {},
  ...over,
});

export const enter: SetupEvent = { kind: 'accepted' };
export const back: SetupEvent = { kind: 'backed-out' };
export const down: SetupEvent = { kind: 'moved', by: 1, unit: 'row' };
export const up: SetupEvent = { kind: 'moved', by: -1, unit: 'row' };
export const type = (text: string): SetupEvent => ({ kind: 'typed', text });
export const clear: SetupEvent = { kind: 'deleted', deletion: 'to-start' };

export const found: SetupEvent = {
  kind: 'start-urls-found',
  found: [
    {
      url: 'https://corp.awsapps.com/start',
      region: 'eu-central-1',
      name: 'corp',
      origins: ['sso-session corp', '12 profiles'],
    },
    {
      url: 'https://d-9067000000.awsapps.com/start',
      region: undefined,
      name: undefined,
      origins: ['aws-sso-cli Default'],
    },
  ],
};

export type Ran = { readonly state: SetupState; readonly effects: readonly SetupEffect[] };

/** The state after the events, and everything that they asked for. */
export const run = (state: SetupState, ...events: readonly SetupEvent[]): Ran => {
  const effects: SetupEffect[] = [];
  let reached = state;
  for (const event of events) {
    const [next, more] = updateSetup(reached, event);
    reached = next;
    effects.push(...more);
  }
  return { state: reached, effects };
};

export const opened = (over: Partial<SetupSetting> = {}): SetupState =>
  run(initialSetup(setupSetting(over)), found).state;

/** The number of the work that is waited for. */
export const requestOf = ({ task }: SetupState): number => task?.request ?? -1;

export const previewRoles = (count: number): readonly PreviewRole[] =>
  rolesOf(count).map((role) => ({ ...role, ownProfile: undefined }));

export const discoveredOf = (state: SetupState, over: Partial<Discovered> = {}): Discovered => ({
  key: identityOf(state),
  roles: previewRoles(48),
  accounts: 12,
  failures: [],
  ...over,
});

export const configPlan = (after: string, before?: string): FilePlan => ({
  file: '/home/jo/.config/rolecall/config.yaml',
  edit: { before, after },
});

export const zshPlan: ShellPlan = {
  kind: 'planned',
  shell: 'zsh',
  file: '/home/jo/.zshrc',
  edit: {
    before: 'autoload -Uz compinit && compinit\nexport GITHUB_TOKEN=ghp_abcdefgh\n',
    after:
      'autoload -Uz compinit && compinit\nexport GITHUB_TOKEN=ghp_abcdefgh\n\n# >>> rolecall >>>\neval "$(rolecall completion zsh)"\n# <<< rolecall <<<\n',
  },
};

export const newConfig = `instances:
  corp:
    start_url: https://corp.awsapps.com/start
    region: eu-central-1
default_instance: corp
`;

/** On the way from the first screen: each step is one that the road leads over. */
export const roadTo = {
  url: (over: Partial<SetupSetting> = {}) => run(opened(over), enter).state,
  region: (over: Partial<SetupSetting> = {}) => run(roadTo.url(over), enter).state,
  name: (over: Partial<SetupSetting> = {}) => run(roadTo.region(over), enter).state,
  login: (over: Partial<SetupSetting> = {}) => run(roadTo.name(over), enter).state,
  signIn: (over: Partial<SetupSetting> = {}) => run(roadTo.login(over), enter).state,
  signingIn: (over: Partial<SetupSetting> = {}) => run(roadTo.signIn(over), enter).state,
  discovering: (over: Partial<SetupSetting> = {}) => {
    const state = roadTo.signingIn(over);
    return run(state, {
      kind: 'signed-in',
      request: requestOf(state),
      key: identityOf(state),
      status: signedIn(),
    }).state;
  },
  discovered: (over: Partial<SetupSetting> = {}) => {
    const state = roadTo.discovering(over);
    return run(state, { kind: 'discovered', request: requestOf(state), discovered: discoveredOf(state) })
      .state;
  },
  defaultRegion: (over: Partial<SetupSetting> = {}) => run(roadTo.discovered(over), enter).state,
  template: (over: Partial<SetupSetting> = {}) => run(roadTo.defaultRegion(over), enter).state,
  action: (over: Partial<SetupSetting> = {}) => run(roadTo.template(over), enter).state,
  theme: (over: Partial<SetupSetting> = {}) => run(roadTo.action(over), enter).state,
  shell: (over: Partial<SetupSetting> = {}) =>
    run(roadTo.theme(over), enter, { kind: 'shell-planned', plan: zshPlan }).state,
  summary: (over: Partial<SetupSetting> = {}) => {
    const state = run(roadTo.shell(over), enter).state;
    return run(state, {
      kind: 'files-planned',
      request: requestOf(state),
      config: configPlan(newConfig),
      shell: zshPlan,
    }).state;
  },
};
