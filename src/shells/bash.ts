import { sh } from './sh.ts';
import type { Shell } from './shell.ts';

/** As POSIX; history expansion (`!`) does not look into what `eval` reads. */
export const bash: Shell = { ...sh, id: 'bash', aliases: [] };
