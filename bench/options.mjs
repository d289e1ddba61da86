// The command line of the bench.
import { parseArgs } from 'node:util';

export const usage = `Usage: npm run bench -- [options]

Builds the program and prints where it stands against its speed budgets; keeps the figures in bench/results.json.

  --quick            fewer rounds, in about two minutes
  --only TEXT        only measurements whose name holds the text; keeps no figures
  --json             the figures as JSON on stdout, instead of the table
  --date YYYY-MM-DD  the date that the figures are kept under (default: today, UTC)
  --scale            the cost curve of 1,000, 10,000 and 100,000 roles instead: bench/scale.json and docs/scale.md
  --million          with --scale: of 1,000,000 roles too (minutes, and a few GB of memory)
  --help             this text

A slow figure never fails it; a measurement that cannot be made ends it with 1.
`;

const options = {
  quick: { type: 'boolean' },
  date: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'boolean' },
  scale: { type: 'boolean' },
  million: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** Errors: the sentence to be printed. */
export const readOptions = (args) => {
  const { values } = parseArgs({ args, options });
  if (values.date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(values.date))
    throw new Error('--date takes a date, as in --date 2026-11-30');
  if (values.million && !values.scale) throw new Error('--million goes with --scale');
  if (values.only !== undefined && values.scale) throw new Error('--only does not go with --scale');
  return { ...values, date: values.date ?? new Date().toISOString().slice(0, 10) };
};
