// The bindings that hold: the usual ones, changed by the chosen set, changed by the person's own. What is wrong with the
// person's own is told, and the rest of them holds.
import type { KeymapConfig } from '../domain/config.ts';
import type { ConfigProblem } from '../domain/config-reader.ts';
import { keyNameOf } from '../domain/key-name.ts';
import { nearestWord } from '../domain/nearest-word.ts';
import { sanitize } from '../domain/sanitize.ts';
import { type Binding, hasModes, type KeyMode, withText } from './binding.ts';
import { isPrintable, keyLabel } from './key-label.ts';
import { type KeySet, keySets } from './key-set.ts';
import { hasNormalKeys, bindings as usual } from './keymap.ts';
import type { ScreenKind } from './screen-kind.ts';

export type Keys = {
  readonly bindings: readonly Binding[];
  /** Normal is for sets that have it. */
  readonly mode: KeyMode;
};

export const usualKeys: Keys = { bindings: usual, mode: 'typing' };

const withSet = (binding: Binding, { keys, normalKeys }: KeySet): Binding => {
  const more = normalKeys[binding.name];
  return { ...binding, keys: keys[binding.name] ?? binding.keys, ...(more && { normalKeys: more }) };
};

/** Printable keys of one's own are keys of the normal mode, where there is one. */
const withOwn = (binding: Binding, own: readonly string[], set: KeySet): Binding => {
  if (Object.keys(set.normalKeys).length === 0) return { ...binding, keys: own };
  const printable = own.filter(isPrintable);
  const chords = own.filter((key) => !isPrintable(key));
  if (own.length === 0) return { ...binding, keys: [], normalKeys: [] };
  return {
    ...binding,
    ...(chords.length > 0 ? { keys: chords } : {}),
    ...(printable.length > 0 ? { normalKeys: printable } : {}),
  };
};

const pathTo = (name: string): readonly string[] => ['keymap', 'bindings', name];

const short = (text: string): string => sanitize(text, 40);

/** Leaving is always possible. */
const always: Readonly<Record<string, string>> = { quit: 'ctrl+c' };

const keysRead = (
  { name, keys }: KeymapConfig['bindings'][number],
  problems: ConfigProblem[],
): readonly string[] => {
  const read: string[] = [];
  for (const text of keys) {
    const key = keyNameOf(text);
    if ('name' in key) read.push(key.name);
    else problems.push({ path: pathTo(name), message: `has "${short(text)}", which ${key.problem}` });
  }
  const kept = always[name];
  return kept === undefined || read.includes(kept) ? read : [...read, kept];
};

const unknownName = (name: string, names: readonly string[]): ConfigProblem => {
  const nearest = nearestWord(name, names);
  const message =
    nearest === undefined
      ? 'is no key binding. They are listed by: rolecall help keymap'
      : `is no key binding. Did you mean ${nearest}?`;
  return { path: pathTo(name), message, isKey: true, nearest };
};

const modesOf = ({ mode }: Binding, isModal: boolean): readonly KeyMode[] => {
  const modes: readonly KeyMode[] = isModal ? ['typing', 'normal'] : ['typing'];
  return mode === undefined ? modes : modes.filter((one) => one === mode);
};

/** As it was written, and as bindings call it. */
export type ExpectedKey = { readonly text: string; readonly name: string };

/** Keys that the command line expects: each takes the role as Enter does, and is told by its own name. */
export const withExpected = (keys: Keys, expected: readonly ExpectedKey[]): Keys => ({
  ...keys,
  bindings: [
    ...expected.map(
      ({ text, name }, index): Binding => ({
        name: `expect-${index + 1}`,
        keys: [name],
        event: { kind: 'accepted', key: text },
        help: `Take the role, and say ${keyLabel(name)}`,
        group: 'Act',
        on: ['list'],
      }),
    ),
    ...keys.bindings,
  ],
});

type Held = { readonly key: string; readonly screen: ScreenKind; readonly mode: KeyMode };

/** Everywhere that keys of a binding hold. */
const places = (binding: Binding, isModal: boolean): readonly Held[] =>
  modesOf(binding, isModal).flatMap((mode) => {
    return binding.on.flatMap((screen) => {
      const normal = hasNormalKeys(screen, mode) ? (binding.normalKeys ?? []) : [];
      const keys = binding.keys.filter(
        (key) => mode === 'typing' || !withText.includes(screen) || !isPrintable(key),
      );
      return [...normal, ...keys].map((key) => ({ key, screen, mode }));
    });
  });

