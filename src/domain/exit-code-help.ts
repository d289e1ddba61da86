// What each exit code means: `rolecall help exit-codes`.
import { exitCodes } from './exit-codes.ts';
import { type HelpRow, helpRowLines } from './help-rows.ts';

const meanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  ok: 'done',
  failed: 'failed, or no role matches; of `status` and `time`: nothing is held, or it has expired',
  usage: 'wrong usage, or a config.yaml that is not right',
  notConfirmed: 'a guarded role that nobody confirmed',
  loginNeeded: 'a sign-in is needed: rolecall login',
  notAssigned: 'AWS says that the role is not assigned to you',
  upstream: 'AWS is throttling or cannot be reached: try again',
  secretStore: 'the secret store is locked or missing: rolecall doctor',
  notExpected: 'not the account, region or time that exec was told to expect: nothing was run',
  cancelled: 'cancelled, by Esc, Ctrl-C or a no',
};

export const exitCodeRows: readonly HelpRow[] = Object.entries(meanings).map(([name, meaning]) => [
  String(exitCodes[name as keyof typeof exitCodes]),
  meaning,
]);

export const exitCodeNotes = `exec and its subshell pass on the status of the command (128 and the signal's number where a signal ended it).
each sums up those of its commands: rolecall each --help. Nothing is on stdout when a command was cancelled.`;

export const exitCodeHelpText = `Exit codes of every command:

${helpRowLines(exitCodeRows)}

${exitCodeNotes}
`;
