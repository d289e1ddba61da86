// The one place where effects become calls to the world. Answers come back as events, slow ones with their number.

import type { PickerEffect } from '../picker/effect.ts';
import { rolesInSight } from '../picker/roles-in-sight.ts';
import { signedOutInstance } from './failure-of.ts';
import { runLoad } from './run-load.ts';
import { runSearch } from './run-search.ts';
import { type EffectOf, type EffectRunner, failedAs, settle, settleSlowly } from './settle.ts';

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

const refreshCatalog = (
  runner: EffectRunner,
  { request, instance }: EffectOf<'refresh-catalog'>,
): Promise<void> =>
  settleSlowly(runner, {
    request,
    work: async (signal) => ({
      kind: 'refresh-finished',
      request,
      set: await runner.ports.refreshCatalog({
        instance,
        signal,
        onProgress: (progress) => runner.dispatch({ kind: 'refresh-progressed', request, progress }),
        onFound: (set) => runner.dispatch({ kind: 'roles-found', request, set }),
        lookedAt: () => rolesInSight(runner.state()),
      }),
    }),
    failedWith: (failure, error) => ({
      kind: 'refresh-failed',
      request,
      failure,
      signedOut: signedOutInstance(error),
    }),
  });

const signIn = (runner: EffectRunner, { request, instance }: EffectOf<'sign-in'>): Promise<void> =>
  settleSlowly(runner, {
    request,
    work: async (signal) => ({
      kind: 'signed-in',
      request,
      status: await runner.ports.signIn({
        instance,
        signal,
        onProgress: (progress) => runner.dispatch({ kind: 'sign-in-progressed', request, progress }),
      }),
    }),
    failedWith: (failure) => ({ kind: 'sign-in-failed', request, failure }),
  });

const runTask = (runner: EffectRunner, { request, task, roles }: EffectOf<'run-task'>): Promise<void> =>
  settleSlowly(runner, {
    request,
    work: async (signal) => ({
      kind: 'task-finished',
      request,
      report: await runner.ports.runTask({
        task,
        roles,
        signal,
        onProgress: (done) => runner.dispatch({ kind: 'task-progressed', request, done }),
      }),
    }),
    failedWith: (failure) => ({ kind: 'task-failed', request, failure }),
  });

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

export const runEffect = (runner: EffectRunner, effect: PickerEffect): void => {
  switch (effect.kind) {
    case 'load-roles':
    case 'load-lives':
    case 'load-last-failure':
    case 'load-session':
      return void runLoad(runner, effect);
    case 'refresh-catalog':
      return void refreshCatalog(runner, effect);
    case 'sign-in':
      return void signIn(runner, effect);
    case 'cancel':
      runner.running.get(effect.request)?.abort();
      return;
    case 'prepare-search':
    case 'search-query':
    case 'rescue-query':
      runSearch(runner, effect);
      return;
    case 'copy':
      return void copy(runner, effect);
    case 'load-aws-profiles':
    case 'load-role-sources':
    case 'find-other-tools':
      // A file of thousands of profiles takes some time to read: after the first frame, and what is wrong with it is
      // said where it matters.
      runner.later(() => void runLoad(runner, effect));
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
