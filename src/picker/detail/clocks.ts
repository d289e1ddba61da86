// What runs out, as the detail says it: the role's cached credentials, the access token, the signed-in session.
import { ageText, exactLifeText } from '../../domain/expiry.ts';
import { type Role, roleKey } from '../../domain/role.ts';
import { type Line, muted, plain, type Segment } from '../line.ts';
import { lifeTone } from '../row-view.ts';
import type { PickerState } from '../state.ts';
import { field } from './field.ts';

/** `15:42`, in the person's time. */
export const clockText = (at: number, utcOffset: number): string =>
  new Date(at + utcOffset * 60_000).toISOString().slice(11, 16);

export const lifeSegments = (state: PickerState, role: Role): readonly Segment[] => {
  const expiresAt = state.lives.get(roleKey(role));
  if (expiresAt === undefined) return [muted('not cached')];
  const tone = lifeTone(expiresAt, state.now);
  const text = exactLifeText(expiresAt, state.now);
  const until = clockText(expiresAt, state.utcOffset);
  return [{ text, tone }, muted(expiresAt <= state.now ? ` at ${until}` : `, until ${until}`)];
};

export const usageField = ({ history, now }: PickerState, role: Role): readonly Line[] => {
  const use = history.uses.get(roleKey(role));
  if (use === undefined) return [];
  const often = use.count === 1 ? 'once' : `${use.count} times`;
  return [field('Last used', [plain(ageText(use.lastUsedAt, now)), muted(`, ${often}`)])];
};
