// Bindings by their names, which config.yaml and the docs use.
import type { Binding } from '../binding.ts';
import { keyLabel, shortKeyLabel } from '../key-label.ts';

/** `copy-arn`: small letters and digits in words. */
export const isBindingName = (name: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

type HasBindings = { readonly keys: { readonly bindings: readonly Binding[] } };

const firstKey = ({ keys: { bindings } }: HasBindings, name: string): string | undefined => {
  const binding = bindings.find((candidate) => candidate.name === name);
  return binding?.keys[0] ?? binding?.normalKeys?.[0];
};

/** The key that a person would press for it, `Ctrl-T`; undefined where it has none. */
export const keyNamed = (state: HasBindings, name: string): string | undefined => {
  const key = firstKey(state, name);
  return key === undefined ? undefined : keyLabel(key);
};

/** What is said of its key; nothing where it has none. */
export const ofKey = (state: HasBindings, name: string, text: (key: string) => string): string => {
  const key = keyNamed(state, name);
  return key === undefined ? '' : text(key);
};

/** `^T` */
export const shortKeyNamed = (state: HasBindings, name: string): string | undefined => {
  const key = firstKey(state, name);
  return key === undefined ? undefined : shortKeyLabel(key);
};
