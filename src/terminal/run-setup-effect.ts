// The one place where the wizard's effects become calls to the world. Answers come back as events, those that are waited for
// with their number.
import type { Failure } from '../picker/failure.ts';
import type { SetupEffect, SetupResult } from '../setup/effect.ts';
import type { SetupEvent, SetupWorldEvent } from '../setup/event.ts';
import type { SetupState } from '../setup/state.ts';
import { failureOf, signedOutInstance } from './failure-of.ts';
import type { LoopHands } from './loop.ts';
import type { SetupPorts } from './setup-ports.ts';

export type SetupRunner = LoopHands<SetupState, SetupEvent, SetupResult> & {
  readonly ports: SetupPorts;
  readonly suspend: () => void;
};

type EffectOf<Kind extends SetupEffect['kind']> = Extract<SetupEffect, { kind: Kind }>;

const cancelled: Failure = { message: 'It was cancelled.', hint: undefined };

/** Work that is not waited for: without its answer something is only less complete. */
const aside = ({ dispatch }: SetupRunner, work: () => Promise<SetupWorldEvent>): void =>
  void work().then(dispatch, () => undefined);

/** Work that is waited for. When it was given up its failure says nothing. */
const awaited = async (
  { dispatch, running }: SetupRunner,
  request: number,
  work: (signal: AbortSignal) => Promise<SetupWorldEvent>,
): Promise<void> => {
  const controller = new AbortController();
  running.set(request, controller);
  try {
    dispatch(await work(controller.signal));
  } catch (error) {
    if (controller.signal.aborted) return;
    const isSignedOut = signedOutInstance(error) !== undefined;
    dispatch({ kind: 'task-failed', request, failure: failureOf(error) ?? cancelled, isSignedOut });
  } finally {
    running.delete(request);
  }
};

const signIn = (runner: SetupRunner, { request, key, instance, force }: EffectOf<'sign-in'>): Promise<void> =>
  awaited(runner, request, async (signal) => ({
    kind: 'signed-in',
    request,
    key,
    status: await runner.ports.signIn({
      instance,
      force,
      signal,
      onProgress: (progress) => runner.dispatch({ kind: 'sign-in-progressed', request, progress }),
    }),
  }));

const discover = (runner: SetupRunner, { request, key, instance }: EffectOf<'discover'>): Promise<void> =>
  awaited(runner, request, async (signal) => ({
    kind: 'discovered',
    request,
    discovered: await runner.ports.discover({
      instance,
      key,
      signal,
      onProgress: (progress) => runner.dispatch({ kind: 'discovery-progressed', request, progress }),
    }),
  }));

type Awaited = Extract<SetupEffect, { readonly request: number }>;

const runAwaited = (runner: SetupRunner, effect: Exclude<Awaited, { kind: 'cancel' }>): Promise<void> => {
  const { ports } = runner;
  const { request } = effect;
  switch (effect.kind) {
    case 'check-url':
      return awaited(runner, request, async () => ({
        kind: 'url-checked',
        request,
        url: await ports.checkUrl(effect.url),
      }));
    case 'sign-in':
      return signIn(runner, effect);
    case 'discover':
      return discover(runner, effect);
    case 'plan-files':
      return awaited(runner, request, async () => {
        const { answers, shell } = effect;
        const [config, planned] = await Promise.all([
          ports.planConfig(answers),
          shell === undefined ? undefined : ports.planShell(shell),
        ]);
        return { kind: 'files-planned', request, config, shell: planned };
      });
    case 'write':
      return awaited(runner, request, async () => ({
        kind: 'written',
        request,
        files: await ports.write(effect),
      }));
    case 'plan-removal':
      return awaited(runner, request, async () => ({
        kind: 'removal-planned',
        request,
        plan: await ports.planRemoval(effect.name),
      }));
    case 'remove':
      return awaited(runner, request, async () => ({
        kind: 'removed',
        request,
        ...(await ports.remove(effect)),
      }));
  }
};

const findStartUrls = ({ ports, dispatch }: SetupRunner): Promise<void> =>
  ports.findStartUrls().then(
    (found) => dispatch({ kind: 'start-urls-found', found }),
    () => dispatch({ kind: 'start-urls-found', found: [] }),
  );

const copy = ({ ports, dispatch }: SetupRunner, text: string): Promise<void> =>
  ports.copy(text).then(
    () => dispatch({ kind: 'copied' }),
    (error: unknown) => dispatch({ kind: 'copy-failed', failure: failureOf(error) ?? cancelled }),
  );

type Aside = Extract<SetupEffect, { kind: 'load-known-roles' | 'load-session' | 'plan-shell' }>;

const runAside = async ({ ports }: SetupRunner, effect: Aside): Promise<SetupWorldEvent> => {
  switch (effect.kind) {
    case 'load-known-roles':
      return { kind: 'roles-known', roles: await ports.loadKnownRoles() };
    case 'load-session':
      return {
        kind: 'session-known',
        key: effect.key,
        status: await ports.loadSession(effect.instance),
      };
    case 'plan-shell':
      return { kind: 'shell-planned', plan: await ports.planShell(effect.shell) };
  }
};

export const runSetupEffect = (runner: SetupRunner, effect: SetupEffect): void => {
  switch (effect.kind) {
    case 'find-start-urls':
      void findStartUrls(runner);
      break;
    case 'load-known-roles':
    case 'load-session':
    case 'plan-shell':
      aside(runner, () => runAside(runner, effect));
      break;
    case 'cancel':
      runner.running.get(effect.request)?.abort();
      break;
    case 'copy':
      void copy(runner, effect.text);
      break;
    case 'suspend':
      runner.suspend();
      break;
    case 'finish':
      runner.finish(effect.result);
      break;
    default:
      void runAwaited(runner, effect);
  }
};
