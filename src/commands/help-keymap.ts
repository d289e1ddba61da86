// `rolecall help keymap`: the bindings that hold, by the names that config.yaml calls them.
import { inertLines } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';
import { type EffectiveKeys, effectiveKeys } from '../picker/effective-keys.ts';
import { keysText } from '../picker/help-view.ts';

const head = `Keys of the picker, by the names of their bindings. config.yaml gives them others:

  keymap:
    set: default            # default, vim or emacs
    bindings:
      console: [ctrl+e, f5]
      cursor-end: null      # none

A letter is a key only while nothing is typed. These hold now:
`;

/** A config that is not right is told by the picker and by config check; here the usual keys are shown for it. */
const keysOf = async (host: Host): Promise<EffectiveKeys> => {
  try {
    const { keymap } = await (await host.services.configStore()).load();
    return effectiveKeys(keymap);
  } catch {
    return effectiveKeys(undefined);
  }
};

export const keymapHelpText = async (host: Host): Promise<string> => {
  const { keys, problems } = await keysOf(host);
  const rows = keys.bindings.map(
    (binding) => [binding.name, keysText(binding) || '-', binding.help] as const,
  );
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const keyWidth = Math.min(24, Math.max(...rows.map(([, text]) => text.length)));
  const lines = rows.map(
    ([name, text, help]) => `  ${name.padEnd(nameWidth)}  ${text.padEnd(keyWidth)}  ${help}`,
  );
  const wrong = problems.map(({ path, message }) => `  ${path.join('.')} ${message}`);
  const tail = wrong.length === 0 ? [] : ['', 'Not right, and passed over:', ...wrong];
  return inertLines(`${[head, ...lines, ...tail].join('\n')}\n`);
};
