// What `init` prints.
import type { Config } from '../domain/config.ts';
import { exportsOf } from '../domain/exports-config.ts';
import { completionScript } from '../shells/completion-files.ts';
import { expiryHook, isHookShell } from '../shells/expiry-hook.ts';
import {
  type FunctionShell,
  roleFunction,
  roleFunctionCompletion,
  sessionPart,
} from '../shells/role-function.ts';

export type InitRequest = {
  readonly shell: FunctionShell;
  /** Of the function, checked. */
  readonly name: string;
  readonly isCompleting: boolean;
  readonly readPackageFile: (path: string) => Promise<string>;
  readonly loadConfig: () => Promise<Pick<Config, 'exports'>>;
};

/** Those that the completion scripts know: the registry may not be imported here, and the build fills them from it. */
const commandNames = (script: string): readonly string[] =>
  /^_rolecall_commands='([^']*)'$/m.exec(script)?.[1]?.split(' ') ?? [];

/** A configuration that is wrong is told by every other command, not by each new shell. */
const hookText = async ({ shell, name, loadConfig }: InitRequest): Promise<string> => {
  if (!isHookShell(shell)) return '';
  const config = await loadConfig().catch(() => undefined);
  const { onExpiry } = exportsOf(config ?? {});
  return onExpiry === 'off' ? '' : expiryHook(shell, { name, isRenewing: onExpiry === 'renew' });
};

/** What the shell evaluates. */
export const initText = async (asked: InitRequest): Promise<string> => {
  const { shell, name, isCompleting, readPackageFile } = asked;
  const commands = commandNames(await readPackageFile(completionScript('bash') ?? ''));
  const request = { shell, name, commands };
  const script = isCompleting ? completionScript(shell) : undefined;
  const completion = script && roleFunctionCompletion(request, await readPackageFile(script));
  return `${roleFunction(request)}${sessionPart(request)}${await hookText(asked)}${completion ?? ''}`;
};
