// The lines of ours in a shell's startup file: which file it is, what it is to become, and writing it. The wizard, the
// flags of `setup` and `init --install` all come here.
import type { Host } from '../host.ts';
import type { FilePlan } from '../setup/state.ts';
import {
  hasStartupBlock,
  type IntegratedShell,
  integratedShells,
  withoutStartupBlock,
  withStartupBlock,
} from '../shells/startup-block.ts';
import { startupPlaces } from '../shells/startup-places.ts';

export const isIntegrated = (shell: string): shell is IntegratedShell =>
  (integratedShells as readonly string[]).includes(shell);

type Read = { readonly file: string; readonly text: string | undefined };

/** The file that has our lines, else the one that the shell reads, else the one to make. */
const readStartupFile = async (
  host: Host,
  shell: IntegratedShell,
  named: string | undefined,
): Promise<Read> => {
  const files = await host.services.startupFiles();
  const places = named === undefined ? startupPlaces(shell, host) : [named];
  const read: Read[] = [];
  for (const file of places) read.push({ file, text: await files.read(file) });
  const [first = { file: '', text: undefined }] = read;
  return (
    read.find(({ file, text }) => text !== undefined && hasStartupBlock(text, file)) ??
    read.find(({ text }) => text !== undefined) ??
    first
  );
};

/** The file that the lines would go to. */
export const startupFileOf = async (host: Host, shell: IntegratedShell): Promise<string> => {
  try {
    return (await readStartupFile(host, shell, undefined)).file;
  } catch {
    // Whatever is wrong with it is said when it is to be written.
    return startupPlaces(shell, host)[0] ?? '';
  }
};

export type StartupWish = {
  readonly shell: IntegratedShell;
  /** More options of `init`; without them those that are there stay. */
  readonly words?: string | undefined;
  /** The file, where the person names it. */
  readonly file?: string | undefined;
};

/** Errors: UserError for a file that cannot be read, or whose markers are broken. */
export const planStartupFile = async (host: Host, { shell, words, file }: StartupWish): Promise<FilePlan> => {
  const { file: path, text } = await readStartupFile(host, shell, file);
  const after = withStartupBlock(text ?? '', { shell, file: path, words });
  return { file: path, edit: { before: text, after } };
};

/** The same without our lines; where there is no file, nothing is to be written. Errors: as above. */
export const planStartupRemoval = async (host: Host, { shell, file }: StartupWish): Promise<FilePlan> => {
  const { file: path, text } = await readStartupFile(host, shell, file);
  const after = withoutStartupBlock(text ?? '', path);
  return { file: path, edit: { before: text, after: text === undefined ? '' : after } };
};

export const isChange = ({ edit }: FilePlan): boolean => (edit.before ?? '') !== edit.after;

/** False when there was nothing to write. Errors: UserError. */
export const writeStartupFile = async (host: Host, plan: FilePlan): Promise<boolean> => {
  if (!isChange(plan)) return false;
  await (await host.services.startupFiles()).write(plan.file, plan.edit);
  return true;
};
