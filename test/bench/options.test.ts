import { describe, expect, it } from 'vitest';
import { readOptions, usage } from '../../bench/options.mjs';

describe('the options of the bench', () => {
  it.each([
    [['--date', 'today'], /--date takes a date/],
    [['--million'], /goes with --scale/],
    [['--scale', '--only', 'keys'], /does not go with --scale/],
    [['--fast'], /Unknown option/],
  ])('%j is refused', (args, reason) => expect(() => readOptions(args)).toThrow(reason));

  it('are all in the help', () => {
    for (const name of ['quick', 'only', 'json', 'date', 'scale', 'million', 'help'])
      expect(usage).toContain(`--${name}`);
    expect(readOptions(['--quick'])).toMatchObject({ quick: true, date: expect.stringMatching(/^\d{4}-/) });
  });
});
