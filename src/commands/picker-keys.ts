// The keys that config.yaml asks for, and what the picker says at its start of those that are not right.
import { ConfigRefused } from '../domain/errors.ts';
import type { Host } from '../host.ts';
import { type ExpectedKey, effectiveKeys, type Keys, withExpected } from '../picker/effective-keys.ts';
import type { Notice } from '../picker/state.ts';

export type PickerKeys = { readonly keys: Keys; readonly notice: Notice | undefined };

/** The first fault of the file, with its line. */
const faultText = async (host: Host): Promise<string | undefined> => {
  const store = await host.services.configStore();
  try {
    await store.check((await store.readText()) ?? '', 'config.yaml');
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigRefused)) throw error;
    const { faults } = error;
    const [first] = faults;
    const more = faults.length > 1 ? ` And ${faults.length - 1} more: rolecall config check` : '';
    return first && `config.yaml:${first.line ?? 1}: ${first.path} ${first.message}${more}`;
  }
};

export const pickerKeys = async (host: Host, expected: readonly ExpectedKey[] = []): Promise<PickerKeys> => {
  const { keymap } = await (await host.services.configStore()).load();
  const { keys, problems } = effectiveKeys(keymap);
  const text = problems.length === 0 ? undefined : await faultText(host);
  return {
    keys: withExpected(keys, expected),
    notice: text === undefined ? undefined : { level: 'warning', text },
  };
};
