// Rules of `tag_rules`, ready to be tried on thousands of roles.
import type { TagRule } from './config.ts';
import { globToRegExp } from './glob.ts';
import type { Role } from './role.ts';

export type CompiledRule = TagRule & { readonly tests: readonly (readonly [string, RegExp])[] };

export const compileRule = (rule: TagRule): CompiledRule => ({
  ...rule,
  tests: Object.keys(rule.match).map((key) => [key, globToRegExp(rule.match[key] ?? '')] as const),
});

export type RuleFields = Readonly<Record<string, string>>;

/** What rules look at; `accountName` is AWS's. */
export const ruleFields = (
  role: Pick<Role, 'accountName' | 'accountId' | 'roleName' | 'email' | 'instance'>,
): RuleFields => ({
  account_name: role.accountName,
  account_id: role.accountId,
  role_name: role.roleName,
  email: role.email,
  instance: role.instance,
});

/** Those whose every pattern matches, in their order. */
export const matchingRules = (rules: readonly CompiledRule[], fields: RuleFields): readonly CompiledRule[] =>
  rules.filter(({ tests }) => tests.every(([key, pattern]) => pattern.test(fields[key] ?? '')));
