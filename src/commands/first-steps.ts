// Where the first-run screen leads: the wizard, what other tools know, or the demo.
import { DemoPicked } from '../domain/errors.ts';
import type { Host } from '../host.ts';
import type { PickerResult } from '../terminal/open-picker.ts';

type FirstStep = Extract<PickerResult, { readonly kind: 'setup' | 'import' | 'demo' }>;

export const isFirstStep = (result: PickerResult): result is FirstStep =>
  result.kind === 'setup' || result.kind === 'import' || result.kind === 'demo';

const importFirst = async (host: Host): Promise<void> => {
  const { importCommand } = await import('./import.ts');
  await importCommand.run(host, [], {});
  await host.ask('Enter goes on.');
};

/** After it the picker opens again. Errors: Cancelled when the wizard was left; DemoPicked. */
export const takeFirstStep = async (host: Host, { kind }: FirstStep): Promise<void> => {
  if (kind === 'demo') throw new DemoPicked();
  if (kind === 'import') return importFirst(host);
  const { setUpInstance } = await import('./setup.ts');
  await setUpInstance(host);
};
