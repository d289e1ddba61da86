// Which roles are dangerous, by the rules of `guard` in config.yaml. Rules are tried in their order; of those that match
// the later one wins, key by key, so that a last rule can let some roles off.
import { globToRegExp } from './glob.ts';
import type { Role } from './role.ts';
import type { Tags } from './tag.ts';
import { ruleFields } from './tag-rules.ts';

/** What the word looks like: a meaning of the theme, never a colour by itself. */
export const guardTones = ['critical', 'warning', 'accent', 'success', 'code', 'muted'] as const;

export type GuardTone = (typeof guardTones)[number];

/** What is typed before the role is used: a name, or only yes; `none` lets it be used. */
export const guardConfirms = ['account', 'role', 'profile', 'yes', 'none'] as const;

export type GuardConfirm = (typeof guardConfirms)[number];

/** Glob patterns on fields and on tags; all that are given must match. What is undefined, the rules before it say. */
export type GuardRule = {
  readonly match: Tags;
  readonly tags: Tags;
  readonly word: string | undefined;
  readonly tone: GuardTone | undefined;
  readonly confirm: GuardConfirm | undefined;
  /** Whether `process` answers SDKs, which ask without a person. */
  readonly process: 'allow' | 'refuse' | undefined;
  /** Globs on role names that can do less, the least first; none = no other role is offered. */
  readonly readOnlyFirst: readonly string[] | undefined;
};

/** What holds for one role. */
export type Guard = {
  /** Stands beside the role wherever it is listed. */
  readonly word: string;
  readonly tone: GuardTone;
  readonly confirm: GuardConfirm;
  readonly refusesProcess: boolean;
  readonly readOnlyFirst: readonly string[];
};

export const longestGuardWord = 12;

/** Names by which AWS and most companies call roles that only look, the least first. */
export const readOnlyNames: readonly string[] = ['*ViewOnly*', '*View*', '*Audit*', '*ReadOnly*', '*Read*'];

export type Guarding = (role: Role) => Guard | undefined;

type Test = (role: Role) => boolean;

const testOf = ({ match, tags }: GuardRule): Test => {
  const fields = Object.keys(match).map((key) => [key, globToRegExp(match[key] ?? '')] as const);
  const wanted = Object.keys(tags).map((key) => [key, globToRegExp(tags[key] ?? '')] as const);
  return (role) => {
    const known = ruleFields(role);
    return (
      fields.every(([key, pattern]) => pattern.test(known[key] ?? '')) &&
      wanted.every(([key, pattern]) => Object.hasOwn(role.tags, key) && pattern.test(role.tags[key] ?? ''))
    );
  };
};

const merged = (rules: readonly GuardRule[]): Guard | undefined => {
  const last = <Key extends keyof GuardRule>(key: Key): GuardRule[Key] | undefined =>
    rules.findLast((rule) => rule[key] !== undefined)?.[key];
  const [word, confirm] = [last('word'), last('confirm') ?? 'account'];
  const refusesProcess = last('process') === 'refuse';
  // A rule that only lets roles off makes no role a guarded one.
  if (rules.length === 0 || (confirm === 'none' && word === undefined && !refusesProcess)) return undefined;
  return {
    word: word ?? 'guarded',
    tone: last('tone') ?? 'critical',
    confirm,
    refusesProcess,
    readOnlyFirst: last('readOnlyFirst') ?? readOnlyNames,
  };
};

/** The rules, ready to be asked about thousands of roles; each role is looked at once. */
export const guarding = (rules: readonly GuardRule[]): Guarding => {
  if (rules.length === 0) return () => undefined;
  const tests = rules.map((rule) => [rule, testOf(rule)] as const);
  const known = new WeakMap<Role, Guard | { readonly none: true }>();
  return (role) => {
    const kept = known.get(role);
    if (kept !== undefined) return 'none' in kept ? undefined : kept;
    const guard = merged(tests.filter(([, test]) => test(role)).map(([rule]) => rule));
    known.set(role, guard ?? { none: true });
    return guard;
  };
};

const made = new WeakMap<readonly GuardRule[], Guarding>();

/** Undefined for a role that no rule guards. */
export const guardOf = (rules: readonly GuardRule[], role: Role): Guard | undefined => {
  const guards = made.get(rules) ?? guarding(rules);
  made.set(rules, guards);
  return guards(role);
};
