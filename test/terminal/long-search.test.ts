import { beforeAll, describe, expect, test } from 'vitest';
import { hasIndex, indexOf } from '../../src/domain/index-of.ts';
import { parseQuery } from '../../src/domain/query.ts';
import { roleArn } from '../../src/domain/role.ts';
import { search } from '../../src/domain/search.ts';
import { foundIn } from '../../src/picker/found-roles.ts';
import type { KeyPress } from '../../src/picker/keymap.ts';
import { selectedRole } from '../../src/picker/selection.ts';
import { initialState } from '../../src/picker/state.ts';
import type { Frame } from '../../src/picker/view-model.ts';
import { createProgram, type Program } from '../../src/terminal/program.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeWorld, fakeWorld } from '../support/fake-world.ts';
import { manyRoles } from '../support/many-roles.ts';
import { setting } from '../support/picker-state.ts';
import fc from '../support/properties.ts';

const roles = manyRoles(21_000);
const chord = (name: string): KeyPress => ({ kind: 'chord', name });
const text = (typed: string): KeyPress => ({ kind: 'text', text: typed });

type Started = { readonly program: Program; readonly frames: readonly Frame[]; readonly world: FakeWorld };

/** `pace`: what the clock moves on (ms) whenever it is asked, so that one step fills a slice. */
const start = async (pace = 20, all = roles): Promise<Started> => {
  const world = fakeWorld({ roles: all });
  const frames: Frame[] = [];
  let ahead = 0;
  const now = (): number => {
    ahead += pace;
    return world.ports.now() + ahead;
  };
  const program = createProgram(initialState(setting()), {
    ports: { ...world.ports, now },
    after: world.after,
    draw: (frame) => frames.push(frame),
    suspend: () => {},
  });
  program.start();
  await eventually(() => expect(program.state().isLoaded).toBe(true));
  return { program, frames, world };
};

const plainly = (query: string): readonly number[] => [
  ...search(indexOf(roles), parseQuery(query)).order.subarray(0, 100),
];
const shown = ({ program }: Started): readonly number[] =>
  [...Array.from(foundIn(program.state()).order)].slice(0, 100);
const firstOf = (query: string) => roles[plainly(query)[0] ?? -1];

describe('a search that takes long', () => {
  beforeAll(() => {
    indexOf(roles);
  });

  test('is drawn with its key where the machine is quick, a burst in one frame', async () => {
    const one = await start(0);
    const before = one.frames.length;
    one.program.press([text('p'), text('r'), text('o')]);
    expect(one.frames.length).toBe(before + 1);
    expect(shown(one)).toEqual(plainly('pro'));
  });

  test('holds up no key: the text is drawn at once, the rows follow', async () => {
    const one = await start();
    const before = foundIn(one.program.state());
    one.program.press([text('e')]);
    expect(JSON.stringify(one.frames.at(-1)?.query)).toContain('"e"');
    expect(foundIn(one.program.state())).toBe(before);
    const drawn = one.frames.length;
    one.world.pass(500);
    expect(
      one.frames
        .slice(drawn)
        .map(({ query }) => JSON.stringify(query))
        .join(),
    ).toContain('searching');
    expect(one.program.state().search).toBeUndefined();
    expect(shown(one)).toEqual(plainly('e'));
    expect(selectedRole(one.program.state())).toEqual(firstOf('e'));
  });

  test('is replaced by the next key', async () => {
    const one = await start();
    one.program.press([text('e')]);
    const first = one.program.state().search?.request;
    one.world.pass(5);
    one.program.press([text('n')]);
    expect(one.program.state().search?.request).not.toBe(first);
    one.world.pass(500);
    expect(shown(one)).toEqual(plainly('en'));
  });

  test('Enter takes the row of the query that is typed, never one of the query before', async () => {
    const one = await start();
    one.program.press([text('deploy')]);
    expect(one.program.state().search).toBeDefined();
    one.program.press([chord('enter')]);
    await expect(one.program.result).resolves.toMatchObject({ kind: 'chosen', role: firstOf('deploy') });
  });

  test('so do other keys, and a click on a row that will be another does nothing', async () => {
    const one = await start();
    one.program.press([text('admin')]);
    const before = one.program.state();
    one.program.press([{ kind: 'mouse', button: 'left', x: 5, y: 8, clicks: 1 } as KeyPress]);
    expect(one.program.state().search).toBe(before.search);
    expect(one.program.state().selected).toBe(before.selected);
    one.program.press([chord('ctrl+y')]);
    const role = firstOf('admin');
    await eventually(() => expect(one.world.copied).toEqual([role && roleArn(role)]));
  });

  test('what is near by spelling follows where nothing was found', async () => {
    const one = await start();
    one.program.press([text('qpaymenst')]);
    one.world.pass(3000);
    expect(one.program.state().search).toBeUndefined();
    expect(one.program.state().rescue?.order).toBeDefined();
  });

  test('where no index is there yet, it is built on the way', async () => {
    const others = [...roles];
    const one = await start(20, others);
    one.program.press([text('admin')]);
    expect(hasIndex(others)).toBe(false);
    one.world.pass(3000);
    expect(shown(one)).toEqual(plainly('admin'));
  });

  test('whatever is typed and whenever, the rows are those of the query', async () => {
    const key = fc.oneof(
      fc.constantFrom('e', 'a', 'pro', 'd ', ' admin', '!re', 'env:', '@fav').map(text),
      fc.constantFrom('backspace', 'ctrl+w', 'ctrl+u', 'down', 'left').map(chord),
    );
    const one = await start();
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.integer({ min: 0, max: 40 })), { maxLength: 8 }), (keys) => {
        one.program.press([chord('ctrl+e'), chord('ctrl+u')]);
        for (const [press, pause] of keys) {
          one.program.press([press]);
          one.world.pass(pause);
        }
        one.world.pass(4000);
        const { query, search: pending } = one.program.state();
        expect(pending).toBeUndefined();
        if (!foundIn(one.program.state()).isTypo) expect(shown(one)).toEqual(plainly(query.text));
      }),
      { numRuns: 25 },
    );
  });
});
