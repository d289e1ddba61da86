// What is read for the picker. Where it only adds to the list, what is wrong with it is said when it is needed.
import type { WorldEvent } from '../picker/event.ts';
import { type EffectOf, type EffectRunner, failedAs, settle } from './settle.ts';

type LoadEffect = EffectOf<
  | 'load-roles'
  | 'load-lives'
  | 'load-last-failure'
  | 'load-session'
  | 'load-aws-profiles'
  | 'load-role-sources'
  | 'find-other-tools'
>;

const quietly = (runner: EffectRunner, work: () => Promise<WorldEvent>): Promise<void> =>
  settle(runner, work, () => undefined);

export const runLoad = (runner: EffectRunner, effect: LoadEffect): Promise<void> => {
  const { ports } = runner;
  switch (effect.kind) {
    case 'load-roles':
      return settle(
        runner,
        async () => ({ kind: 'roles-loaded', set: await ports.loadRoles() }),
        failedAs((failure) => ({ kind: 'roles-failed', failure })),
      );
    case 'find-other-tools':
      return quietly(runner, async () => ({
        kind: 'other-tools-found',
        tools: await ports.findOtherTools(),
      }));
    case 'load-lives':
      return quietly(runner, async () => ({ kind: 'lives-loaded', lives: await ports.loadLives() }));
    case 'load-last-failure':
      return quietly(runner, async () => ({
        kind: 'last-failure-loaded',
        failure: await ports.loadLastFailure(),
      }));
    case 'load-aws-profiles':
      return quietly(runner, async () => ({
        kind: 'aws-profiles-loaded',
        profiles: await ports.loadAwsProfiles(),
      }));
    case 'load-role-sources':
      return quietly(runner, async () => ({
        kind: 'role-sources-loaded',
        sources: await ports.loadRoleSources(),
      }));
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
