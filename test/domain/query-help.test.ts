import { describe, expect, it } from 'vitest';
import { isEmptyQuery, knownWords, parseQuery } from '../../src/domain/query.ts';
import { queryHelp, queryHelpText } from '../../src/domain/query-help.ts';
import { fieldNames } from '../../src/domain/role-list.ts';

describe('the help on queries', () => {
  it('fits one screen of 80x24', () => {
    const lines = queryHelpText.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(23);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('shows queries that mean something, every word after @ and every field', () => {
    for (const [text] of queryHelp) expect(isEmptyQuery(parseQuery(text))).toBe(false);
    for (const word of knownWords) expect(queryHelpText).toContain(`@${word}`);
    for (const name of fieldNames) expect(queryHelpText).toContain(name);
  });
});
