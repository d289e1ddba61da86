// How it went with each role, on stderr when all have ended.
import { countResults, type EachResult, isFailure, timedOut } from '../domain/each-result.ts';
import { inertLines, sanitize } from '../domain/sanitize.ts';
import { tableLines } from '../domain/table.ts';
import { labelsOf } from './each-output.ts';

/** With more roles than this, those that went well are only counted. */
const listedAtMost = 40;

const codeOf = ({ outcome }: EachResult): string => {
  if (outcome.kind === 'not-run') return 'not run';
  if (outcome.kind === 'exited') return String(outcome.status);
  return `${outcome.status} ${outcome.status === timedOut ? 'too long' : 'not started'}`;
};

const secondsOf = ({ outcome, ms }: EachResult): string =>
  outcome.kind === 'not-run' ? '-' : `${(ms / 1000).toFixed(1)}s`;

const countsText = (results: readonly EachResult[]): string => {
  const { ok, failed, notRun } = countResults(results);
  const parts = [`${ok} ok`, `${failed} failed`, ...(notRun > 0 ? [`${notRun} not run`] : [])];
  return `${results.length} ${results.length === 1 ? 'role' : 'roles'}: ${parts.join(', ')}`;
};

/** What to do next, each once. */
const hintsOf = (results: readonly EachResult[]): readonly string[] => {
  const hints = results.flatMap(({ outcome }) => (outcome.kind === 'failed' ? [outcome.hint ?? ''] : []));
  return [...new Set(hints)]
    .filter((hint) => hint !== '')
    .slice(0, 3)
    .map(inertLines);
};

/** A line with the counts, a table with exit code, time and role, and what to do next; cut to `width` columns. */
export const summaryLines = (
  results: readonly EachResult[],
  width = Number.POSITIVE_INFINITY,
): readonly string[] => {
  const labels = labelsOf(results.map(({ role }) => role));
  const rows = results.flatMap((result, at) => {
    const isListed = results.length <= listedAtMost || isFailure(result.outcome);
    const { accountId } = result.role;
    return isListed ? [[codeOf(result), secondsOf(result), labels[at] ?? '', sanitize(accountId, 12)]] : [];
  });
  const header = ['exit', 'time', 'role', 'account'];
  const lines = rows.length === 0 ? [] : tableLines({ header, rows, width: width - 2 });
  return [countsText(results), ...lines.map((line) => `  ${line}`), ...hintsOf(results)];
};
