// The name of a new instance: what is typed, else what is suggested.
import { nameFromStartUrl } from '../domain/found-start-urls.ts';
import { isInstanceName } from '../domain/parse-config.ts';
import type { SetupState } from './state.ts';

/** What another tool calls it, or its host; with a number where there is one of that name. */
export const suggestedName = ({ answers, found, current }: SetupState): string => {
  const other = found?.find(({ url }) => url === answers.startUrl)?.name;
  const first = other ?? nameFromStartUrl(answers.startUrl) ?? 'main';
  const taken = new Set(current.instances.map(({ name }) => name));
  let name = first;
  for (let number = 2; taken.has(name); number += 1) name = `${first}-${number}`;
  return name;
};

export const nameAnswer = (state: SetupState): string =>
  state.inputs.name.text.trim() || suggestedName(state);

/** Why the name cannot be taken; undefined for one that can. */
export const nameProblem = (state: SetupState): string | undefined => {
  const name = nameAnswer(state);
  if (!isInstanceName(name)) return 'Letters, digits and _.@+- only, and not first a dot or a dash.';
  const isTaken = state.current.instances.some((instance) => instance.name === name);
  return isTaken ? `There is an instance ${name} already: go back to the start to change it.` : undefined;
};
