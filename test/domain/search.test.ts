import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/domain/build-index.ts';
import type { KnownRoles } from '../../src/domain/known-roles.ts';
import { parseQuery, type Query } from '../../src/domain/query.ts';
import type { Role } from '../../src/domain/role.ts';
import { rescue, type SearchResult, search, searchSteps } from '../../src/domain/search.ts';
import type { SearchIndex } from '../../src/domain/search-index.ts';
import { manyRoles } from '../support/many-roles.ts';
import { naiveSearch } from '../support/naive-search.ts';
import fc from '../support/properties.ts';
import { anyKnown, anyQueryText, anyRoles, sampleRole } from '../support/role-samples.ts';

const found = (roles: readonly Role[], text: string): SearchResult =>
  search(buildIndex(roles), parseQuery(text));

const profiles = (roles: readonly Role[], text: string): readonly (string | undefined)[] =>
  Array.from(found(roles, text).order, (at) => roles[at]?.profile);

const role = (accountName: string, roleName: string, given: Partial<Role> = {}): Role =>
  sampleRole({
    accountName,
    roleName,
    profile: `${accountName.toLowerCase().replaceAll(' ', '-')}-${roleName}`,
    ...given,
  });

const company = [
  role('Roadmap Portal', 'ReadOnlyAccess', { accountId: '222222222222', tags: { env: 'dev' } }),
  role('Acme Product Data', 'MediaNoise', { accountId: '333333333333' }),
  role('Acme Prod', 'admin', { accountId: '444444444444', tags: { env: 'prod', team: 'core' } }),
  role('Acme Prod', 'AdministratorAccess', { accountId: '444444444444', tags: { env: 'prod' } }),
  role('Globex Stage', 'AdministratorAccess', { accountId: '012345111678', tags: { env: 'stage' } }),
  role('Globex Stage', 'BillingAdmin', { accountId: '012345111678', email: 'pay+bills@globex.example' }),
];

