// A world for the picker's program: ports that answer when they are told to, and time that passes when it is told to.
import { noHistory } from '../../src/domain/history.ts';
import type { Role } from '../../src/domain/role.ts';
import type { SessionStatus } from '../../src/domain/session.ts';
import type { ProfilePlan } from '../../src/picker/profile-change.ts';
import type { LoadedRoles } from '../../src/picker/state.ts';
import type { TaskReport } from '../../src/picker/task.ts';
import type { EffectPorts } from '../../src/terminal/effect-ports.ts';
import { loaded, now, signedIn } from './picker-fixture.ts';

export type Call<Request, Answer> = {
  readonly request: Request;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
};

type Refresh = Parameters<EffectPorts['refreshCatalog']>[0];
type SignIn = Parameters<EffectPorts['signIn']>[0];

type Planning = Parameters<EffectPorts['planProfiles']>[0];

type Tasking = Parameters<EffectPorts['runTask']>[0];

export type FakeWorld = {
  readonly ports: EffectPorts;
  readonly refreshes: readonly Call<Refresh, LoadedRoles>[];
  readonly signIns: readonly Call<SignIn, SessionStatus>[];
  readonly plans: readonly Call<Planning, ProfilePlan>[];
  readonly saves: readonly Call<number, string>[];
  readonly tasks: readonly Call<Tasking, TaskReport>[];
  readonly copied: readonly string[];
  readonly after: (pause: number, work: () => void) => () => void;
  /** Lets `ms` pass: work that falls due is done in order. */
  readonly pass: (ms: number) => void;
};

type WorldOptions = {
  readonly roles?: readonly Role[];
  readonly set?: Partial<LoadedRoles>;
  readonly session?: SessionStatus;
};

const deferred = <Request, Answer>(request: Request, calls: Call<Request, Answer>[]): Promise<Answer> =>
  new Promise((answer, fail) => calls.push({ request, answer, fail }));

export const fakeWorld = ({ roles = [], set = {}, session = signedIn() }: WorldOptions = {}): FakeWorld => {
  const refreshes: Call<Refresh, LoadedRoles>[] = [];
  const signIns: Call<SignIn, SessionStatus>[] = [];
  const plans: Call<Planning, ProfilePlan>[] = [];
  const saves: Call<number, string>[] = [];
  const tasks: Call<Tasking, TaskReport>[] = [];
  const copied: string[] = [];
  let time = now;
  let timers: readonly { readonly at: number; readonly work: () => void }[] = [];
  const pass = (ms: number): void => {
    const until = time + ms;
    for (;;) {
      const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers = timers.filter((timer) => timer !== next);
      time = Math.max(time, next.at);
      next.work();
    }
    time = until;
  };
  return {
    refreshes,
    signIns,
    plans,
    saves,
    tasks,
    copied,
    pass,
    after: (pause, work) => {
      const timer = { at: time + pause, work };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    ports: {
      now: () => time,
      loadRoles: async () => loaded(roles, set),
      findOtherTools: async () => [],
      loadLives: async () => new Map(),
      loadLastFailure: async () => undefined,
      loadSession: async () => session,
      refreshCatalog: (request) => deferred(request, refreshes),
      signIn: (request) => deferred(request, signIns),
      loadAwsProfiles: async () => new Map(),
      planProfiles: (request) => deferred(request, plans),
      saveProfiles: (request) => deferred(request, saves),
      loadRoleSources: async () => ({ rules: [], instances: new Map() }),
      saveFilter: async ({ name, query }) => ({
        filters: query === undefined ? [] : [{ name, query }],
        text: 'Saved.',
      }),
      seeNews: async () => undefined,
      changePin: async () => noHistory,
      loadThemes: async () => [],
      saveTheme: async (theme) => `The theme is ${theme}.`,
      copy: async (text) => {
        copied.push(text);
      },
      runTask: (request) => deferred(request, tasks),
    },
  };
};
