// Every shell that starts waits for `init SHELL`, in the forms that startup files have.
import { initText } from './actions/init-text.ts';
import { cachedConfig, hasConfig } from './adapters/config-cache.ts';
import { foldersOf } from './adapters/folders.ts';
import { readPackageFile } from './adapters/package-files.ts';
import { exitCodes } from './domain/exit-codes.ts';
import type { Outside, QuickAnswer } from './quick.ts';
import { checkFunctionName, functionShells } from './shells/role-function.ts';

/** Undefined for every other form. Errors: UsageError for a name that cannot be, and what the config cannot be read for. */
export const initAnswer = async (
  outside: Pick<Outside, 'argv' | 'env' | 'platform' | 'home'>,
): Promise<QuickAnswer | undefined> => {
  const [, word, ...more] = outside.argv;
  const shell = functionShells.find((known) => known === word);
  if (shell === undefined) return undefined;
  const isNamed = more[0] === '--name' && more[1] !== undefined;
  const rest = isNamed ? more.slice(2) : more;
  const isCompleting = rest.length === 0;
  if (!isCompleting && (rest.length > 1 || rest[0] !== '--no-completion')) return undefined;
  const name = checkFunctionName(isNamed ? (more[1] ?? '') : 'role', shell);
  // As kept from the last time it was read; what has to be read anew is for the long road.
  const folders = foldersOf(outside);
  const config = cachedConfig(folders) ?? (hasConfig(folders) ? undefined : {});
  if (config === undefined) return undefined;
  const loadConfig = async () => config;
  const stdout = await initText({ shell, name, isCompleting, readPackageFile, loadConfig });
  return { stdout, stderr: '', exitCode: exitCodes.ok };
};
