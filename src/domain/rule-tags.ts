// The tags that rules give, for thousands of roles: what a rule asks of an account is tried once an account, and what it
// asks of a role once a name, since all accounts have the same few.
import { mergeTags, noTags, type Tags } from './tag.ts';
import { type CompiledRule, matchingRules, type RuleFields } from './tag-rules.ts';

export type RuleTags = {
  /** Of those that match, in the order of the rules. */
  readonly matching: (roleName: string) => readonly Tags[];
  /** The same merged: one object for all roles of this account that have them. */
  readonly merged: (roleName: string) => Tags;
};

type Rules = readonly CompiledRule[];

const testsOf = (rule: CompiledRule, isOfRole: boolean): CompiledRule => ({
  ...rule,
  tests: rule.tests.filter(([key]) => (key === 'role_name') === isOfRole),
});

/** Each takes the fields of an account; `share` gives one object for equal tags. */
export const ruleTagger = (rules: Rules, share: (tags: Tags) => Tags): ((fields: RuleFields) => RuleTags) => {
  const known = new Map<string, RuleTags>();
  const split = rules.map((rule) => ({ account: testsOf(rule, false), role: testsOf(rule, true) }));
  const tagsBy = (left: Rules): RuleTags => {
    const byName = new Map<string, Tags>();
    const matching = (roleName: string): readonly Tags[] =>
      matchingRules(left, { role_name: roleName }).map(({ tags }) => tags);
    const merged = (roleName: string): Tags => {
      const found = matching(roleName);
      return found.length === 0 ? noTags : share(mergeTags(...found));
    };
    return {
      matching,
      merged: (roleName) => {
        const tags = byName.get(roleName) ?? merged(roleName);
        byName.set(roleName, tags);
        return tags;
      },
    };
  };
  return (fields) => {
    const left = split.filter(({ account }) => matchingRules([account], fields).length > 0);
    const key = left.map((rule) => split.indexOf(rule)).join();
    const tags = known.get(key) ?? tagsBy(left.map(({ role }) => role));
    known.set(key, tags);
    return tags;
  };
};
