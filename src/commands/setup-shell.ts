// The lines that define the function role and complete names in a shell, in the file that the shell reads.
import { UserError } from '../domain/errors.ts';
import type { Host } from '../host.ts';
import type { FilePlan, ShellChoice, ShellPlan } from '../setup/state.ts';
import { detectShell, findShell } from '../shells/registry.ts';
import {
  type IntegratedShell,
  integratedShells,
  startupFile,
  withStartupBlock,
} from '../shells/startup-block.ts';

export const isIntegrated = (shell: string): shell is IntegratedShell =>
  (integratedShells as readonly string[]).includes(shell);

/** The person's own first. */
export const shellChoices = async (host: Host): Promise<readonly ShellChoice[]> => {
  const own = detectShell(host.env, host.platform, await host.parentName()).id;
  const first = integratedShells.filter((shell) => shell === own);
  const rest = integratedShells.filter((shell) => shell !== own);
  return [...first, ...rest].map((id) => ({
    id,
    file: startupFile(id, host),
    isOwn: id === own,
    evalLine: findShell(id).capture('rolecall env'),
  }));
};

/** Errors: UserError for a file that cannot be read, or whose markers are broken. */
export const planStartupFile = async (host: Host, shell: IntegratedShell): Promise<FilePlan> => {
  const file = startupFile(shell, host);
  const before = await (await host.services.startupFiles()).read(file);
  return { file, edit: { before, after: withStartupBlock(before ?? '', shell, file) } };
};

export const planShell = async (host: Host, shell: string): Promise<ShellPlan> => {
  try {
    if (!isIntegrated(shell)) throw new UserError(`There are no lines for ${shell} yet.`);
    return { kind: 'planned', shell, ...(await planStartupFile(host, shell)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: 'refused', shell, failure: { message: error.message, hint: error.hint } };
  }
};

/** False when there was nothing to write. Errors: UserError. */
export const writeStartupFile = async (host: Host, { file, edit }: FilePlan): Promise<boolean> => {
  if (edit.before === edit.after) return false;
  await (await host.services.startupFiles()).write(file, edit);
  return true;
};