describe('search', () => {
  it.each([
    ['prod admin', 'acme-prod-admin'],
    ['adm', 'acme-prod-admin'],
    ['adm stage', 'globex-stage-AdministratorAccess'],
    ['aaccess', 'acme-prod-AdministratorAccess'],
    ['bill', 'globex-stage-BillingAdmin'],
    ['ba', 'globex-stage-BillingAdmin'],
    ['111', 'globex-stage-BillingAdmin'],
    ['pay+bills', 'globex-stage-BillingAdmin'],
    ['core', 'acme-prod-admin'],
    ['^road', 'roadmap-portal-ReadOnlyAccess'],
    ['readonlyaccess$', 'roadmap-portal-ReadOnlyAccess'],
    ['env:=dev', 'roadmap-portal-ReadOnlyAccess'],
    ['team:', 'acme-prod-admin'],
    ['id:=012345111678 !billing', 'globex-stage-AdministratorAccess'],
    ['BA', 'globex-stage-BillingAdmin'],
  ])('finds %j best in %s', (text, best) => {
    expect(profiles(company, text)[0]).toBe(best);
  });

  it('prefers whole words, then beginnings of words, then scattered letters', () => {
    expect(profiles(company, 'prod admin')).toEqual([
      'acme-prod-admin',
      'acme-prod-AdministratorAccess',
      'acme-product-data-MediaNoise',
    ]);
  });

  it('looks for digits and addresses in one piece only', () => {
    expect(profiles(company, '0111')).toEqual([]);
    expect(profiles(company, '5111')).toHaveLength(2);
    expect(profiles([sampleRole({ email: 'b-o-s-s@acme.example' })], 'boss')).toEqual([]);
  });

  it('takes an unknown key for plain text', () => {
    const roles = [sampleRole({ profile: 'acme:admin' }), sampleRole({ profile: 'other' })];
    expect(profiles(roles, 'acme:adm')).toEqual(['acme:admin']);
    expect(profiles(roles, '!acme:adm')).toEqual(['other']);
  });

  it('ignores accents both ways', () => {
    const roles = [
      sampleRole({ accountName: 'Zürich Ré', profile: 'z' }),
      sampleRole({ accountName: 'Zurich' }),
    ];
    expect(found(roles, 'zurich').matched).toBe(2);
    expect(found(roles, 'Zürich').matched).toBe(2);
  });

  // One role of each spelling, to be told apart by every operator in both cases.
  const spelled = ['Prod Admin', 'prod admin', 'nonprod', 'prod-x', 'pr-o-d'].map((profile, at) =>
    sampleRole({
      profile,
      accountName: '-',
      roleName: '-',
      email: '',
      accountId: `90000000000${at}`,
      tags: { env: profile },
    }),
  );

  it.each([
    ['prod', ['Prod Admin', 'prod admin', 'nonprod', 'prod-x', 'pr-o-d']],
    ['Prod', ['Prod Admin']],
    ["'prod", ['Prod Admin', 'prod admin', 'nonprod', 'prod-x']],
    ["'Prod", ['Prod Admin']],
    ['^prod', ['Prod Admin', 'prod admin', 'prod-x']],
    ['^Prod', ['Prod Admin']],
    ['prod$', ['nonprod']],
    ['Prod$', []],
    ['^nonprod$', ['nonprod']],
    ['^NonProd$', []],
    ['!prod', ['pr-o-d']],
    ['!Prod', ['prod admin', 'nonprod', 'prod-x', 'pr-o-d']],
    ['!^prod', ['nonprod', 'pr-o-d']],
    ['!prod$', ['Prod Admin', 'prod admin', 'prod-x', 'pr-o-d']],
    ["'nonprod|^prod-", ['nonprod', 'prod-x']],
    ["^prod !admin | '-o-", ['prod-x']],
    ['env:prod', ['Prod Admin', 'prod admin', 'nonprod', 'prod-x']],
    ['env:Prod', ['Prod Admin']],
    ['ENV:prod', ['Prod Admin', 'prod admin', 'nonprod', 'prod-x']],
    ['env:^prod', ['Prod Admin', 'prod admin', 'prod-x']],
    ['env:prod$', ['nonprod']],
    ['env:=nonprod', ['nonprod']],
    ['env:=NonProd', []],
    ['env!:prod', ['pr-o-d']],
    ['env!:nonprod|prod-x', ['Prod Admin', 'prod admin', 'pr-o-d']],
    ['env:nonprod|prod-x', ['nonprod', 'prod-x']],
    ['env:="prod admin"|nonprod', ['prod admin', 'nonprod']],
    ['env:nonprod | ^pr-', ['nonprod', 'pr-o-d']],
    ['env:', ['Prod Admin', 'prod admin', 'nonprod', 'prod-x', 'pr-o-d']],
    ['!env:', []],
    ['"prod admin"', ['Prod Admin', 'prod admin']],
    ['\'"Prod Admin"', ['Prod Admin']],
    ['id:900000000002|900000000003', ['nonprod', 'prod-x']],
  ])('%s finds %j', (text, expected) => {
    expect([...profiles(spelled, text)].sort()).toEqual([...expected].sort());
  });

  it('keeps the given order where the query has no words', () => {
    const all = company.map((_, at) => at);
    expect([...found(company, '').order]).toEqual(all);
    expect([...found(company, '!zebra env:').order]).toEqual([0, 2, 3, 4]);
  });

  it('counts, and says that nothing was guessed', () => {
    expect(found(company, 'stage')).toMatchObject({ total: 6, matched: 2, isTypo: false });
    expect(found([], 'stage')).toMatchObject({ total: 0, matched: 0 });
  });

  const anyKnownRoles = anyRoles.chain((roles) => fc.tuple(fc.constant(roles), anyKnown(roles)));

  it('agrees with the plain meaning of the query', () => {
    fc.assert(
      fc.property(anyKnownRoles, anyQueryText, ([roles, known], text) => {
        const query = parseQuery(text);
        const result = search(buildIndex(roles), query, { known });
        expect([...result.order].sort((a, b) => a - b)).toEqual(naiveSearch(roles, query, known));
        expect(result.matched).toBe(result.order.length);
        expect(result.total).toBe(roles.length);
      }),
      { numRuns: 1_000 },
    );
  });

  const hits = (index: SearchIndex, query: Query, known: KnownRoles): readonly number[] =>
    [...search(index, query, { known }).order].sort((a, b) => a - b);

  it('finds for two queries together what both find', () => {
    fc.assert(
      fc.property(anyKnownRoles, anyQueryText, anyQueryText, ([roles, known], text, other) => {
        const index = buildIndex(roles);
        const [one, two] = [parseQuery(text), parseQuery(other)];
        const both = hits(index, { terms: [...one.terms, ...two.terms] }, known);
        const second = new Set(hits(index, two, known));
        expect(both).toEqual(hits(index, one, known).filter((at) => second.has(at)));
      }),
      { numRuns: 500 },
    );
  });

  it('finds for !part all that part does not find', () => {
    const part = fc.constantFrom(
      "'a",
      '^a',
      'b$',
      '^ab$',
      '@fav',
      'env:a',
      'env:=a',
      'role:^A|b$',
      'env:',
      'none:a',
    );
    fc.assert(
      fc.property(anyKnownRoles, part, ([roles, known], text) => {
        const index = buildIndex(roles);
        const found = new Set(hits(index, parseQuery(text), known));
        const others = hits(index, parseQuery(`!${text.replace(/^'/, '')}`), known);
        expect(others).toEqual(roles.map((_, at) => at).filter((at) => !found.has(at)));
      }),
      { numRuns: 500 },
    );
  });

  it('finds what is known of roles by its word, and nothing by a word that nothing is known for', () => {
    const known = { fav: new Set(['acme/444444444444/admin', 'gone/1/x']), live: new Set<string>() };
    const shown = (text: string): readonly number[] => hits(buildIndex(company), parseQuery(text), known);
    expect(shown('@fav')).toEqual([2]);
    expect(shown('@FAV|stage')).toEqual([2, 4, 5]);
    expect(shown("!@fav 'admin")).toEqual([3, 4, 5]);
    expect(shown('@live')).toEqual([]);
    expect(shown('@new')).toEqual([]);
    expect(shown('@fav @live')).toEqual([]);
  });

  it('never reorders roles that look the same', () => {
    fc.assert(
      fc.property(anyRoles, anyQueryText, fc.integer({ min: 2, max: 40 }), (roles, text, times) => {
        const repeated = Array.from({ length: times }, () => roles).flat();
        const { order } = found(repeated, text);
        const last = new Map<number, number>();
        for (const at of order) {
          const original = at % roles.length;
          expect(at).toBeGreaterThan(last.get(original) ?? -1);
          last.set(original, at);
        }
      }),
    );
  });

  it('finds the same from what a shorter query found', () => {
    const ways = fc.tuple(anyQueryText, anyQueryText, fc.nat({ max: 12 }), fc.boolean());
    fc.assert(
      fc.property(anyRoles, ways, (roles, [text, other, length, isTyped]) => {
        const index = buildIndex(roles);
        const query = parseQuery(isTyped ? text.slice(0, length) : other);
        const previous = { query, order: search(index, query).order };
        expect(search(index, parseQuery(text), { previous })).toEqual(search(index, parseQuery(text)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('looks only at what a shorter query found, and at everything otherwise', () => {
    const index = buildIndex(company);
    const searched = (text: string, before: string): number =>
      search(index, parseQuery(text), { previous: { query: parseQuery(before), order: [3] } }).matched;
    for (const [text, before] of [
      ['admin', 'adm'],
      ['adm stage|acme', 'adm'],
      ["'admin", 'adm'],
      ['^acme-', '^acme'],
      ['env:prod', 'env:pr'],
      ['adm', ''],
    ] as const) {
      expect([text, searched(text, before)]).toEqual([text, 1]);
    }
    for (const [text, before] of [
      ['adm', 'admin'],
      ['admin', 'x'],
      ['!zebra', '!zeb'],
      ['access$', 'cess$'],
      ['env:=prod|env:=stage', 'env:=prod'],
    ] as const) {
      expect(searched(text, before)).toBeGreaterThan(1);
    }
  });

  it('answers for a hundred thousand roles', () => {
    const roles = manyRoles(100_000);
    const index = buildIndex(roles);
    const { order, matched } = search(index, parseQuery("payments env:=prod 'terraformplan"));
    expect(matched).toBeGreaterThan(100);
    for (const at of order) {
      expect(roles[at]).toMatchObject({ roleName: 'TerraformPlan', tags: { env: 'prod' } });
    }
    expect(search(index, parseQuery('a')).matched).toBeGreaterThan(50_000);
    expect(new Set(order).size).toBe(matched);
  });
});

describe('rescue', () => {
  const rescued = (text: string): readonly (string | undefined)[] =>
    Array.from(rescue(buildIndex(company), parseQuery(text)).order, (at) => company[at]?.profile);

  it('comes near to words with wrong letters', () => {
    expect(profiles(company, 'globxe blilling')).toEqual([]);
    expect(rescued('globxe blilling')[0]).toBe('globex-stage-BillingAdmin');
    expect(rescue(buildIndex(company), parseQuery('globxe'))).toMatchObject({ isTypo: true, total: 6 });
  });

  it('holds to filters and negations', () => {
    expect(rescued('admimistrator env:=stage')).toEqual(['globex-stage-AdministratorAccess']);
    expect(rescued('admimistrator !globex')).not.toContain('globex-stage-AdministratorAccess');
  });

  it('finds nothing where no word may be wrong', () => {
    expect(rescued("'globxe")).toEqual([]);
    expect(rescued('')).toEqual([]);
    expect(rescued('qqqqqqqq')).toEqual([]);
  });
});

describe('a search in steps', () => {
  it('is left between two of them, and there are more where there are more roles', () => {
    const stepsOf = (count: number): number => {
      const index = buildIndex(manyRoles(count));
      const steps = searchSteps(index, parseQuery('e prod'));
      let taken = 0;
      while (steps.next().done !== true) taken += 1;
      return taken;
    };
    const few = stepsOf(100);
    expect(few).toBeGreaterThan(4);
    expect(stepsOf(40_000)).toBeGreaterThan(few + 4);
  });
});
