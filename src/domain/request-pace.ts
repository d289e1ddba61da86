// How fast an instance may be asked, as what was learned so far. AWS documents 20 portal calls a second for everything
// together, and says nothing but 429 when that is more, or when others take a part of it. So: just under the documented
// rate until there is a 429; then lower, by little where it went well for a while (the limit is near), by a quarter where
// it did not; and up again, slowly at first and ever faster, so that a limit that is found is held for seconds and one
// that is gone is left behind. Only time in which calls are made counts: a pause teaches nothing.

export type Pace = {
  /** Calls a second after the last 429; the top where there was none. */
  readonly rate: number;
  /** For how long calls were made since (ms). */
  readonly calmFor: number;
  /** When it was last lowered (ms); 0 = never. */
  readonly slowedAt: number;
  /** When the next call may start (ms). */
  readonly nextTurn: number;
  /** When a turn was last given out (ms). */
  readonly usedAt: number;
  /** When the last calls start (ms), the oldest first: as many as may start in a second. */
  readonly starts: readonly number[];
};

export const topRate = 19.9;
const bottomRate = 1;
/** Calls: so many never start sooner after one another than the rate says. */
const counted = 20;
/** ms: how much of the turns that nobody took, as the machine was busy, may be made up for. */
const slack = 150;
/** ms: calls that were lowered so shortly after the last time are far above the limit. */
const calm = 3_000;
/** ms: a turn stands for no more time than this. */
const longestStep = 1_000;
/** ms after a 429, when AWS says nothing of its own. */
const pause = 250;
/** ms: AWS is not believed beyond this. */
const longestPause = 30_000;
/** ms: calls queue behind that pause, one a second at worst; a turn further away than this was not given out here. */
const furthestTurn = 2 * 60_000;
/** ms: what was learned is forgotten. */
const forgottenAfter = 60 * 60_000;

const fresh: Pace = { rate: topRate, calmFor: 0, slowedAt: 0, nextTurn: 0, usedAt: 0, starts: [] };

const isPace = (value: unknown): value is Pace => {
  const fields = value as Readonly<Record<string, unknown>> | null | undefined;
  const names = ['rate', 'calmFor', 'slowedAt', 'nextTurn', 'usedAt'] as const;
  if (typeof fields !== 'object' || !names.every((name) => Number.isFinite(fields?.[name]))) return false;
  const starts = fields?.['starts'];
  return Array.isArray(starts) && starts.length <= counted && starts.every(Number.isFinite);
};

/** What was kept, unless it is damaged, old, or of a clock that was set back. */
export const paceFrom = (kept: unknown, now: number): Pace => {
  if (!isPace(kept) || now - kept.usedAt > forgottenAfter) return fresh;
  if (Math.max(kept.usedAt, kept.slowedAt) > now) return fresh;
  if (Math.max(kept.nextTurn, ...kept.starts) > now + furthestTurn) return fresh;
  return { ...kept, rate: Math.min(topRate, Math.max(bottomRate, kept.rate)) };
};

/** Calls a second now. */
export const rateOf = ({ rate, calmFor }: Pace): number => {
  const seconds = calmFor / 1000;
  return Math.min(topRate, rate + 0.1 * seconds + 0.03 * seconds ** 2);
};

export type Turn = { readonly pace: Pace; readonly at: number };

/** The next turn; `taken` are calls a second that others make, who come first. */
export const takeTurn = (pace: Pace, now: number, taken: number): Turn => {
  const calmFor = pace.calmFor + Math.min(longestStep, Math.max(0, now - pace.usedAt));
  const rate = Math.max(bottomRate, Math.min(rateOf({ ...pace, calmFor }), topRate - taken));
  const { starts } = pace;
  // Of turns that nobody took only a few are saved up, none while others call, and never so that there are more in a
  // second: a burst is what AWS answers with 429.
  const oldest = starts.length < counted ? undefined : starts[0];
  const allowed = oldest === undefined ? now : oldest + (counted * 1000) / rate;
  const at = Math.max(now, pace.nextTurn, allowed, starts.at(-1) ?? now);
  const nextTurn = Math.max(pace.nextTurn, at - (taken > 0 ? 0 : slack)) + 1000 / rate;
  return { at, pace: { ...pace, calmFor, usedAt: now, nextTurn, starts: [...starts, at].slice(-counted) } };
};

export type Refused = {
  readonly now: number;
  /** When the call that was answered 429 was given its turn (ms). */
  readonly askedAt: number;
  /** What AWS says of how long to wait (ms). */
  readonly retryAfter: number | undefined;
};

/** After a 429. Calls that were under way when the pace was lowered tell nothing new. */
export const slowedDown = (pace: Pace, { now, askedAt, retryAfter = 0 }: Refused): Pace => {
  const nextTurn = Math.max(pace.nextTurn, now + Math.min(longestPause, Math.max(pause, retryAfter)));
  if (askedAt <= pace.slowedAt) return { ...pace, nextTurn };
  const rate = Math.max(bottomRate, rateOf(pace) * (pace.calmFor > calm ? 0.95 : 0.75));
  return { ...pace, rate, calmFor: 0, slowedAt: now, nextTurn };
};
