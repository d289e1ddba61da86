// The one line that loads the function in a shell that runs.
import type { FunctionShell } from './functions/request.ts';
import { findShell } from './registry.ts';

/** `words` are more options of `init`. nushell reads code only at its start, so there the line is for the next one. */
export const loadLine = (shell: FunctionShell, words = ''): string =>
  shell === 'nushell'
    ? `rolecall init nushell${words} | save --force ($nu.data-dir | path join vendor autoload rolecall.nu)`
    : findShell(shell).capture(`rolecall init ${shell}${words}`);
