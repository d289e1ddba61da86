// Opens the picker on the terminal, whatever stdout is: a captured stdout is the result's.
import type { ActionId } from '../domain/action.ts';
import { Cancelled, OtherActionPicked, UsageError } from '../domain/errors.ts';
import type { Role } from '../domain/role.ts';
import type { Host } from '../host.ts';
import { openPicker, openTerminal, type PickerResult } from '../terminal/open-picker.ts';
import { pickerPorts } from './picker-ports.ts';

export type PickRequest = { readonly action: ActionId; readonly query: string; readonly theme?: string };

/** Shows the picker once. Errors: UsageError without a terminal. */
export const showPicker = async (
  host: Host,
  { action, query, theme }: PickRequest,
): Promise<PickerResult> => {
  const config = await (await host.services.configStore()).load();
  const terminal = openTerminal(host, host.platform);
  if (terminal === undefined)
    throw new UsageError('There is no terminal to draw on.', 'Give --profile, or see: rolecall list');
  try {
    return await openPicker({
      instances: config.instances.map((instance) => instance.name),
      defaultInstance: config.defaultInstance,
      enterAction: action,
      initialQuery: query,
      theme: theme ?? config.theme,
      input: terminal.input,
      output: terminal.output,
      env: host.env,
      ports: pickerPorts(host),
    });
  } finally {
    terminal.close();
  }
};

/**
 * The role that was picked for `action`. Errors: Cancelled; OtherActionPicked after another action's key.
 */
export const pickRole = async (host: Host, request: PickRequest): Promise<Role> => {
  const result = await showPicker(host, request);
  if (result.kind === 'cancelled') throw new Cancelled();
  if (result.kind === 'setup') {
    const { setUpInstance } = await import('./setup.ts');
    await setUpInstance(host, {});
    return pickRole(host, request);
  }
  if (result.action === request.action) return result.role;
  throw new OtherActionPicked(result.action, result.role);
};
