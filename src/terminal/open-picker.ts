// Opens the picker on a terminal and answers what was picked, after the screen is as it was.
import type { ActionId } from '../domain/action.ts';
import type { ShellBefore } from '../domain/export-variables.ts';
import type { GuardRule } from '../domain/guard.ts';
import type { History } from '../domain/history.ts';
import type { Arrangement } from '../picker/arrangement.ts';
import type { Keys } from '../picker/effective-keys.ts';
import type { PickerResult } from '../picker/result.ts';
import { initialState, type Notice, type PendingChoice } from '../picker/state.ts';
import type { EffectPorts } from './effect-ports.ts';
import { createProgram } from './program.ts';
import { runOnScreen, type ScreenRequest, sizeOf } from './run-on-screen.ts';

export type { PickerResult } from '../picker/result.ts';
export { type OpenTerminal, openTerminal } from './open-terminal.ts';
export type { LentTerminal } from './run-on-screen.ts';

export type PickerRequest = ScreenRequest & {
  /** Names of the configured instances; none = the first-run screen. */
  readonly instances: readonly string[];
  readonly defaultInstance: string | undefined;
  /** What Enter does: the invoking command's action. */
  readonly enterAction: ActionId;
  readonly initialQuery: string;
  readonly history?: History | undefined;
  /** Which roles are dangerous. */
  readonly guardRules?: readonly GuardRule[] | undefined;
  readonly shell?: ShellBefore | undefined;
  readonly arrangement?: Arrangement | undefined;
  /** What is to be said at the start. */
  readonly notice?: Notice | undefined;
  /** Sign in to this role's instance first, then answer with it. */
  readonly resume?: PendingChoice | undefined;
  /** For the action `print`: all that are marked. */
  readonly takesSeveral?: boolean | undefined;
  /** Undefined = the usual ones. */
  readonly keys?: Keys | undefined;
  readonly ports: EffectPorts;
};

const stateFor = ({
  instances,
  defaultInstance,
  enterAction,
  initialQuery,
  history,
  guardRules,
  shell,
  arrangement,
  resume,
  takesSeveral,
  hasMouse,
  keys,
  theme,
  notice,
  output,
  height,
  ports,
}: PickerRequest) => {
  const now = ports.now();
  return initialState({
    now,
    utcOffset: -new Date(now).getTimezoneOffset(),
    size: sizeOf({ output, height }),
    instances,
    defaultInstance,
    enterAction,
    initialQuery,
    history,
    guardRules,
    shell,
    arrangement,
    theme,
    notice,
    resume,
    takesSeveral,
    hasMouse,
    keys,
  });
};

/** Rejects only when something is broken; whatever happens, the terminal is restored first. */
export const openPicker = (request: PickerRequest): Promise<PickerResult> =>
  runOnScreen(request, (world) => createProgram(stateFor(request), { ...world, ports: request.ports }));
