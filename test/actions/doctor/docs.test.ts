import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checks } from '../../../src/actions/doctor/checks.ts';
import type { Examined } from '../../../src/actions/doctor/examined.ts';
import { runChecks } from '../../../src/actions/doctor/run-checks.ts';
import { UsageError } from '../../../src/domain/errors.ts';

const sources = readdirSync('src/actions/doctor').map((name) =>
  readFileSync(`src/actions/doctor/${name}`, 'utf8'),
);

it('docs/doctor.md names every finding', () => {
  const docs = readFileSync('docs/doctor.md', 'utf8');
  const ids = sources.flatMap((text) => [...text.matchAll(/\bid: '([a-z-]+)'/g)].map(([, id]) => id));
  expect(ids.length).toBeGreaterThan(50);
  expect(ids.filter((id) => !docs.includes(`\`${id}\``))).toEqual([]);
});

it('every file with a check is in the list', () => {
  const made = sources.flatMap((text) => [...text.matchAll(/^export const \w+Check: Check/gm)]);
  expect(checks).toHaveLength(made.length);
});

it('a check that fails is a finding, of which nothing hostile is left, and the next one runs', async () => {
  const findings = await runChecks({
    examined: {} as Examined,
    onCheck: () => undefined,
    checks: [
      {
        subject: 'one',
        group: 'shell',
        run: () => {
          throw new UsageError('\u001b[31mred', 'Do this.');
        },
      },
      { subject: 'two', group: 'shell', run: () => Promise.reject(new TypeError('hunter2')) },
      { subject: 'three', group: 'machine', run: () => [{ id: 'x', level: 'ok', what: 'a\u202eb' }] },
    ],
  });
  expect(findings.map(({ what }) => what)).toEqual([
    'Could not look at one: \\u{1b}[31mred',
    'Could not look at two: TypeError',
    'a\\u{202e}b',
  ]);
  expect(findings[0]?.mend).toEqual(['Do this.']);
});
