// What the wizard knows of shells.
import { UserError } from '../domain/errors.ts';
import type { Host } from '../host.ts';
import type { ShellChoice, ShellPlan } from '../setup/state.ts';
import { loadLine } from '../shells/load-line.ts';
import { detectShell } from '../shells/registry.ts';
import type { IntegratedShell } from '../shells/startup-block.ts';
import { isIntegrated, planStartupFile, startupFileOf } from './startup-file.ts';

const usual: readonly IntegratedShell[] = ['bash', 'zsh', 'fish'];

/** The person's own first, then the usual ones. */
export const shellChoices = async (host: Host): Promise<readonly ShellChoice[]> => {
  const own = detectShell(host.env, host.platform, await host.parentName()).id;
  const shells = isIntegrated(own) ? [own, ...usual.filter((shell) => shell !== own)] : usual;
  return Promise.all(
    shells.map(async (id) => ({
      id,
      file: await startupFileOf(host, id),
      isOwn: id === own,
      evalLine: loadLine(id),
    })),
  );
};

export const planShell = async (host: Host, shell: string): Promise<ShellPlan> => {
  try {
    if (!isIntegrated(shell)) throw new UserError(`There are no lines for ${shell} yet.`);
    return { kind: 'planned', shell, ...(await planStartupFile(host, { shell })) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: 'refused', shell, failure: { message: error.message, hint: error.hint } };
  }
};
