// Opens the picker on the terminal, whatever stdout is: a captured stdout is the result's.

import type { ActionId } from '../domain/action.ts';
import { Cancelled, CommandPicked, LoginNeeded, OtherActionPicked, UsageError } from '../domain/errors.ts';
import { exportsOf } from '../domain/exports-config.ts';
import { regionsOf } from '../domain/region-variables.ts';
import type { Role } from '../domain/role.ts';
import type { ScreenHeight } from '../domain/screen-height.ts';
import { roleCredentials } from '../engine/role-credentials.ts';
import type { Host } from '../host.ts';
import type { ExpectedKey } from '../picker/effective-keys.ts';
import { openPicker, openTerminal, type PickerResult } from '../terminal/open-picker.ts';
import { arrangementOf } from './arrangement-of.ts';
import { finishingWrites } from './finished-writes.ts';
import { isFirstStep, takeFirstStep } from './first-steps.ts';
import { findInstance } from './instance-option.ts';
import { openThemeBook } from './own-themes.ts';
import { isSpoken, pickBySpeech, signInBySpeech } from './pick-spoken.ts';
import { pickerKeys } from './picker-keys.ts';
import { pickerPorts } from './picker-ports.ts';
import { pickerThemes, usableTheme } from './picker-themes.ts';

export type PickRequest = {
  readonly action: ActionId;
  readonly query: string;
  readonly theme?: string | undefined;
  /** Undefined = as the config says. */
  readonly height?: ScreenHeight | undefined;
  /** False: `--no-mouse`. */
  readonly mouse?: boolean;
  /** Lines that can be read out, instead of a screen. */
  readonly accessible?: boolean;
  /** For the action `print`. */
  readonly takesSeveral?: boolean;
  /** Keys that take the role as Enter does. */
  readonly expected?: readonly ExpectedKey[];
};

const howElse =
  'Give --profile, --account with --role, --arn, or a query. See what there is with: rolecall list';

type Choice = Extract<PickerResult, { readonly kind: 'chosen' }>;

/** Shows the picker once. Errors: UsageError without a terminal. */
const showPicker = async (host: Host, request: PickRequest, resume?: Choice): Promise<PickerResult> => {
  if (await isSpoken(host, request)) {
    if (resume === undefined) return pickBySpeech(host, request);
    await signInBySpeech(host, resume.role.instance);
    return resume;
  }
  const config = await (await host.services.configStore()).load();
  if (host.env['TERM'] === 'dumb')
    throw new UsageError('This terminal (TERM=dumb) cannot show the picker.', howElse);
  const terminal = openTerminal(host, host.platform);
  if (terminal === undefined) throw new UsageError('Which role? There is no terminal to pick on.', howElse);
  const themes = openThemeBook(host.services);
  const { ports, finished } = finishingWrites(
    { ...pickerPorts(host), ...pickerThemes(host.services, themes) },
    ['changePin', 'saveFilter', 'saveTheme', 'seeNews', 'refreshCatalog'],
  );
  try {
    const { theme, notice } = await usableTheme(themes, request.theme ?? config.theme);
    const height = request.height ?? config.height ?? { kind: 'full' };
    const keys = await pickerKeys(host, request.expected);
    return await openPicker({
      instances: config.instances.map((instance) => instance.name),
      defaultInstance: config.defaultInstance,
      enterAction: request.action,
      initialQuery: request.query,
      history: await (await host.services.history()).load(),
      guardRules: config.guard,
      shell: { exports: exportsOf(config), currentEnv: regionsOf(host.env) },
      arrangement: arrangementOf(config),
      resume,
      takesSeveral: request.takesSeveral,
      height,
      hasMouse: request.mouse !== false && config.mouse !== false && height.kind === 'full',
      keys: keys.keys,
      theme,
      themeNamed: themes.named,
      notice: notice ?? keys.notice,
      input: terminal.input,
      output: terminal.output,
      env: host.env,
      ports,
      lendTerminal: host.aroundPrompts,
    });
  } finally {
    terminal.close();
    await finished();
  }
};

const needsCredentials: ReadonlySet<ActionId> = new Set(['export', 'exec', 'console']);

/** What is kept here says that the person is signed in, but only AWS knows: the session may have been ended there. */
const isSignInNeeded = async (host: Host, { action, role }: Choice): Promise<boolean> => {
  if (!needsCredentials.has(action)) return false;
  const config = await (await host.services.configStore()).load();
  try {
    await roleCredentials(host.services, role, { instance: findInstance(config, role.instance) });
    return false;
  } catch (error) {
    if (error instanceof LoginNeeded) return true;
    throw error;
  }
};

export type Printed = Extract<PickerResult, { readonly kind: 'printed' }>;

/** What is to be printed, for the action `print`. Errors: Cancelled; OtherActionPicked, CommandPicked. */
export const pickToPrint = async (host: Host, request: PickRequest): Promise<Printed> => {
  const result = await showPicker(host, { ...request, action: 'print' });
  if (result.kind === 'printed') return result;
  if (result.kind === 'across') throw new CommandPicked(result.command, result.roles);
  if (result.kind === 'chosen') throw new OtherActionPicked(result.action, result.role);
  if (!isFirstStep(result)) throw new Cancelled();
  await takeFirstStep(host, result);
  return pickToPrint(host, request);
};

/**
 * The role that was picked for `action`, signed in where that was needed. Errors: Cancelled; OtherActionPicked after
 * another action's key; CommandPicked; whatever getting its credentials throws.
 */
export const pickRole = async (host: Host, request: PickRequest): Promise<Role> => {
  let result = await showPicker(host, request);
  if (isFirstStep(result)) {
    await takeFirstStep(host, result);
    return pickRole(host, request);
  }
  while (result.kind === 'chosen' && (await isSignInNeeded(host, result))) {
    result = await showPicker(host, request, result);
  }
  if (result.kind === 'across') throw new CommandPicked(result.command, result.roles);
  if (result.kind !== 'chosen') throw new Cancelled();
  if (result.action === request.action) return result.role;
  throw new OtherActionPicked(result.action, result.role);
};
