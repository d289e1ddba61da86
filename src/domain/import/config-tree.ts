// config.yaml as a tree of texts, and what must change in it so that it says what was found. What it says already is never
// changed: the person's word stands.
import { mayBeEmpty } from '../aws-ini/writable-section.ts';
import { type ConfigProblem, parseConfig, type YamlValue } from '../parse-config.ts';

export type Tree = ReadonlyMap<string, YamlValue>;

/** As the port of config.yaml takes them. */
export type Value = string | readonly Value[] | { readonly [key: string]: Value };
export type Change = { readonly path: readonly string[]; readonly value: Value };

/** Something that config.yaml says otherwise. */
export type Conflict = { readonly path: readonly string[]; readonly kept: YamlValue };

const isMap = (value: YamlValue | undefined): value is Tree => value instanceof Map;

const isEmpty = (value: YamlValue | undefined): boolean =>
  value === undefined || value === null || value === '' || (isMap(value) && value.size === 0);

/** Sets a value; the maps on the way are made. */
export const withValue = (tree: Tree, path: readonly string[], value: YamlValue): Tree => {
  const [key, ...rest] = path;
  if (key === undefined) return tree;
  const inner = tree.get(key);
  const next = rest.length === 0 ? value : withValue(isMap(inner) ? inner : new Map(), rest, value);
  return new Map([...tree, [key, next]]);
};

export const without = (tree: Tree, path: readonly string[]): Tree => {
  const [key, ...rest] = path;
  if (key === undefined || !tree.has(key)) return tree;
  const inner = tree.get(key);
  const kept = [...tree].filter(([name]) => name !== key);
  if (rest.length === 0 || !isMap(inner)) return new Map(kept);
  return new Map([...tree].map(([name, value]) => [name, name === key ? without(inner, rest) : value]));
};

export const treeAt = (tree: YamlValue | undefined, path: readonly string[]): YamlValue | undefined =>
  path.reduce<YamlValue | undefined>((at, key) => (isMap(at) ? at.get(key) : undefined), tree);

const plainValue = (value: YamlValue): Value => {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (isMap(value)) return Object.fromEntries([...value].map(([key, entry]) => [key, plainValue(entry)]));
  return (value as readonly YamlValue[]).map(plainValue);
};

export type Changes = { readonly changes: readonly Change[]; readonly conflicts: readonly Conflict[] };

/** What is to be set so that `now` says all that `wanted` says. */
export const changesTo = (
  now: YamlValue | undefined,
  wanted: Tree,
  path: readonly string[] = [],
): Changes => {
  const changes: Change[] = [];
  const conflicts: Conflict[] = [];
  for (const [key, value] of wanted) {
    const at = [...path, key];
    const there = isMap(now) ? now.get(key) : undefined;
    const isAbsent = mayBeEmpty(key) ? there === undefined || there === null : isEmpty(there);
    if (isEmpty(value) && !(mayBeEmpty(key) && value === '')) continue;
    if (isAbsent) changes.push({ path: at, value: plainValue(value) });
    else if (isMap(value) && isMap(there)) {
      const inner = changesTo(there, value, at);
      changes.push(...inner.changes);
      conflicts.push(...inner.conflicts);
    } else if (JSON.stringify(there) !== JSON.stringify(value) || isMap(there) !== isMap(value))
      conflicts.push({ path: at, kept: there ?? null });
  }
  return { changes, conflicts };
};

/** `base` with what `more` adds; what both say is as `base` says it. */
export const merged = (base: YamlValue | undefined, more: Tree): Tree => {
  const result = new Map(isMap(base) ? base : []);
  for (const [key, value] of more) {
    const there = result.get(key);
    if (isMap(there) && isMap(value)) result.set(key, merged(there, value));
    else if (isEmpty(there)) result.set(key, value);
  }
  return result;
};

const isIn = (tree: Tree, path: readonly string[]): boolean => treeAt(tree, path) !== undefined;

/** Of a role whose chain is broken nothing is left; elsewhere the one value goes. */
const faultyPart = (path: readonly string[]): readonly string[] => {
  const isRole = path[0] === 'instances' && path[2] === 'accounts' && path[4] === 'roles';
  return isRole && path[6] === 'via' ? path.slice(0, 6) : path;
};

const pruned = (tree: Tree): Tree =>
  new Map(
    [...tree]
      .map(([key, value]) => [key, isMap(value) ? pruned(value) : value] as const)
      .filter(([, value]) => !isMap(value) || value.size > 0),
  );

export type Fitting = { readonly tree: Tree; readonly dropped: readonly ConfigProblem[] };

/** Without what config.yaml may not say, as its own reader judges it. */
export const fitting = (now: YamlValue | undefined, wanted: Tree): Fitting => {
  let tree = wanted;
  const dropped: ConfigProblem[] = [];
  for (;;) {
    const faults = parseConfig(merged(now, tree)).problems.filter(
      ({ path }) => path.length > 0 && isIn(tree, faultyPart(path)),
    );
    if (faults.length === 0) return { tree: pruned(tree), dropped };
    for (const fault of faults) tree = without(tree, faultyPart(fault.path));
    dropped.push(...faults);
  }
};