const placeText = ({ key, screen, mode }: Held): string => `${key} ${screen} ${mode}`;

/** Keys of the normal mode come before the usual ones of another binding, and Esc leaves the typing first; any other two
 *  are a conflict. */
const isOverride = (a: Binding, b: Binding, { key, mode }: Held): boolean =>
  (key === 'esc' && a.mode !== b.mode) ||
  (mode === 'normal' && (a.normalKeys ?? []).includes(key) !== (b.normalKeys ?? []).includes(key));

export type Conflict = { readonly key: string; readonly first: Binding; readonly second: Binding };

/** Each pair of bindings that one key would mean on one screen, once. */
export const conflictsIn = (bindings: readonly Binding[]): readonly Conflict[] => {
  const isModal = hasModes(bindings);
  const holders = new Map<string, Binding>();
  const conflicts = new Map<string, Conflict>();
  for (const binding of bindings) {
    for (const place of places(binding, isModal)) {
      const first = holders.get(placeText(place));
      if (first === undefined) holders.set(placeText(place), binding);
      else if (first !== binding && !isOverride(first, binding, place))
        conflicts.set(`${place.key} ${first.name} ${binding.name}`, {
          key: place.key,
          first,
          second: binding,
        });
    }
  }
  return [...conflicts.values()];
};

const conflictProblem = ({ key, first, second }: Conflict, own: ReadonlySet<string>): ConfigProblem => {
  const [here, there] = own.has(second.name) ? [second, first] : [first, second];
  const message = `has ${keyLabel(key)}, which is the key of ${there.name} already. Give ${there.name} another one, or null.`;
  return { path: pathTo(here.name), message };
};

/** Without the keys that one's own bindings took everywhere where it holds: hints and help would name them twice. */
const withoutTaken = (
  binding: Binding,
  conflicts: readonly Conflict[],
  own: ReadonlySet<string>,
): Binding => {
  if (own.has(binding.name)) return binding;
  const taken = conflicts
    .filter((conflict) => [conflict.first, conflict.second].some(({ name }) => name === binding.name))
    .filter(({ first, second }) => {
      const winner = first.name === binding.name ? second : first;
      return own.has(winner.name) && binding.on.every((screen) => winner.on.includes(screen));
    })
    .map(({ key }) => key);
  const { keys, normalKeys } = binding;
  return {
    ...binding,
    keys: keys.filter((key) => !taken.includes(key)),
    ...(normalKeys && { normalKeys: normalKeys.filter((key) => !taken.includes(key)) }),
  };
};

/** Leaving is what its key does, whatever else is given it. */
const withoutKept = (binding: Binding): Binding =>
  always[binding.name] === undefined
    ? { ...binding, keys: binding.keys.filter((key) => !Object.values(always).includes(key)) }
    : binding;

export type EffectiveKeys = {
  readonly keys: Keys;
  /** Of `keymap:` in config.yaml. */
  readonly problems: readonly ConfigProblem[];
};

/** One's own keys win over others where they conflict: those stand first. */
export const effectiveKeys = (keymap: KeymapConfig | undefined): EffectiveKeys => {
  if (keymap === undefined) return { keys: usualKeys, problems: [] };
  const set = keySets[keymap.set];
  const problems: ConfigProblem[] = [];
  const names = usual.map(({ name }) => name);
  const own = new Map<string, readonly string[]>();
  for (const one of keymap.bindings) {
    if (!names.includes(one.name)) problems.push(unknownName(one.name, names));
    else own.set(one.name, keysRead(one, problems));
  }
  const changed = usual.map((binding) => {
    const keys = own.get(binding.name);
    const ofSet = withSet(binding, set);
    return keys === undefined ? ofSet : withOwn(ofSet, keys, set);
  });
  const chosen = new Set(own.keys());
  const conflicts = conflictsIn(changed);
  problems.push(...conflicts.map((conflict) => conflictProblem(conflict, chosen)));
  const isFirst = ({ name }: Binding): boolean =>
    chosen.has(name) && conflicts.some(({ first, second }) => [first.name, second.name].includes(name));
  const others = changed
    .filter((binding) => !isFirst(binding))
    .map((binding) => withoutTaken(binding, conflicts, chosen));
  const bindings = [...changed.filter(isFirst).map(withoutKept), ...others];
  return { keys: { bindings, mode: 'typing' }, problems };
};
