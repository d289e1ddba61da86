import { describe, expect, it } from 'vitest';
import { countResults, type EachOutcome, overallExit } from '../../src/domain/each-result.ts';
import { someRole } from '../support/some-roles.ts';

const ended = (status: number): EachOutcome => ({ kind: 'exited', status });
const refused = (status: number): EachOutcome => ({ kind: 'failed', status, message: 'no' });
const notRun: EachOutcome = { kind: 'not-run' };

describe('what the whole of it means', () => {
  it.each<[string, readonly EachOutcome[], number, [number, number, number]]>([
    ['nothing', [], 0, [0, 0, 0]],
    ['all well', [ended(0), ended(0)], 0, [2, 0, 0]],
    ['one code among those that went well', [ended(0), ended(3), ended(3)], 3, [1, 2, 0]],
    ['two codes', [ended(2), ended(3)], 1, [0, 2, 0]],
    ['a sign-in that all of them need', [refused(4), refused(4)], 4, [0, 2, 0]],
    ['a sign-in, and a command that failed', [refused(4), ended(1)], 1, [0, 2, 0]],
    ['the first failure, and those not run', [ended(9), notRun, notRun], 9, [0, 1, 2]],
    ['none run', [notRun], 0, [0, 0, 1]],
  ])('%s', (_name, outcomes, status, [ok, failed, left]) => {
    const results = outcomes.map((outcome) => ({ role: someRole(), outcome, ms: 1 }));
    expect(overallExit(results)).toBe(status);
    expect(countResults(results)).toEqual({ ok, failed, notRun: left });
  });
});
