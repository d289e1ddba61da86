// An instance is read by one process at a time. Who comes second follows the first and takes what it finds; when the first
// is stopped or killed, which frees its lock, the second goes on from there. A note says how far the reading is, and that
// it is alive: a process that was suspended in the middle is not waited for.
import type { DiscoveryFailure, DiscoveryProgress } from '../domain/catalog.ts';
import type { Services } from '../ports/services.ts';

/** How a reading tells those who follow it. */
export type Flight = {
  readonly isAlive: () => void;
  readonly progressed: (progress: DiscoveryProgress) => void;
  readonly ended: (failures: readonly DiscoveryFailure[]) => Promise<void>;
};

export type FlightRequest<T> = {
  readonly services: Pick<Services, 'clock' | 'lock' | 'notes'>;
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DiscoveryProgress) => void) | undefined;
  readonly work: (flight: Flight) => Promise<T>;
  /** What another process has read to the end since this one began (ms); undefined when none did. */
  readonly readSince: (began: number, failures: readonly DiscoveryFailure[]) => Promise<T | undefined>;
};

/** ms between looks at the one that is followed, and between its words. */
const period = 250;
/** ms without a word: longer than a call may take. */
const silence = 45_000;
const mostFailures = 200;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const progressIn = (value: unknown): DiscoveryProgress | undefined => {
  const { instance, accountsDone, accountsTotal, rate, secondsLeft, accountsResumed } = fieldsOf(value);
  const done = numberIn(accountsDone);
  const total = numberIn(accountsTotal);
  if (typeof instance !== 'string' || done === undefined || total === undefined) return undefined;
  return {
    instance,
    accountsDone: done,
    accountsTotal: total,
    rate: numberIn(rate),
    secondsLeft: numberIn(secondsLeft),
    accountsResumed: numberIn(accountsResumed),
    isElsewhere: true,
  };
};

const failuresIn = (value: unknown): readonly DiscoveryFailure[] =>
  (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    const { accountId, accountName, reason } = fieldsOf(one);
    const isWhole =
      typeof accountId === 'string' && typeof accountName === 'string' && typeof reason === 'string';
    return isWhole ? [{ accountId, accountName, reason }] : [];
  });

const openFlight = async <T>({ services, name }: FlightRequest<T>): Promise<Flight> => {
  const notes = await services.notes();
  let progress: DiscoveryProgress | undefined;
  let saidAt = 0;
  const say = async (failures: readonly DiscoveryFailure[]): Promise<void> => {
    saidAt = services.clock.now();
    await notes.write(name, { at: saidAt, progress, failures: failures.slice(0, mostFailures) });
  };
  const isAlive = (): void => {
    if (services.clock.now() - saidAt >= period) void say([]);
  };
  return {
    isAlive,
    progressed: (now) => {
      progress = now;
      isAlive();
    },
    ended: say,
  };
};

/** Errors: those of `work`, and Cancelled. */
export const oneFlight = async <T>(request: FlightRequest<T>): Promise<T> => {
  const { services, name, signal, onProgress, work, readSince } = request;
  const { clock } = services;
  const [lock, notes] = [await services.lock(), await services.notes()];
  const began = clock.now();
  let heardAt = began;
  let heard: number | undefined;
  let isInside = false;
  let hasFollowed = false;
  const alone = async (): Promise<T> => {
    isInside = true;
    const failures = failuresIn(fieldsOf(await notes.read(name))['failures']);
    const read = hasFollowed ? await readSince(began, failures) : undefined;
    return read ?? work(await openFlight(request));
  };
  for (;;) {
    try {
      return await lock.run(name, alone, 0);
    } catch (error) {
      // A lock that cannot be had at all says why.
      if (isInside || (error instanceof Error && error.cause !== undefined)) throw error;
    }
    hasFollowed = true;
    const note = fieldsOf(await notes.read(name));
    const said = numberIn(note['at']);
    // Another time than before is a word, whatever the clock of it: one that was set back would be believed for hours.
    if (said !== heard) [heard, heardAt] = [said, clock.now()];
    if (clock.now() - heardAt > silence) return alone();
    const progress = progressIn(note['progress']);
    if (progress !== undefined) onProgress?.(progress);
    await clock.sleep(period, signal);
  }
};
