import { sh } from './sh.ts';
import type { Shell } from './shell.ts';

/** As POSIX. Also right under `setopt rc_quotes`: a closing quote is never followed by another quote. */
export const zsh: Shell = { ...sh, id: 'zsh', aliases: [] };
