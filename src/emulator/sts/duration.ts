import type { Reply } from '../http/handler.ts';
import { sts } from './sts.ts';

export type DurationLimits = { readonly least: number; readonly most: number; readonly usual: number };

/** `DurationSeconds` of a form, in seconds, or the error. */
export const durationIn = (form: URLSearchParams, limits: DurationLimits): number | Reply => {
  const text = form.get('DurationSeconds');
  if (text === null) return limits.usual;
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (seconds >= limits.least && seconds <= limits.most) return seconds;
  return sts.error(
    400,
    'ValidationError',
    `Value '${text}' at 'durationSeconds' failed to satisfy constraint: Member must have value between ${limits.least} and ${limits.most}`,
  );
};
