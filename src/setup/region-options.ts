// The regions to choose from: the likely ones first, filtered by what is typed.
import {
  type PartitionId,
  partitionOfStartUrl,
  regionOfStartUrl,
  regionsOf,
} from '../domain/known-regions.ts';
import { partitionOf } from '../domain/partition.ts';
import { isRegion } from '../domain/region.ts';
import type { Option } from './option.ts';
import type { SetupState } from './state.ts';

type Guess = readonly [region: string | undefined, because: string];

export const partitionFor = ({ partition, answers }: SetupState): PartitionId => {
  if (partition !== undefined) return partition;
  return answers.region === '' ? partitionOfStartUrl(answers.startUrl) : partitionOf(answers.region).id;
};

/** Why a region is likely, most likely first. */
const guesses = ({ answers, found, likelyRegion }: SetupState): readonly Guess[] => [
  [found?.find(({ url }) => url === answers.startUrl)?.region, 'found with the start URL'],
  [answers.region, 'as before'],
  [regionOfStartUrl(answers.startUrl), 'in the start URL'],
  [likelyRegion, 'AWS_REGION'],
  [answers.startUrl === '' ? undefined : 'us-east-1', 'the usual one'],
];

const likely = (all: readonly Guess[], partition: PartitionId): ReadonlyMap<string, string> => {
  const reasons = new Map<string, string>();
  for (const [region, because] of all) {
    if (region === undefined || !isRegion(region) || partitionOf(region).id !== partition) continue;
    if (!reasons.has(region)) reasons.set(region, because);
  }
  return reasons;
};

const matches = (filter: string, ...texts: readonly string[]): boolean =>
  filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => texts.some((text) => text.toLowerCase().includes(word)));

const inOrder = (partition: PartitionId, reasons: ReadonlyMap<string, string>): readonly Option[] => {
  const known = regionsOf(partition);
  const placeOf = (id: string): string => known.find((region) => region.id === id)?.place ?? '';
  const first = [...reasons].map(([id, because]) => ({ id, label: id, detail: placeOf(id), note: because }));
  const rest = known.filter(({ id }) => !reasons.has(id));
  return [...first, ...rest.map(({ id, place }) => ({ id, label: id, detail: place }))];
};

/** A region that this program does not know yet may be typed in full. */
const filtered = (options: readonly Option[], typed: string): readonly Option[] => {
  const text = typed.trim();
  const found = options.filter(({ label, detail }) => matches(text, label, detail));
  const isOther = isRegion(text) && !found.some(({ id }) => id === text);
  return isOther ? [...found, { id: text, label: text, detail: 'not in the list of rolecall' }] : found;
};

export const regionOptions = (state: SetupState): readonly Option[] => {
  const partition = partitionFor(state);
  return filtered(inOrder(partition, likely(guesses(state), partition)), state.inputs.region.text);
};

/** What roles export: any region of the partition that Identity Center is in, or none. */
export const defaultRegionOptions = (state: SetupState): readonly Option[] => {
  const { answers, likelyRegion } = state;
  const partition = partitionOf(answers.region).id;
  const reasons = likely(
    [
      [answers.defaultRegion, 'as before'],
      [likelyRegion, 'AWS_REGION'],
      [answers.region, 'of Identity Center'],
    ],
    partition,
  );
  const typed = state.inputs['default-region'].text;
  const none: Option = { id: '', label: 'None', detail: 'the region that a shell or a command has stays' };
  return [...(typed.trim() === '' ? [none] : []), ...filtered(inOrder(partition, reasons), typed)];
};
