// Spans of time as people write them: `90m`, `12h`, `1h30m`, `30d`, `2w`.
import { hour, minute } from './expiry.ts';

const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: minute,
  h: hour,
  d: 24 * hour,
  w: 7 * 24 * hour,
};

/** In ms; undefined for what is no span, and for one of nothing. */
export const parseSpan = (text: string): number | undefined => {
  if (!/^(?:\d{1,6}[smhdw])+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)([smhdw])/g)];
  const span = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0);
  return span > 0 ? span : undefined;
};
