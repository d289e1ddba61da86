// Access to a customer for one case and one time: how its session and its profile are called, how long it may be, and
// what of ~/.aws/config is such a profile. The line of a profile says itself when it ends, so that whoever looks at the
// file can tell whether it is over.
import type { AwsProfile } from './aws-profiles.ts';
import type { ChainConfig } from './config.ts';
import { minute } from './expiry.ts';
import { foldToAscii, portableProfileName } from './portable-name.ts';
import type { RoleId } from './role.ts';
import { sanitize } from './sanitize.ts';
import { parseSpan } from './time-span.ts';

export type SupportCase = {
  readonly customer: string;
  /** As it was given, made harmless. */
  readonly case: string;
};

export type SupportAccess = SupportCase & {
  readonly profile: string;
  readonly role: RoleId;
  /** ms since the epoch; nothing is handed out from then on. */
  readonly endsAt: number;
};

const longestCase = 40;

/** Undefined for what names no case: nothing, or more than fits into the name of a session. */
export const parseCase = (text: string): string | undefined => {
  const name = text.trim();
  const isGood = name.length <= longestCase && /[\p{L}\p{N}]/u.test(name) && sanitize(name, 200) === name;
  return isGood ? name : undefined;
};

export const caseForm = `1 to ${longestCase} characters, a letter or a digit among them`;

export const supportProfile = (of: SupportCase): string =>
  portableProfileName(`support-${of.customer}-${of.case.replaceAll(/[/:]/g, '-')}`);

const sessionPart = (text: string): string =>
  foldToAscii(text)
    .replace(/[^\w+=,.@-]+/g, '-')
    .replace(/^-+|-+$/g, '');

const longestSession = 64;

/** What CloudTrail of the customer shows: `CASE-user`, in AWS's letters. A case that is long leaves the user 20 of them. */
export const supportSession = (caseName: string, user: string): string => {
  const first = sessionPart(caseName).slice(0, longestSession - 21);
  return `${first}-${sessionPart(user) || 'unknown'}`.slice(0, longestSession);
};

/** AWS gives no session a shorter life, so nothing shorter could be promised. */
export const leastSupport = 15 * minute;

/** What a role assumes lives an hour at most; what a base does, twelve. */
export const mostSupport = ({ via }: Pick<ChainConfig, 'via'>): number =>
  (via === undefined ? 12 * 60 : 60) * minute;

/** Seconds, or a span such as `30m`; in ms. Undefined for what is neither. */
export const parseDuration = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text) ? Number(text) * 1000 : parseSpan(text);

export type SupportProfile = { readonly name: string; readonly endsAt: number };

const wordAfter = (words: readonly string[], flag: string): string | undefined => {
  const at = words.indexOf(flag);
  return at < 0 ? undefined : words[at + 1];
};

/** The words that make `process` answer for such an access alone. */
export const supportWords = (profile: string, endsAt: number): readonly string[] => [
  '--support',
  profile,
  '--until',
  new Date(endsAt).toISOString(),
];

/** Those of the profiles that stand for a time; one whose end cannot be read is over. */
export const supportProfilesOf = (profiles: readonly AwsProfile[]): readonly SupportProfile[] =>
  profiles.flatMap(({ name, words = [] }) => {
    if (!words.includes('process') || !words.includes('--support')) return [];
    const endsAt = Date.parse(wordAfter(words, '--until') ?? '');
    return [{ name, endsAt: Number.isNaN(endsAt) ? 0 : endsAt }];
  });
