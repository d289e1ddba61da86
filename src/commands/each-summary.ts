// How it went with each role, on stderr when all have ended.
import { countResults, type EachResult, isFailure } from '../domain/each-result.ts';
import { inertLines, sanitize } from '../domain/sanitize.ts';
import { labelsOf } from './each-output.ts';

/** With more roles than this, those that went well are only counted. */
const listedAtMost = 40;

const codeOf = ({ outcome }: EachResult): string => {
  if (outcome.kind === 'not-run') return 'not run';
  return outcome.kind === 'failed' ? `${outcome.status} (did not start)` : String(outcome.status);
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

/** A line with the counts, and one for each role: name, account, exit code, time. */
export const summaryLines = (results: readonly EachResult[]): readonly string[] => {
  const labels = labelsOf(results.map(({ role }) => role));
  const rows = results.flatMap((result, at) => {
    const isListed = results.length <= listedAtMost || isFailure(result.outcome);
    if (!isListed) return [];
    return [[labels[at] ?? '', sanitize(result.role.accountId, 12), codeOf(result), secondsOf(result)]];
  });
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [countsText(results), ...lines.map((line) => `  ${line}`), ...hintsOf(results)];
};
