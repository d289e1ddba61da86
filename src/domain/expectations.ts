// What must hold before a command runs as a role, as the person said: `exec --expect-account`, `--expect-region`,
// `--min-life`. Each answers what is wrong in words, or nothing.
import { isoSeconds, lifeText } from './expiry.ts';

export type Expectations = {
  /** 12 digits. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** ms */
  readonly minLife: number | undefined;
};

/** What was found instead, and what to do. */
export type Disappointment = { readonly what: string; readonly next: string };

const shownSpan = (span: number): string => lifeText(span, 0);

export const wrongAccount = (
  expected: string | undefined,
  found: { readonly account: string; readonly name: string; readonly by: 'rolecall' | 'AWS' },
): Disappointment | undefined =>
  expected === undefined || found.account === expected
    ? undefined
    : {
        what: `Expected account ${expected}, but ${found.by === 'AWS' ? 'AWS says that these keys are of' : `${found.name} is of`} ${found.account}.`,
        next: `Roles of that account: rolecall list account:${expected}`,
      };

/** The regions that a command would see, by the variables of its environment. */
const regionNames = ['AWS_REGION', 'AWS_DEFAULT_REGION'] as const;

/** SDKs differ in which of the two they read: each that is set must be right. */
export const wrongRegion = (
  expected: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Disappointment | undefined => {
  if (expected === undefined) return undefined;
  const set = regionNames.flatMap((name) => (env[name] ? [{ name, region: env[name] }] : []));
  const next = `Say it: --region ${expected}`;
  if (set.length === 0) return { what: `Expected region ${expected}, but the command would get none.`, next };
  const wrong = set.find(({ region }) => region !== expected);
  if (wrong === undefined) return undefined;
  return {
    what: `Expected region ${expected}, but ${wrong.name} of the command would be ${wrong.region}.`,
    next,
  };
};

export const tooShort = (
  minLife: number | undefined,
  { expiration, now }: { readonly expiration: number; readonly now: number },
): Disappointment | undefined =>
  minLife === undefined || expiration - now >= minLife
    ? undefined
    : {
        what: `The credentials end in ${lifeText(expiration, now)} (${isoSeconds(expiration)}), before the ${shownSpan(minLife)} that --min-life asks for.`,
        next: 'AWS gives none that live longer now: have the session of the permission set (or duration of the role) made longer, or run the command with --keep-fresh, whose keys are renewed.',
      };
