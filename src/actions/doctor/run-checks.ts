// Runs the checks one by one. One that fails is a finding like any other: the rest goes on.
import type { Finding, Placed } from '../../domain/doctor/finding.ts';
import { Cancelled, UserError } from '../../domain/errors.ts';
import { sanitize } from '../../domain/sanitize.ts';
import type { Check, Examined } from './examined.ts';

const longest = 1_000;

/** Whatever a check has read, nothing of it reaches a terminal as more than text. */
const inert = (text: string): string =>
  text
    .split('\n')
    .map((line) => sanitize(line, longest))
    .join('\n');

const inertFinding = (finding: Finding): Finding => ({
  ...finding,
  what: inert(finding.what),
  ...(finding.why === undefined ? {} : { why: inert(finding.why) }),
  ...(finding.mend === undefined ? {} : { mend: finding.mend.map((line) => sanitize(line, longest)) }),
});

const failed = ({ subject }: Check, error: unknown): Finding => {
  const isTold = error instanceof UserError;
  const reason = isTold ? error.message : error instanceof Error ? error.name : 'unknown error';
  return {
    id: 'check-failed',
    level: 'error',
    what: `Could not look at ${subject}: ${reason}`,
    mend: isTold ? error.hint?.split('\n') : undefined,
  };
};

const runOne = async (check: Check, examined: Examined): Promise<readonly Placed[]> => {
  let found: readonly Finding[];
  try {
    found = await check.run(examined);
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    found = [failed(check, error)];
  }
  return found.map((finding) => ({ ...inertFinding(finding), group: check.group }));
};

type Run = {
  readonly checks: readonly Check[];
  readonly examined: Examined;
  /** Told what is looked at next. */
  readonly onCheck: (subject: string) => void;
};

export const runChecks = async ({ checks, examined, onCheck }: Run): Promise<readonly Placed[]> => {
  const all: Placed[] = [];
  for (const check of checks) {
    onCheck(check.subject);
    all.push(...(await runOne(check, examined)));
  }
  return all;
};
