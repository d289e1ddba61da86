// What the accessible picker says, as whole talks. It is said the same in every terminal: nothing of it is cut or padded.
import { describe, expect, test } from 'vitest';
import { type ExpectedKey, usualKeys, withExpected } from '../../src/picker/effective-keys.ts';
import { greeting, heard } from '../../src/picker/spoken.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { hostileNames, rolesNamed } from '../support/hostile-names.ts';
import { someNews } from '../support/known-fixture.ts';
import { loaded, now, rolesOf } from '../support/picker-fixture.ts';
import { listed, run } from '../support/picker-state.ts';
import { fileOf, sizes } from './screens/frame-files.ts';
import { guardRules } from './screens/list-screens.ts';

type Talk = {
  readonly name: string;
  readonly state: (over: Pick<PickerState, 'size'>) => PickerState;
  readonly lines: readonly string[];
};

const expected: readonly ExpectedKey[] = [
  { text: 'ctrl-o', name: 'ctrl-o' },
  { text: 'alt-enter', name: 'alt-enter' },
];

const talks: readonly Talk[] = [
  {
    name: 'search',
    state: (over) => listed(over),
    lines: ['staging', 'more', '1 about', 'admimistratro', '!a !e', '', '2'],
  },
  { name: 'help', state: (over) => listed(over), lines: ['?', '1 dance', '99', 'quit'] },
  {
    name: 'help for a script',
    state: (over) =>
      listed({ ...over, enterAction: 'print', takesSeveral: true, keys: withExpected(usualKeys, expected) }),
    lines: ['help', '1 2 ctrl-o'],
  },
  {
    name: 'tags',
    state: (over) => listed(over),
    lines: ['tags', 'tags env', 'tag 1', 'tags team', 'tag 1', 'tag 99', 'tags of nothing'],
  },
  {
    name: 'no tags',
    state: (over) =>
      listed(
        over,
        rolesOf(3).map((role) => ({ ...role, tags: {} })),
      ),
    lines: ['tags', 'tag 1'],
  },
  {
    name: 'guarded, live and gone',
    state: (over) =>
      run(
        listed({ ...over, guardRules, instances: ['acme', 'globex'] }, rolesOf(12)),
        {
          kind: 'lives-loaded',
          lives: new Map([['acme/104700000000/AdministratorAccess', now + 60_000 * 42]]),
        },
        { kind: 'roles-loaded', set: loaded(rolesOf(12), { news: [someNews(rolesOf(12))] }) },
      ).state,
    lines: ['northwind', '@gone', '1', '1 about'],
  },
  {
    name: 'hostile names',
    state: (over) => listed(over, rolesNamed(Object.values(hostileNames))),
    lines: ['1 about', 'tags'],
  },
];

/** All that is said, with what was typed between. */
const transcript = ({ state, lines }: Talk, size: PickerState['size']): string => {
  const said: string[] = [];
  let answer = greeting(state({ size }));
  for (const line of [undefined, ...lines]) {
    if (line !== undefined) {
      said.push(`> ${line}`);
      if (answer.kind !== 'say') throw new Error('It has ended.');
      answer = heard(answer.spoken, line);
    }
    if (answer.kind === 'say') said.push(...answer.lines);
    else if (answer.kind === 'take')
      said.push(
        `[${answer.action} ${answer.roles.map(({ profile }) => profile).join(', ')}; key "${answer.key}"; query "${answer.query}"]`,
      );
    else said.push(`[${answer.kind}]`);
  }
  return said.join('\n');
};

describe('the accessible picker says', () => {
  test.each(talks)('$name', async (talk) => {
    const [small, ...others] = Object.values(sizes).map((size) => transcript(talk, size));
    for (const other of others) expect(other).toBe(small);
    await expect(`${small}\n`).toMatchFileSnapshot(`frames/spoken/${fileOf(talk)}`);
  });
});
