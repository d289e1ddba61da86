// What a person must say before guarded roles are used: the name of one, their number where there are several, or yes.
import { type Guard, type GuardConfirm, type GuardRule, guardOf } from './guard.ts';
import type { Role } from './role.ts';

export type GuardedRole = { readonly role: Role; readonly guard: Guard };

export type Confirmation = {
  /** Those that are guarded; at least one. */
  readonly roles: readonly GuardedRole[];
  readonly kind: 'type' | 'yes';
  /** What is to be typed, in words: `the name of the account`. */
  readonly what: string;
  /** Any of these is right; the first is the one to show. For `yes` they are what `--confirm` takes. */
  readonly answers: readonly string[];
};

const names: Readonly<Record<GuardConfirm, (role: Role) => readonly string[]>> = {
  account: ({ accountName, accountId }) => [accountName, accountId],
  role: ({ roleName }) => [roleName],
  profile: ({ profile }) => [profile],
  yes: ({ profile, accountName, accountId, roleName }) => ['yes', profile, accountName, accountId, roleName],
  none: () => [],
};

const whats: Readonly<Record<GuardConfirm, string>> = {
  account: 'the name of the account',
  role: 'the name of the role',
  profile: 'the name of the profile',
  yes: 'yes',
  none: '',
};

export const namesToConfirm = ({ role, guard }: GuardedRole): readonly string[] => names[guard.confirm](role);

/** Those of the roles that are not to be used without a word. */
export const guardedRoles = (roles: readonly Role[], rules: readonly GuardRule[]): readonly GuardedRole[] =>
  roles.flatMap((role) => {
    const guard = guardOf(rules, role);
    return guard === undefined || guard.confirm === 'none' ? [] : [{ role, guard }];
  });

/** Undefined where the roles may be used at once. */
export const confirmationFor = (
  roles: readonly Role[],
  rules: readonly GuardRule[],
): Confirmation | undefined => {
  const guarded = guardedRoles(roles, rules);
  const [one] = guarded;
  if (one === undefined) return undefined;
  const isTyped = guarded.some(({ guard }) => guard.confirm !== 'yes');
  const kind = isTyped ? 'type' : 'yes';
  if (guarded.length === 1)
    return { roles: guarded, kind, what: whats[one.guard.confirm], answers: namesToConfirm(one) };
  const count = String(guarded.length);
  return { roles: guarded, kind, what: 'how many guarded roles these are', answers: [count] };
};

const same = (a: string, b: string): boolean => a.normalize('NFC').trim() === b.normalize('NFC').trim();

/** Is this one of the right answers? Case counts. */
export const isAnswer = ({ answers }: Confirmation, text: string): boolean =>
  text.trim() !== '' && answers.some((answer) => same(answer, text));

/** Do these words of `--confirm` stand for all of the roles: by their number, or each by a name of its own? */
export const areAnswers = (confirmation: Confirmation, words: readonly string[]): boolean =>
  words.some((word) => isAnswer(confirmation, word)) ||
  confirmation.roles.every((guarded) =>
    words.some((word) => namesToConfirm(guarded).some((name) => same(name, word))),
  );
