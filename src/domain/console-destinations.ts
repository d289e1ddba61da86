// Finding a console service by what people call it, and a region by its name or its place.
import { type ConsoleService, consoleServices } from './console-services.ts';
import { fold } from './fold.ts';
import { isRegionOf, type KnownRegion, type PartitionId, regionsOf } from './known-regions.ts';
import { nearestWord } from './nearest-word.ts';

/** `AWS Backup` and `Amazon S3` are known as `backup` and `s3` too. */
const plainName = (name: string): string => fold(name).replace(/^(aws|amazon) /, '');

/** `systems-manager` of `systems-manager/home`: what stands in the address bar. */
const stemOf = ({ path }: ConsoleService): string => path.replace(/[#?].*$/, '').replace(/\/home$/, '');

const byWord: ReadonlyMap<string, ConsoleService> = new Map(
  // What comes later wins: an id beats another's word, and that its name and its path.
  [
    ...consoleServices.filter(({ path }) => !path.includes('#')).map((one) => [stemOf(one), one] as const),
    ...consoleServices.map((one) => [plainName(one.name), one] as const),
    ...consoleServices.map((one) => [fold(one.name), one] as const),
    ...consoleServices.flatMap((one) => one.words.map((word) => [word, one] as const)),
    ...consoleServices.map((one) => [one.id, one] as const),
  ],
);

/** The service with this id, name, other word or path, in any case; undefined where there is none. */
export const serviceNamed = (text: string): ConsoleService | undefined =>
  byWord.get(
    fold(text.trim())
      .replace(/\/home$/, '')
      .replace(/^\//, ''),
  );

/** False for an id that is not known. */
export const isGlobalService = (id: string): boolean => serviceNamed(id)?.isGlobal ?? false;

const isSubsequence = (word: string, text: string): boolean => {
  let from = 0;
  for (const letter of word) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
};

const startsAWord = (text: string, word: string): boolean =>
  text.split(/[^a-z0-9]+/).some((part) => part.startsWith(word));

/** How well a word fits the main text and the others: less is better; undefined where it fits none. */
const rankOf = (word: string, main: readonly string[], others: readonly string[]): number | undefined => {
  const all = [...main, ...others];
  if (main[0] === word) return 0;
  if (all.includes(word)) return 1;
  if (main.some((text) => text.startsWith(word))) return 2;
  if (main.some((text) => startsAWord(text, word))) return 3;
  if (others.some((text) => text.startsWith(word))) return 4;
  if (all.some((text) => text.includes(word))) return 5;
  if (word.length > 1 && main.some((text) => isSubsequence(word, text))) return 6;
  return undefined;
};

const wordsOf = (text: string): readonly string[] => fold(text).split(/\s+/).filter(Boolean);

type Candidate<T> = {
  readonly item: T;
  readonly main: readonly string[];
  readonly others: readonly string[];
};

/** Those that every word fits, best first, in their own order where they fit alike. */
const ranked = <T>(candidates: readonly Candidate<T>[], words: readonly string[]): readonly T[] => {
  const scored = candidates.flatMap(({ item, main, others }) => {
    const fits = words.map((word) => rankOf(word, main, others));
    return fits.includes(undefined)
      ? []
      : [{ item, score: fits.reduce<number>((sum, one) => sum + (one ?? 0), 0) }];
  });
  return scored.sort((a, b) => a.score - b.score).map(({ item }) => item);
};

const serviceCandidates: readonly Candidate<ConsoleService>[] = consoleServices.map((item) => ({
  item,
  main: [item.id, fold(item.name)],
  others: [...item.words, stemOf(item)],
}));

/** All of them for an empty text. A chooser shows these as they are typed for. */
export const searchServices = (text: string): readonly ConsoleService[] =>
  ranked(serviceCandidates, wordsOf(text));

/** What may have been meant by a text that names none: at most `most`, nearest first. */
export const nearestServices = (text: string, most = 4): readonly ConsoleService[] => {
  const near = nearestWord(fold(text.trim()), [...byWord.keys()]);
  const mistyped = near === undefined ? undefined : byWord.get(near);
  const found = searchServices(text.replaceAll(/[^\p{L}\p{N}]+/gu, ' '));
  const all = text.trim() === '' ? [] : [...(mistyped === undefined ? [] : [mistyped]), ...found];
  return [...new Set(all)].slice(0, most);
};

/**
 * Regions of the partition by id (`euw1` finds `eu-west-1`) or place, best first. A region that is typed whole and not
 * known is found too, without a place: one that was opened yesterday.
 */
export const searchRegions = (partition: PartitionId, text: string): readonly KnownRegion[] => {
  const known = regionsOf(partition);
  const found = ranked(
    known.map((item) => ({ item, main: [item.id, fold(item.place)], others: [item.id.replaceAll('-', '')] })),
    wordsOf(text),
  );
  const typed = text.trim();
  const isNew = isRegionOf(partition, typed) && !known.some(({ id }) => id === typed);
  return isNew ? [{ id: typed, place: '' }, ...found] : found;
};
