// AWS allows 20 calls a second for everything of an instance together, and answers 429 to the rest. The calls that get
// credentials (GetRoleCredentials, token renewal) keep to half of that, and to 8 at once, over all processes of this
// person. Eight locks are the eight places; under one more lock, a note holds when the last calls began. A process that
// is killed frees its locks, and what it wrote down is past within a second, so there is nothing to clean up.
//
// A call reaches AWS some time after its turn, on a busy machine a quarter of a second: so turns are spread out, two in
// 300 ms (a renewal and a fetch need not wait for each other), and 7 or 8 in a second leave room for those that lag.
import { UpstreamFailed } from '../domain/errors.ts';
import type { Gate } from '../ports/identity-center.ts';
import type { Services } from '../ports/services.ts';

type Needed = Pick<Services, 'clock' | 'lock' | 'notes'>;

const places = 8;
const callsASpan = 2;
/** ms */
const span = 300;
const second = 1_000;
/** ms */
const longestWait = 30_000;
const waitAtAPlace = 250;

const turnName = (origin: string): string => `credential calls ${origin}`;

const beginnings = async ({ notes }: Needed, origin: string): Promise<readonly number[]> => {
  const note = await (await notes()).read(turnName(origin));
  return Array.isArray(note) ? note.filter((at): at is number => typeof at === 'number') : [];
};

/** A time that lies ahead is of a clock that was set back: it counts for nothing. */
const withinASecond = (times: readonly number[], now: number): readonly number[] =>
  times.filter((at) => at <= now && at > now - second);

/** How many credential calls all processes made in the last second. */
export const recentCredentialCalls = async (services: Needed, origin: string): Promise<number> =>
  withinASecond(await beginnings(services, origin), services.clock.now()).length;

const waitForTurn = async (services: Needed, origin: string): Promise<void> => {
  const { clock } = services;
  const turn = async (): Promise<void> => {
    const recent = withinASecond(await beginnings(services, origin), clock.now());
    const due = (recent.at(-callsASpan) ?? 0) + span;
    const wait = due - clock.now();
    if (wait > 0) await clock.sleep(wait);
    await (await services.notes()).write(turnName(origin), [...recent, clock.now()]);
  };
  await (await services.lock()).run(turnName(origin), turn, longestWait);
};

const atAPlace = async <T>(services: Needed, origin: string, work: () => Promise<T>): Promise<T> => {
  const lock = await services.lock();
  const deadline = services.clock.now() + longestWait;
  const first = Math.floor(Math.random() * places);
  for (let attempt = 0; attempt < places || services.clock.now() < deadline; attempt += 1) {
    const name = `${turnName(origin)} place ${(first + attempt) % places}`;
    let isInside = false;
    const inside = (): Promise<T> => {
      isInside = true;
      return work();
    };
    try {
      return await lock.run(name, inside, attempt < places ? 0 : waitAtAPlace);
    } catch (error) {
      if (isInside) throw error;
    }
  }
  throw new UpstreamFailed('Too many credentials are asked for at once.', {
    isThrottled: true,
    hint: 'Try again in a minute.',
  });
};

/** The gate that each try of a credential call goes through. Errors: UpstreamFailed when it stays too crowded. */
export const credentialGate =
  (services: Needed, origin: string): Gate =>
  (call) =>
    atAPlace(services, origin, async () => {
      await waitForTurn(services, origin);
      return call();
    });
