// The completion scripts as the build makes them, in a folder of the test.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { completionFiles, fillIn, readCommandLines } from '../../build/completion/scripts.ts';
import type { Folder } from './real-shell.ts';

/** Answers where the script of a shell is. */
export const fillScripts = async (
  folder: Folder,
): Promise<(shell: keyof typeof completionFiles) => string> => {
  const lines = await readCommandLines();
  mkdirSync(folder.path('completions'));
  for (const [shell, file] of Object.entries(completionFiles)) {
    const text = readFileSync(`completions/${file}`, 'utf8');
    writeFileSync(folder.path(`completions/${file}`), fillIn(shell as 'bash', text, lines));
  }
  return (shell) => folder.path(`completions/${completionFiles[shell]}`);
};
