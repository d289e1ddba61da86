// What is made cheap for a hundred thousand roles is what it was, role by role and all at once.
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/catalog.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';
import { profileNamer, profileTexts } from '../../src/domain/profile-name.ts';
import { type ProfileFields, resolveRoles, resolveSteps } from '../../src/domain/resolve-roles.ts';
import { ruleTagger } from '../../src/domain/rule-tags.ts';
import { sortedPerStep, sortedSteps } from '../../src/domain/sorted-steps.ts';
import { mergeTags } from '../../src/domain/tag.ts';
import { compileRule, matchingRules, ruleFields } from '../../src/domain/tag-rules.ts';
import fc from '../support/properties.ts';
import { walkSteps } from '../support/walk-steps.ts';

const few = fc.constantFrom('', 'a', 'B a', 'ab-Prod', 'é', 'a\u0000b', '"a","b"');

const anyFields: fc.Arbitrary<ProfileFields> = fc.record({
  accountName: few,
  accountId: fc.constantFrom('012345678901', '111111111111'),
  roleName: fc.constantFrom('Admin', 'ReadOnly', 'b'),
  email: few,
  instance: fc.constantFrom('acme', 'b'),
  region: fc.constantFrom(undefined, 'eu-west-1'),
  tags: fc.dictionary(fc.constantFrom('env', 'Admin'), few).map((tags) => mergeTags(tags)),
});

const anyTemplate = fc
  .array(
    fc.constantFrom(
      ...[
        '{{ account_name | slug }}',
        ' {{- role_name -}} ',
        '-',
        'x ',
        '{{ tags.env }}',
        '{{ tags[role_name] }}',
      ],
      ...[
        '{{ region | upper | pad: 12 }}',
        '{{ "/" | join_of: account_name, email, instance }}',
        '{{ 7 | pad: 2 }}',
      ],
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => `{{ account_id }}${parts.join('')}`);

describe('a template', () => {
  it('says part by part what it says as a whole', () => {
    fc.assert(
      fc.property(anyTemplate, fc.array(anyFields, { maxLength: 8 }), (template, roles) => {
        // With a tag in it, it is not taken apart.
        const whole = profileTexts(`${template}{% comment %}{% endcomment %}`);
        expect(roles.map(profileTexts(template))).toEqual(roles.map(whole));
      }),
      { numRuns: 60 },
    );
  });

  it('renders a template whole where a filter is given an expression, whose variables nobody lists', () => {
    const name = profileTexts(
      `{{ account_name }}{{ "a" | split: "," | where_exp: "x", "role_name == 'A'" }}`,
    );
    const fields = { accountId: '', email: '', instance: '', region: undefined, tags: mergeTags() };
    const of = (roleName: string) => name({ ...fields, accountName: 'one-', roleName });
    expect(['A', 'B', 'A'].map(of)).toEqual(['one-a', 'one-', 'one-a']);
  });

  it('is rendered as a whole where its parts know of each other', () => {
    const name = profileTexts('{% assign x = role_name %}{{ x }}{% if tags.env %}-{{ tags.env }}{% endif %}');
    const fields = { accountName: '', accountId: '', email: '', instance: '', region: undefined };
    expect(name({ ...fields, roleName: 'A', tags: mergeTags({ env: 'prod' }) })).toBe('A-prod');
    expect(name({ ...fields, roleName: 'B', tags: mergeTags() })).toBe('B');
  });
});

const pattern = fc.constantFrom('*', 'a*', '*Prod', 'Admin', '*min', '012345678901', 'acme', '');
const anyRule = fc.record({
  match: fc.dictionary(
    fc.constantFrom('account_name', 'account_id', 'role_name', 'email', 'instance'),
    pattern,
  ),
  tags: fc.dictionary(fc.constantFrom('env', 'team'), few).map((tags) => mergeTags(tags)),
});

describe('rules of tags', () => {
  it('give what each of them gives by itself', () => {
    fc.assert(
      fc.property(
        fc.array(anyRule, { maxLength: 5 }),
        fc.array(anyFields, { maxLength: 8 }),
        (given, roles) => {
          const rules = given.map(compileRule);
          const tagsOf = ruleTagger(rules, (tags) => tags);
          for (const role of roles) {
            const wanted = matchingRules(rules, ruleFields(role)).map(({ tags }) => tags);
            const byRules = tagsOf(ruleFields({ ...role, roleName: 'other' }));
            expect(byRules.matching(role.roleName)).toEqual(wanted);
            expect(byRules.merged(role.roleName)).toEqual(mergeTags(...wanted));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

type Item = { readonly text: string; readonly rank: number; readonly number: number };

const order = {
  text: ({ text }: Item) => text,
  rest: (a: Item, b: Item) => a.rank - b.rank,
};

const compareItems = (a: Item, b: Item): number =>
  a.text === b.text ? order.rest(a, b) : a.text < b.text ? -1 : 1;

describe('sorting in steps', () => {
  it('is what sort answers, and no step sees more than so many', () => {
    for (const length of [0, 1, 2, 1023, 1024, 1025, 5000, 10_240]) {
      const items = Array.from({ length }, (_, number): Item => {
        const mixed = Math.imul(number + length, 0x9e3779b1) >>> 0;
        return { text: `é${mixed % 700}`, rank: (mixed >>> 8) % 3, number };
      });
      let seen = 0;
      const text = (item: Item): string => {
        seen += 1;
        return item.text;
      };
      const sorted = walkSteps(sortedSteps(items, { ...order, text }), () => {
        // A run is sorted by some ten comparisons an item.
        expect(seen).toBeLessThan(2 * 12 * sortedPerStep);
        seen = 0;
      });
      expect(sorted).toEqual([...items].sort(compareItems));
    }
  });
});

const startUrl = 'https://acme.awsapps.com/start';

const catalogOf = (accounts: number): Catalog => ({
  version: 1,
  instances: [
    {
      ...{ instance: 'acme', startUrl, fetchedAt: 1, changes: { added: [], removed: [] } },
      accounts: Array.from({ length: accounts }, (_, at) => ({
        id: String(at).padStart(12, '0'),
        name: `Account ${(at * 7919) % 1000}`,
        email: '',
        roles: ['Admin', 'Billing', 'ReadOnly'],
        rolesFetchedAt: 1,
      })),
    },
  ],
});

const config = {
  ...parseConfig(new Map()).config,
  instances: [
    {
      ...{ name: 'acme', startUrl, region: 'us-east-1', defaultRegion: 'eu-west-1', login: 'auto' as const },
      ...{ sessionDuration: 1, accounts: [] },
    },
  ],
};

describe('roles in steps', () => {
  it('are those of one go, some hundred a step', () => {
    const namer = profileNamer('{{ account_name | slug }}-{{ role_name }}');
    const catalog = catalogOf(1500);
    let named = 0;
    const counting = (fields: ProfileFields): string => {
      named += 1;
      return namer(fields);
    };
    const roles = walkSteps(resolveSteps(catalog, config, counting), () => {
      expect(named).toBeLessThan(300);
      named = 0;
    });
    expect(roles).toEqual(resolveRoles(catalog, config, namer));
    expect(roles).toHaveLength(4500);
  });
});
