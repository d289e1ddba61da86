// The guard of dangerous roles, as commands have it: `--confirm NAME`, a question on the terminal, or a no. The picker
// asks on screens of its own.
import type { Command } from 'commander';
import type { Config } from '../domain/config.ts';
import { areAnswers, type Confirmation, confirmationFor, isAnswer } from '../domain/confirmation.ts';
import { guardOf } from '../domain/guard.ts';
import { guardedText, mayBeGuarded, notConfirmed, siblingHint } from '../domain/guard-refusal.ts';
import { isSameRole, type Role, type RoleId } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import { quoteForSh } from '../shells/sh.ts';
import type { Options } from './command.ts';

export type GuardRequest = {
  readonly config: Config;
  /** Those that are about to be used. */
  readonly roles: readonly Role[];
  /** All roles there are: one of the same account that can do less may be named. */
  readonly known: RoleList;
  readonly options: Options;
};

/** An option that no command line can give: the picker's guard was passed for this very role. */
export const confirmedInPicker = 'confirmed in the picker';

const collect = (name: string, before: readonly string[] = []): readonly string[] => [...before, name];

/** Adds `--confirm`, which may be given once for each role. */
export const addConfirm = (command: Command): Command =>
  command.option('--confirm <name>', 'use a guarded role: the name that its guard asks for', collect);

const wordsOf = (options: Options): readonly string[] => {
  const given = options['confirm'];
  if (typeof given === 'string') return [given];
  return Array.isArray(given) ? given : [];
};

/** The answer to show in a line that is copied into a shell: one that needs no quotes, where there is one. */
const wordFor = ({ answers }: Confirmation): string =>
  answers.find((answer) => /^[\w.-]+$/.test(answer)) ?? quoteForSh(answers[0] ?? '');

const ask = async (host: Host, confirmation: Confirmation): Promise<boolean> => {
  if (confirmation.kind === 'yes') return host.confirm('Use it?');
  const text = await host.ask(
    `Type ${confirmation.what} to use ${confirmation.roles.length > 1 ? 'them' : 'it'}:`,
  );
  return isAnswer(confirmation, text);
};

/**
 * Returns where none of the roles is guarded, where `--confirm` names them, or where a person confirms them. Errors:
 * UserError (exit 3) where nobody does, Cancelled.
 */
export const passGuard = async (host: Host, request: GuardRequest): Promise<void> => {
  const confirmation = confirmationFor(request.roles, request.config.guard ?? []);
  if (confirmation === undefined) return;
  const words = wordsOf(request.options);
  if (areAnswers(confirmation, words)) return;
  const head = guardedText(confirmation);
  const how = `Confirm it with --confirm and ${confirmation.what}: --confirm ${wordFor(confirmation)}`;
  const hints = siblingHint(confirmation, request.known);
  if (words.length > 0)
    throw notConfirmed(`${head}\n--confirm does not name it.`, [how, ...hints].join('\n'));
  if (!host.isInteractive) throw notConfirmed(head, [how, ...hints].join('\n'));
  host.stderr.write(`${[head, ...hints].join('\n')}\n`);
  if (!(await ask(host, confirmation)))
    throw notConfirmed('Not confirmed, so nothing was done.', `It asks for ${confirmation.what}.`);
};

/** `process` asks nobody: it answers, unless a rule says `process: refuse`. Errors: UserError (exit 3). */
export const refuseGuardedProcess = async (host: Host, config: Config, id: RoleId): Promise<void> => {
  const rules = config.guard ?? [];
  const refusing = rules.filter((rule) => rule.process === 'refuse');
  if (!mayBeGuarded(refusing, id)) return;
  const role = (await loadRoles(host.services)).roles.find((known) => isSameRole(known, id));
  if (role === undefined)
    throw notConfirmed(
      `${id.roleName} in ${id.accountId} is not known yet, and may be one that is guarded from process.`,
      'Run: rolecall refresh',
    );
  const guard = guardOf(rules, role);
  if (guard?.refusesProcess !== true) return;
  throw notConfirmed(
    `${guard.word}: ${role.roleName} in ${role.accountName} is guarded, and not for process.`,
    'Use it in a terminal: rolecall exec. The rule is under guard in config.yaml.',
  );
};
