// What is said of an answer while it is given: whether it can be taken, and what it means.
import { partitionNames } from '../domain/known-regions.ts';
import { parseStartUrl } from '../domain/start-url.ts';
import { counted } from '../picker/counted.ts';
import { faint, type Line, muted, plain, type Segment } from '../picker/line.ts';
import { paragraph } from '../picker/paragraph.ts';
import { bad, good } from './good-and-bad.ts';
import { nameProblem } from './name-answer.ts';
import { chosenId } from './options.ts';
import { partitionFor } from './region-options.ts';
import { discoveredHere, type SetupState } from './state.ts';

const searching = ({ found }: SetupState): readonly Line[] =>
  found === undefined ? [[faint('Looking at what other tools know')]] : [];

const urlVerdict = (state: SetupState): readonly Line[] => {
  const text = state.inputs.url.text.trim();
  if (text === '') return [];
  const checked = parseStartUrl(text, state.isLoopbackAllowed);
  if (checked.kind === 'refused') return [bad(checked.reason)];
  if (checked.kind === 'vanity')
    return [[muted('A name of your organisation: Enter asks it where it leads')]];
  const isKnown = state.current.instances.find(
    ({ startUrl, name }) => startUrl === checked.url && name !== state.changing,
  );
  const kept = checked.url === text ? 'An access portal of AWS' : `Kept as ${checked.url}`;
  return [isKnown === undefined ? good(kept) : bad(`${kept}; ${isKnown.name} has it too`)];
};

const partitionLine = (state: SetupState): Line => {
  const chosen = partitionFor(state);
  return partitionNames.flatMap(([id, name]): readonly Segment[] => [
    id === chosen ? { text: `[${name}]`, tone: 'accent' } : muted(` ${name} `),
    plain(' '),
  ]);
};

const discoverVerdict = (state: SetupState): readonly Line[] => {
  const here = discoveredHere(state);
  if (here === undefined) return [];
  const { roles, accounts, failures } = here;
  const head = good(`${counted(roles.length, 'role')} in ${counted(accounts, 'account')}`);
  const failed = failures.slice(0, 5).map(({ accountName, reason }) => bad(`${accountName}: ${reason}`));
  return [head, ...failed, ...(failures.length > 5 ? [bad(`and ${failures.length - 5} more accounts`)] : [])];
};

const nameVerdict = (state: SetupState): readonly Line[] => {
  const problem = nameProblem(state);
  return problem === undefined ? [] : [bad(problem)];
};

/** Without a line in a file. nushell reads code at its start alone. */
const shellVerdict = (state: SetupState): readonly Line[] => {
  const own = state.shells.find(({ id }) => id === chosenId(state)) ?? state.shells[0];
  return own === undefined || own.id === 'nushell'
    ? []
    : [[muted(`In this ${own.id} alone:  `), { text: own.evalLine, tone: 'code' }]];
};

/** Below the line to type in, or below the introduction. */
export const verdictOf = (state: SetupState): readonly Line[] => {
  switch (state.step) {
    case 'start':
      return searching(state);
    case 'url':
      return urlVerdict(state);
    case 'region':
      return [partitionLine(state)];
    case 'name':
      return nameVerdict(state);
    case 'discover':
      return discoverVerdict(state);
    case 'shell':
      return shellVerdict(state);
    default:
      return [];
  }
};

/** What went wrong on this step. */
export const failureOfStep = ({ failed, step }: SetupState, width: number): readonly Line[] => {
  if (failed?.step !== step) return [];
  const hints = (failed.failure.hint ?? '').split('\n').filter((hint) => hint !== '');
  return [
    ...paragraph(failed.failure.message, width, 'critical'),
    ...hints.flatMap((hint) => paragraph(hint, width, 'muted')),
  ];
};
