// The pace of discovery, shared by all processes of this person that read from the same place: one note, changed under a
// lock, says when the next call may start and how fast it goes on from there. What is learned outlives the process. The
// lock is held for a moment and freed by the kernel when its holder dies, and a pace is courtesy: where the lock cannot
// be had, calls go on by what the note says.
import { Cancelled } from '../domain/errors.ts';
import { type Pace, paceFrom, slowedDown, takeTurn } from '../domain/request-pace.ts';
import type { Services } from '../ports/services.ts';
import { recentCredentialCalls } from './credential-pace.ts';

export type Pacer = {
  /** Resolves when one more request may start, with the time when that was settled (ms). Errors: Cancelled. */
  readonly turn: (signal?: AbortSignal) => Promise<number>;
  /** AWS answered 429 to the request whose turn was settled at `askedAt`. */
  readonly slowDown: (askedAt: number, retryAfter?: number) => Promise<void>;
};

type Needed = Pick<Services, 'clock' | 'lock' | 'notes'>;

/** ms */
const lockLimit = 5_000;

/** `origin` is whom the calls are made to. Credential calls of any process come first: this takes what they leave. */
export const createPacer = (services: Needed, origin: string): Pacer => {
  const { clock } = services;
  const name = `discovery pace ${origin}`;
  // Those of this process queue here: only other processes are worth a lock.
  let last: Promise<unknown> = Promise.resolve();
  const changeNow = async <T>(next: (pace: Pace) => readonly [Pace, T]): Promise<T> => {
    const notes = await services.notes();
    const work = async (): Promise<T> => {
      const [pace, answer] = next(paceFrom(await notes.read(name), clock.now()));
      await notes.write(name, pace);
      return answer;
    };
    return (await services.lock()).run(name, work, lockLimit).catch(work);
  };
  const change = <T>(next: (pace: Pace) => readonly [Pace, T]): Promise<T> => {
    const changed = last.then(() => changeNow(next));
    last = changed.catch(() => undefined);
    return changed;
  };
  return {
    turn: async (signal) => {
      if (signal?.aborted) throw new Cancelled();
      const taken = await recentCredentialCalls(services, origin);
      const { at, settledAt } = await change((pace) => {
        const now = clock.now();
        const turn = takeTurn(pace, now, taken);
        return [turn.pace, { at: turn.at, settledAt: now }];
      });
      const wait = at - clock.now();
      if (wait > 0) await clock.sleep(wait, signal);
      return settledAt;
    },
    slowDown: (askedAt, retryAfter) =>
      change((pace) => [slowedDown(pace, { now: clock.now(), askedAt, retryAfter }), undefined]),
  };
};
