import { UsageError } from './errors.ts';

/** The slot of a credential server that is served at `/`; every other is at `/slot/NAME`. */
export const defaultSlot = 'default';

/** Plain characters only: the name is part of a URL. */
export const isSlotName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(text);

/** Errors: UsageError. */
export const parseSlotName = (text: string): string => {
  if (isSlotName(text)) return text;
  throw new UsageError(
    'That is not a name for a slot.',
    'Use at most 64 of letters, digits and _ . -, beginning with a letter or a digit.',
  );
};
