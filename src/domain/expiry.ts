// How a remaining life is said and judged. All times are milliseconds since the epoch, all spans milliseconds.

export const minute = 60_000;
export const hour = 60 * minute;

/** Below this, credentials are renewed before they are handed out: botocore re-runs a process below 15 minutes. */
export const renewBelow = 15 * minute;

export type LifeLevel = 'fresh' | 'warning' | 'critical' | 'expired';

/** `warning` from 15 minutes left, `critical` from 5. */
export const lifeLevel = (expiresAt: number, now: number): LifeLevel => {
  const left = expiresAt - now;
  if (left <= 0) return 'expired';
  if (left <= 5 * minute) return 'critical';
  return left <= 15 * minute ? 'warning' : 'fresh';
};

/** `7h 12m`, `42m`, `< 1m`, or `expired`. */
export const lifeText = (expiresAt: number, now: number): string => {
  const left = expiresAt - now;
  if (left <= 0) return 'expired';
  if (left < minute) return '< 1m';
  const minutes = Math.floor(left / minute);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes}m` : `${hours}h ${minutes % 60}m`;
};

/** The same without a blank: `7h12m`, `42m`, `<1m`, or `expired`. */
export const shortLifeText = (expiresAt: number, now: number): string =>
  lifeText(expiresAt, now).replace(' ', '');

/** What stands beside a time that runs out, so that no colour has to say it. Nothing while there is no hurry. */
export const lifeWord = (expiresAt: number, now: number): '' | 'low' | 'ending' => {
  const level = lifeLevel(expiresAt, now);
  if (level === 'warning') return 'low';
  return level === 'critical' ? 'ending' : '';
};

/** In seven cells: `7h 12m`, `42m`, `low 14m`, `end 4m`, `end <1m`, `expired`. */
export const lifeCell = (expiresAt: number, now: number): string => {
  const word = lifeWord(expiresAt, now);
  const text = lifeText(expiresAt, now);
  if (word === '') return text;
  return `${word === 'low' ? 'low' : 'end'} ${text.replace(' ', '')}`;
};

/** The same to the second: `7h 12m 05s`, `42m 09s`, `9s`, or `expired`. */
export const exactLifeText = (expiresAt: number, now: number): string => {
  const left = expiresAt - now;
  if (left <= 0) return 'expired';
  const seconds = Math.floor(left / 1000);
  if (seconds < 60) return `${seconds}s`;
  return `${lifeText(expiresAt, now)} ${String(seconds % 60).padStart(2, '0')}s`;
};

/** `just now`, `3m ago`, `2h ago`, `5d ago`. */
export const ageText = (at: number, now: number): string => {
  const age = Math.max(0, now - at);
  if (age < minute) return 'just now';
  if (age < hour) return `${Math.floor(age / minute)}m ago`;
  return age < 48 * hour ? `${Math.floor(age / hour)}h ago` : `${Math.floor(age / (24 * hour))}d ago`;
};

/** `2026-11-21T04:05:11Z`: the only form that every AWS SDK parses (no fraction, `Z`). */
export const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** `18:40`, or `02:40 tomorrow`, on the clock of this machine. For what ends within a day. */
export const clockText = (at: number, now: number): string => {
  const [then, today] = [new Date(at), new Date(now)];
  const time = `${twoDigits(then.getHours())}:${twoDigits(then.getMinutes())}`;
  return then.getDate() === today.getDate() ? time : `${time} tomorrow`;
};
