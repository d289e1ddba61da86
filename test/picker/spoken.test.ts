import { describe, expect, test } from 'vitest';
import { greeting, type Heard, heard, pageSize, type Spoken } from '../../src/picker/spoken.ts';
import { rolesOf } from '../support/picker-fixture.ts';
import { listed } from '../support/picker-state.ts';

const start = (over: Parameters<typeof listed>[0] = {}): Spoken => {
  const first = greeting(listed(over));
  if (first.kind !== 'say') throw new Error('It begins by saying something.');
  return first.spoken;
};

/** After each line but the last, which is answered. */
const talk = (spoken: Spoken, ...lines: readonly string[]): Heard => {
  let current = spoken;
  let answer: Heard = { kind: 'leave' };
  for (const line of lines) {
    answer = heard(current, line);
    if (answer.kind === 'say') current = answer.spoken;
  }
  return answer;
};

const said = (answer: Heard): readonly string[] => (answer.kind === 'say' ? answer.lines : []);

describe('the spoken picker', () => {
  test('begins with what can be typed, how many roles there are, and the first of them', () => {
    const lines = said(greeting(listed()));
    expect(lines[0]).toContain('? for help');
    expect(lines[1]).toBe('164 roles.');
    expect(lines[2]).toMatch(/^1\. \S+ in .+, account \d{12}, profile \S+\./);
    expect(lines.filter((line) => /^\d+\. /.test(line)).length).toBe(pageSize);
    expect(lines.at(-1)).toBe('154 more roles: type more, or other words.');
  });

  test('says no escape and no colour', () => {
    for (const line of said(greeting(listed()))) expect(line).not.toMatch(/[\u0000-\u001f\u007f]/);
  });

  test('searches as the picker does, and takes by number', () => {
    const found = talk(start(), 'staging billing');
    expect(said(found)[0]).toMatch(/^\d+ roles? for staging billing\.$/);
    const taken = talk(start(), 'staging billing', '1');
    expect(taken).toMatchObject({ kind: 'take', action: 'export', roles: [{ roleName: 'BillingAdmin' }] });
  });

  test('finds what is spelled like it, and says so', () => {
    expect(said(talk(start(), 'admimistratro'))[0]).toContain('Nothing matches admimistratro as typed.');
  });

  test('says that nothing matches', () => {
    expect(said(talk(start(), '!a !e !i !o !u'))).toEqual([
      'No role matches !a !e !i !o !u. Type other words.',
    ]);
  });

  test('tells more, on from where it was, until there is no more', () => {
    const lines = said(talk(start(), 'more'));
    expect(lines[0]).toMatch(/^11\. /);
    expect(said(talk(start(), ...Array.from({ length: 17 }, () => 'more')))).toEqual(['There are no more.']);
  });

  test.each([
    ['3 console', 'console'],
    ['3 subshell', 'exec'],
    ['3 exports', 'export'],
    ['3 profile', 'profile'],
  ])('%s takes for %s', (line, action) => {
    expect(talk(start(), line)).toMatchObject({ kind: 'take', action });
  });

  test('a number that was not told is none, and an account id is a query', () => {
    expect(said(talk(start(), '11'))).toEqual(['There are numbers 1 to 10.']);
    const [role] = rolesOf(164);
    expect(said(talk(start(), role?.accountId ?? ''))[0]).toMatch(/^\d+ roles? for \d{12}\.$/);
  });

  test('a word that is nothing to do is said to be', () => {
    expect(said(talk(start(), '1 fly'))).toEqual([
      'fly is nothing that can be done with a role. Type ? for help.',
    ]);
  });

  test('takes several only where several may be taken', () => {
    expect(said(talk(start(), '1 2'))).toEqual(['One number at a time.']);
    const several = talk(start({ enterAction: 'print', takesSeveral: true }), '3, 1 3');
    expect(several).toMatchObject({ kind: 'take', action: 'print' });
    expect(several.kind === 'take' && several.roles.length).toBe(2);
  });

  test('tells about a role, helps, and leaves', () => {
    expect(said(talk(start(), '1 about')).join(' ')).toMatch(/Profile \S+\. Region/);
    expect(said(talk(start(), '?')).join(' ')).toContain('1 console');
    for (const line of ['q', 'quit', 'exit']) expect(talk(start(), line)).toEqual({ kind: 'leave' });
    expect(talk(start(), 'refresh')).toEqual({ kind: 'do', what: 'refresh' });
  });
});
