// The three clocks of a shell as one line, and what is to be said aloud before they run out.
import { ageText, exactLifeText, lifeText, lifeWord, minute } from './expiry.ts';
import { lengthLimits, sanitize } from './sanitize.ts';
import type { SessionStatus } from './session.ts';
import type { ShellStatus } from './shell-status.ts';

export type Watched = {
  readonly held: Exclude<ShellStatus, { kind: 'nothing' }>;
  /** Of the instance that the role is of; undefined where there is none, or none that ends. */
  readonly session: SessionStatus | undefined;
};

const nameOf = ({ held }: Watched): string => {
  if (held.kind === 'other-keys') return 'other keys';
  return sanitize(held.kind === 'role' ? held.profile : held.awsProfile, lengthLimits.email);
};

type Precision = 'seconds' | 'minutes';

/** `low 14m 03s`; `expired 3m ago` */
const lifeOf = (at: number, now: number, precision: Precision): string => {
  if (at <= now) return `expired ${ageText(at, now)}`;
  const word = lifeWord(at, now);
  const text = precision === 'seconds' ? exactLifeText(at, now) : lifeText(at, now);
  return word === '' ? text : `${word} ${text}`;
};

const sessionParts = (session: SessionStatus | undefined, now: number, precision: Precision) => {
  if (session === undefined) return [];
  if (session.kind === 'signed-out') return ['signed out'];
  const { accessExpiresAt, endsAt, isRenewable } = session;
  if (endsAt === Number.POSITIVE_INFINITY) return [];
  if (!isRenewable) return [`session ${lifeOf(endsAt, now, precision)}`];
  const token =
    accessExpiresAt <= now ? 'renewed when needed' : `${lifeText(accessExpiresAt, now)}, renews itself`;
  const end = endsAt <= now ? 'may have ended' : `about ${lifeOf(endsAt, now, 'minutes')}`;
  return [`token ${token}`, `session ${end}`];
};

/** `acme-prod-Admin   credentials low 14m 03s   token 12m, renews itself   session about 7h 12m` */
export const watchLine = (watched: Watched, now: number, precision: Precision): string => {
  const { expiresAt } = watched.held;
  const life = expiresAt === undefined ? 'with no end that is known' : lifeOf(expiresAt, now, precision);
  return [nameOf(watched), `credentials ${life}`, ...sessionParts(watched.session, now, precision)].join(
    '   ',
  );
};

const alarms = [15 * minute, 5 * minute, 0] as const;

/** The nearest alarm that went off after `before`, until `now`; undefined for none. */
const wentOff = (endsAt: number, before: number, now: number): number | undefined =>
  alarms.findLast((left) => endsAt - left > before && endsAt - left <= now);

const inTime = (left: number, about = ''): string => `in ${about}${left / minute} minutes`;

/** Sentences for what came near its end, or to it, between two looks at the clock. No secret in them. */
export const watchAlarms = (watched: Watched, before: number, now: number): readonly string[] => {
  const { held, session } = watched;
  const said: string[] = [];
  const credentials = held.expiresAt === undefined ? undefined : wentOff(held.expiresAt, before, now);
  if (credentials !== undefined)
    said.push(
      `${nameOf(watched)}: credentials ${credentials === 0 ? 'have expired' : `end ${inTime(credentials)}`}`,
    );
  if (session?.kind !== 'signed-in') return said;
  const end = wentOff(session.endsAt, before, now);
  const about = session.isRenewable ? 'about ' : '';
  if (end !== undefined)
    said.push(
      `${nameOf(watched)}: the sign-in ${end === 0 ? (about ? 'may have ended' : 'has ended') : `ends ${inTime(end, about)}`}`,
    );
  return said;
};
