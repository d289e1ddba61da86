// The one place where effects become calls to the world. Answers come back as events, slow ones with their number.
import type { PickerEffect } from '../picker/effect.ts';
import type { WorldEvent } from '../picker/event.ts';
import type { Failure } from '../picker/failure.ts';
import { findBySpelling, indexOf } from '../picker/found-roles.ts';
import type { PickerResult } from '../picker/result.ts';
import type { EffectPorts } from './effect-ports.ts';
import { failureOf, signedOutInstance } from './failure-of.ts';

export type EffectRunner = {
  readonly ports: EffectPorts;
  readonly dispatch: (event: WorldEvent) => void;
  readonly finish: (result: PickerResult) => void;
  readonly suspend: () => void;
  /** Runs work after the keys that are waiting. */
  readonly later: (work: () => void) => void;
  /** Whether the answer to a request is still wanted. */
  readonly isWanted: (request: number) => boolean;
  /** Requests that can be given up, by number. */
  readonly running: Map<number, AbortController>;
};

type EffectOf<Kind extends PickerEffect['kind']> = Extract<PickerEffect, { kind: Kind }>;

/** Dispatches what the work answers, or what its failure means. */
const settle = async (
  { dispatch }: EffectRunner,
  work: () => Promise<WorldEvent>,
  onFailure: (error: unknown) => WorldEvent | undefined,
): Promise<void> => {
  let event: WorldEvent | undefined;
  try {
    event = await work();
  } catch (error) {
    event = onFailure(error);
  }
  if (event !== undefined) dispatch(event);
};

const cancelled: Failure = { message: 'It was cancelled.', hint: undefined };

/** Work that the picker gave up fails in silence; a question that the person cancelled (a passphrase) does not. */
const failedAs =
  (eventOf: (failure: Failure) => WorldEvent, signal?: AbortSignal) =>
  (error: unknown): WorldEvent | undefined => {
    const isAsked = signal !== undefined && !signal.aborted;
    const failure = failureOf(error) ?? (isAsked ? cancelled : undefined);
    return failure === undefined ? undefined : eventOf(failure);
  };

const start = (runner: EffectRunner, request: number): AbortSignal => {
  const controller = new AbortController();
  runner.running.set(request, controller);
  return controller.signal;
};

const refreshCatalog = async (runner: EffectRunner, effect: EffectOf<'refresh-catalog'>): Promise<void> => {
  const { request, instance } = effect;
  const signal = start(runner, request);
  await settle(
    runner,
    async () => ({
      kind: 'refresh-finished',
      request,
      set: await runner.ports.refreshCatalog({
        instance,
        signal,
        onProgress: (progress) => runner.dispatch({ kind: 'refresh-progressed', request, progress }),
      }),
    }),
    (error) =>
      failedAs(
        (failure) => ({ kind: 'refresh-failed', request, failure, signedOut: signedOutInstance(error) }),
        signal,
      )(error),
  );
  runner.running.delete(request);
};

const signIn = async (runner: EffectRunner, { request, instance }: EffectOf<'sign-in'>): Promise<void> => {
  const signal = start(runner, request);
  await settle(
    runner,
    async () => ({
      kind: 'signed-in',
      request,
      status: await runner.ports.signIn({
        instance,
        signal,
        onProgress: (progress) => runner.dispatch({ kind: 'sign-in-progressed', request, progress }),
      }),
    }),
    failedAs((failure) => ({ kind: 'sign-in-failed', request, failure }), signal),
  );
  runner.running.delete(request);
};

const load = (
  runner: EffectRunner,
  effect: EffectOf<
    | 'load-roles'
    | 'load-lives'
    | 'load-last-failure'
    | 'load-session'
    | 'load-aws-profiles'
    | 'load-role-sources'
    | 'find-other-tools'
  >,
): Promise<void> => {
  const { ports } = runner;
  switch (effect.kind) {
    case 'load-roles':
      return settle(
        runner,
        async () => ({ kind: 'roles-loaded', set: await ports.loadRoles() }),
        failedAs((failure) => ({ kind: 'roles-failed', failure })),
      );
    case 'find-other-tools':
      return settle(
        runner,
        async () => ({ kind: 'other-tools-found', tools: await ports.findOtherTools() }),
        () => undefined,
      );
    case 'load-lives':
      // Without them the list only lacks its life column; what is wrong with the store is said when it is needed.
      return settle(
        runner,
        async () => ({ kind: 'lives-loaded', lives: await ports.loadLives() }),
        () => undefined,
      );
    case 'load-last-failure':
      return settle(
        runner,
        async () => ({ kind: 'last-failure-loaded', failure: await ports.loadLastFailure() }),
        () => undefined,
      );
    case 'load-aws-profiles':
      return settle(
        runner,
        async () => ({ kind: 'aws-profiles-loaded', profiles: await ports.loadAwsProfiles() }),
        () => undefined,
      );
    case 'load-role-sources':
      return settle(
        runner,
        async () => ({ kind: 'role-sources-loaded', sources: await ports.loadRoleSources() }),
        () => undefined,
      );
    case 'load-session': {
      const { instance } = effect;
      return settle(
        runner,
        async () => ({ kind: 'session-loaded', instance, status: await ports.loadSession(instance) }),
        failedAs((failure) => ({ kind: 'session-failed', instance, failure })),
      );
    }
  }
};

