// The guard of dangerous roles, as commands have it: `--confirm NAME`, a question on the terminal, or a no. The picker
// asks on screens of its own.
import type { Command } from 'commander';
import type { Config } from '../domain/config.ts';
import {
  areAnswers,
  type Confirmation,
  confirmationFor,
  type GuardedRole,
  isAnswer,
} from '../domain/confirmation.ts';
import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { globToRegExp } from '../domain/glob.ts';
import { type GuardRule, guardOf } from '../domain/guard.ts';
import { readOnlySibling } from '../domain/read-only-sibling.ts';
import { isSameRole, type Role, type RoleId } from '../domain/role.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import { quoteForSh } from '../shells/sh.ts';
import type { Options } from './command.ts';

export type GuardRequest = {
  readonly config: Config;
  /** Those that are about to be used. */
  readonly roles: readonly Role[];
  /** All roles there are: one of the same account that can do less may be named. */
  readonly known: readonly Role[];
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

const describe = ({ role, guard }: GuardedRole): string =>
  `${guard.word}: ${role.roleName} in ${role.accountName} (${role.accountId}) is guarded.`;

const most = 10;

const headOf = ({ roles }: Confirmation): string => {
  const shown = roles.slice(0, most).map(describe);
  return [...shown, ...(roles.length > most ? [`and ${roles.length - most} more`] : [])].join('\n');
};

const siblingHint = ({ roles }: Confirmation, known: readonly Role[]): readonly string[] => {
  const [one] = roles;
  if (one === undefined || roles.length > 1) return [];
  const sibling = readOnlySibling(one.role, known, one.guard);
  return sibling === undefined ? [] : [`It can do less: ${sibling.roleName} (--profile ${sibling.profile}).`];
};

/** The answer to show in a line that is copied into a shell: one that needs no quotes, where there is one. */
const wordFor = ({ answers }: Confirmation): string =>
  answers.find((answer) => /^[\w.-]+$/.test(answer)) ?? quoteForSh(answers[0] ?? '');

const notConfirmed = (message: string, hint: string): UserError =>
  new UserError(message, { exitCode: exitCodes.notConfirmed, hint });

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
  const head = headOf(confirmation);
  const how = `Confirm it with --confirm and ${confirmation.what}: --confirm ${wordFor(confirmation)}`;
  const hints = siblingHint(confirmation, request.known);
  if (words.length > 0)
    throw notConfirmed(`${head}\n--confirm does not name it.`, [how, ...hints].join('\n'));
  if (!host.isInteractive) throw notConfirmed(head, [how, ...hints].join('\n'));
  host.stderr.write(`${[head, ...hints].join('\n')}\n`);
  if (!(await ask(host, confirmation)))
    throw notConfirmed('Not confirmed, so nothing was done.', `It asks for ${confirmation.what}.`);
};

/** What can be told of a rule by ids alone: a role that is not known has no tags, and no name of its account. */
const mayMatch = ({ match }: GuardRule, id: RoleId): boolean => {
  const ids: Readonly<Record<string, string>> = {
    account_id: id.accountId,
    role_name: id.roleName,
    instance: id.instance,
  };
  return Object.entries(match).every(([key, pattern]) => {
    const own = ids[key];
    return own === undefined || globToRegExp(pattern).test(own);
  });
};

/** `process` asks nobody: it answers, unless a rule says `process: refuse`. Errors: UserError (exit 3). */
export const refuseGuardedProcess = async (host: Host, config: Config, id: RoleId): Promise<void> => {
  const rules = config.guard ?? [];
  const refusing = rules.filter((rule) => rule.process === 'refuse');
  if (!refusing.some((rule) => mayMatch(rule, id))) return;
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
