import { describe, expect, it } from 'vitest';
import { foundIn } from '../../src/picker/found-roles.ts';
import { rehearsal } from '../../src/picker/rehearsal.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { manyRoles } from '../support/many-roles.ts';
import { listed, run, typed } from '../support/picker-state.ts';

describe('the rehearsal of the first letters', () => {
  it('is left out where the list is short', () => {
    expect(rehearsal(listed({}, manyRoles(500)))).toHaveLength(0);
  });

  it('types a word after the other, and searches and draws what each letter finds', () => {
    const frames = rehearsal(listed({}, manyRoles(3000))).map((step) => step());
    const queries = frames.map(({ query }) => query?.map(({ text }) => text).join('') ?? '');
    for (const word of ['pro', 'er', 'ad s', 'tn'])
      expect(
        queries.filter((query) => query.includes(` ${word} `) || query.trim().endsWith(` ${word}`)),
      ).not.toEqual([]);
    expect(new Set(frames.map((frame) => JSON.stringify(frame))).size).toBe(frames.length);
  });

  it('changes nothing that is found or drawn, whenever a key comes between', () => {
    const roles = manyRoles(3000);
    const { state } = run(listed({}, roles), typed('prod'));
    const [found, frame] = [[...Array.from(foundIn(state).order)], frameOf(state)];
    const steps = rehearsal(state);
    expect(steps.length).toBeGreaterThan(5);
    for (const step of steps) {
      step();
      expect(Array.from(foundIn(state).order)).toEqual(found);
      expect(frameOf(state)).toEqual(frame);
    }
  });
});
