// The searches, and what is got ready for them, in steps between the keys: a key waits for a few milliseconds at most,
// whatever the number of roles.
import { indexOfSteps } from '../domain/index-of.ts';
import { takenWhile } from '../domain/steps.ts';
import { searchOn, spellingSteps } from '../picker/found-roles.ts';
import { rehearsal } from '../picker/rehearsal.ts';
import type { EffectOf, EffectRunner } from './settle.ts';

/** Real letters do as well: they end it. */
const rehearse = (runner: EffectRunner, [step, ...others]: readonly (() => void)[]): void => {
  if (step === undefined) return;
  runner.later(() => {
    if (runner.state().query.text !== '') return;
    step();
    rehearse(runner, others);
  });
};

/** Before the frame of the key: a search that is done by then costs no other. */
const firstSlice = 10;
/** A key waits for no more. */
const laterSlice = 4;
/** What takes longer (ms) is told. */
const noticed = 100;

const prepareSearch = (runner: EffectRunner, { roles }: EffectOf<'prepare-search'>): void =>
  runner.later(() => {
    const { now } = runner.ports;
    const steps = indexOfSteps(roles);
    const slice = (): void => {
      const from = now();
      // Of a list that is gone by now nobody wants one.
      if (runner.state().catalog.roles !== roles) return;
      if (takenWhile(steps, () => now() - from < laterSlice) === undefined) runner.soon(slice);
      else rehearse(runner, rehearsal(runner.state()));
    };
    slice();
  });

/** A key waits for a slice at most, and ends the others where it changes the query. */
const rescueQuery = (runner: EffectRunner, effect: EffectOf<'rescue-query'>): void => {
  const { request, roles, query, known } = effect;
  const { now } = runner.ports;
  const steps = spellingSteps(roles, query, known);
  const step = (): void => {
    if (!runner.isWanted(request)) return;
    const from = now();
    const taken = takenWhile(steps, () => now() - from < laterSlice);
    if (taken === undefined) runner.later(step);
    else runner.dispatch({ kind: 'query-rescued', request, order: taken.value });
  };
  runner.later(step);
};

const searchQuery = (runner: EffectRunner, { request }: EffectOf<'search-query'>): void => {
  const { now } = runner.ports;
  const started = now();
  const slice = (most: number): void => {
    const state = runner.state();
    if (state.search?.request !== request) return;
    const from = now();
    if (searchOn(state, () => now() - from < most)) {
      runner.dispatch({ kind: 'query-searched', request, isOver: true });
      return;
    }
    if (!state.search.isSlow && now() - started >= noticed)
      runner.dispatch({ kind: 'query-searched', request, isOver: false });
    runner.soon(() => slice(laterSlice));
  };
  runner.beforeDrawing(() => slice(firstSlice));
};

type Searching = EffectOf<'prepare-search' | 'search-query' | 'rescue-query'>;

export const runSearch = (runner: EffectRunner, effect: Searching): void => {
  if (effect.kind === 'prepare-search') prepareSearch(runner, effect);
  else if (effect.kind === 'search-query') searchQuery(runner, effect);
  else rescueQuery(runner, effect);
};
