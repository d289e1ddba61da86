// man/rolecall.1, in the macros of man(7).
import { environmentNotes, readVariables, setVariables } from '../../src/domain/environment-help.ts';
import { exitCodeNotes, exitCodeRows } from '../../src/domain/exit-code-help.ts';
import type { HelpRow } from '../../src/domain/help-rows.ts';
import { queryHelp, queryNotes } from '../../src/domain/query-help.ts';
import { type DescribedCommand, type Passage, passagesOf } from './described-command.ts';

const named: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  '’': '\\(cq',
  '^': '\\(ha',
  '~': '\\(ti',
  '`': '\\(ga',
};

/** A line of text: nothing in it is a command of roff. */
const line = (text: string): string =>
  text.replace(/[\\\-’^~`]/g, (sign) => named[sign] ?? sign).replace(/^(?=[.'])/, '\\&');

const lines = (texts: readonly string[]): string => texts.map(line).join('\n');

const row = ([term, meaning]: HelpRow): string => `.TP\n.B ${quoted(term)}\n${line(meaning)}`;

const quoted = (text: string): string => `"${line(text).replaceAll('"', '\\(dq')}"`;

const passage = ({ isCode, lines: texts }: Passage): string =>
  isCode ? `.PP\n.nf\n.RS 2\n${lines(texts)}\n.RE\n.fi` : `.PP\n${lines(texts)}`;

const command = ({ name, summary, usage, args, options, notes }: DescribedCommand): string =>
  [
    `.SS ${name}`,
    `${line(summary)}.`,
    `.PP\n.B ${quoted(usage)}`,
    ...[...args, ...options].map(row),
    ...passagesOf(notes).map(passage),
  ].join('\n');

const paragraph = (text: string): string => `.PP\n${lines(text.trim().split('\n'))}`;

const about = `A full\\-screen picker for AWS roles. It discovers the accounts and roles that a person holds through IAM Identity Center,
finds one by a few keystrokes, and makes of it exports for a shell, a subshell, a console session or a profile of
~/.aws/config. Tokens and keys are encrypted at rest. Without a command it opens the picker.`;

export const manPage = (version: string, commands: readonly DescribedCommand[]): string =>
  `${[
    '.\\" Written by `npm run docs` from src/commands: do not edit.',
    `.TH ROLECALL 1 "" "rolecall ${version}" "User Commands"`,
    '.SH NAME\nrolecall \\- a picker for AWS roles',
    '.SH SYNOPSIS\n.B rolecall\n.RI [ command ]\n.RI [ options ]',
    `.SH DESCRIPTION\n${about}`,
    '.SH COMMANDS',
    ...commands.map(command),
    '.SH QUERIES',
    ...queryHelp.map(row),
    paragraph(queryNotes.join('\n')),
    '.SH EXIT STATUS',
    ...exitCodeRows.map(row),
    paragraph(exitCodeNotes),
    '.SH ENVIRONMENT\nIt reads:',
    ...readVariables.map(row),
    '.PP\nA role sets in a shell:',
    ...setVariables.map(row),
    paragraph(environmentNotes),
    '.SH FILES',
    row(['~/.config/rolecall/config.yaml', 'what you chose; no secrets']),
    row(['~/.local/state/rolecall', 'the secret store, encrypted; locks, audit log, history']),
    row(['~/.cache/rolecall', 'accounts and roles']),
    row(['~/.aws/config', 'profiles, between two marker lines']),
    '.SH SEE ALSO\n.BR aws (1)',
  ].join('\n')}\n`;