/** What changed on the disk meanwhile is seen when the file is written, so an answer that comes late does no harm. */
const changeProfiles = (
  runner: EffectRunner,
  effect: EffectOf<'plan-profiles' | 'save-profiles'>,
): Promise<void> => {
  const { ports } = runner;
  const { request } = effect;
  return settle(
    runner,
    async () =>
      effect.kind === 'plan-profiles'
        ? { kind: 'profiles-planned', request, plan: await ports.planProfiles(effect) }
        : { kind: 'profiles-saved', request, text: await ports.saveProfiles(request) },
    failedAs((failure) => ({ kind: 'profiles-failed', request, failure })),
  );
};

const runTask = async (runner: EffectRunner, effect: EffectOf<'run-task'>): Promise<void> => {
  const { request, task, roles } = effect;
  const signal = start(runner, request);
  const onProgress = (done: number): void => runner.dispatch({ kind: 'task-progressed', request, done });
  await settle(
    runner,
    async () => ({
      kind: 'task-finished',
      request,
      report: await runner.ports.runTask({ task, roles, signal, onProgress }),
    }),
    failedAs((failure) => ({ kind: 'task-failed', request, failure }), signal),
  );
  runner.running.delete(request);
};

const copy = (runner: EffectRunner, { text, what }: EffectOf<'copy'>): Promise<void> =>
  settle(
    runner,
    async () => {
      await runner.ports.copy(text);
      return { kind: 'copied', what };
    },
    failedAs((failure) => ({ kind: 'copy-failed', failure })),
  );

/** The person's own: pins, saved filters. */
const keep = (runner: EffectRunner, effect: EffectOf<'change-pin' | 'save-filter'>): Promise<void> =>
  effect.kind === 'change-pin'
    ? settle(
        runner,
        async () => ({
          kind: 'pins-saved',
          history: await runner.ports.changePin(effect.role, effect.isPinned),
        }),
        failedAs((failure) => ({ kind: 'pins-failed', failure })),
      )
    : settle(
        runner,
        async () => ({ kind: 'filters-saved', ...(await runner.ports.saveFilter(effect)) }),
        failedAs((failure) => ({ kind: 'filters-failed', failure })),
      );

const themes = (runner: EffectRunner, effect: EffectOf<'load-themes' | 'save-theme'>): Promise<void> =>
  settle(
    runner,
    async () =>
      effect.kind === 'load-themes'
        ? { kind: 'themes-loaded', themes: await runner.ports.loadThemes() }
        : { kind: 'theme-saved', text: await runner.ports.saveTheme(effect.theme) },
    failedAs((failure) => ({ kind: 'theme-failed', failure })),
  );

const rescueQuery = (runner: EffectRunner, effect: EffectOf<'rescue-query'>): void =>
  runner.later(() => {
    const { request, roles, query, known } = effect;
    if (!runner.isWanted(request)) return;
    runner.dispatch({ kind: 'query-rescued', request, order: findBySpelling(roles, query, known) });
  });

export const runEffect = (runner: EffectRunner, effect: PickerEffect): void => {
  switch (effect.kind) {
    case 'load-roles':
    case 'load-lives':
    case 'load-last-failure':
    case 'load-session':
      return void load(runner, effect);
    case 'refresh-catalog':
      return void refreshCatalog(runner, effect);
    case 'sign-in':
      return void signIn(runner, effect);
    case 'cancel':
      runner.running.get(effect.request)?.abort();
      return;
    case 'prepare-search':
      runner.later(() => indexOf(effect.roles));
      return;
    case 'rescue-query':
      rescueQuery(runner, effect);
      return;
    case 'copy':
      return void copy(runner, effect);
    case 'load-aws-profiles':
    case 'load-role-sources':
    case 'find-other-tools':
      // A file of thousands of profiles takes some time to read: after the first frame, and what is wrong with it is
      // said where it matters.
      runner.later(() => void load(runner, effect));
      return;
    case 'plan-profiles':
    case 'save-profiles':
      return void changeProfiles(runner, effect);
    case 'run-task':
      return void runTask(runner, effect);
    case 'see-news':
      // What could not be struck off is told once more at the next start.
      void runner.ports.seeNews(effect.news).catch(() => undefined);
      return;
    case 'change-pin':
    case 'save-filter':
      return void keep(runner, effect);
    case 'load-themes':
    case 'save-theme':
      return void themes(runner, effect);
    case 'suspend':
      runner.suspend();
      return;
    case 'finish':
      runner.finish(effect.result);
      return;
  }
};
