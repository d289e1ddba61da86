import { describe, expect, it } from 'vitest';
import {
  type Change,
  type Environment,
  giveRegionBack,
  type RegionWish,
  regionVariables,
} from '../../src/domain/region-variables.ts';
import fc from '../support/properties.ts';

const applied = (env: Environment, { set, unset }: Change): Record<string, string> => {
  const next: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && !unset.includes(name)) next[name] = value;
  return { ...next, ...Object.fromEntries(set) };
};

const wish = (change: Partial<RegionWish> = {}): RegionWish => ({
  asked: undefined,
  ofRole: 'eu-west-1',
  overwrites: false,
  ...change,
});

const regions = (env: Environment): string =>
  `${env['AWS_REGION'] ?? '-'} ${env['AWS_DEFAULT_REGION'] ?? '-'}`;

describe('the region of a role', () => {
  it.each<[string, Environment, RegionWish, string]>([
    ['goes into a shell without one', {}, wish(), 'eu-west-1 eu-west-1'],
    ['leaves the person’s own', { AWS_REGION: 'us-east-2' }, wish(), 'us-east-2 -'],
    [
      'leaves the person’s own under the old name',
      { AWS_DEFAULT_REGION: 'us-east-2' },
      wish(),
      '- us-east-2',
    ],
    ['counts an empty variable as none', { AWS_REGION: '' }, wish(), 'eu-west-1 eu-west-1'],
    [
      'wins where it was asked for',
      { AWS_REGION: 'us-east-2' },
      wish({ asked: 'us-west-1' }),
      'us-west-1 us-west-1',
    ],
    [
      'wins where the config says so',
      { AWS_REGION: 'us-east-2' },
      wish({ overwrites: true }),
      'eu-west-1 eu-west-1',
    ],
    ['stays out when asked to', {}, wish({ asked: 'none' }), '- -'],
    ['is none', { AWS_REGION: 'us-east-2' }, wish({ ofRole: undefined, overwrites: true }), 'us-east-2 -'],
  ])('%s', (_, env, given, expected) => {
    expect(regions(applied(env, regionVariables(given, env)))).toBe(expected);
  });

  it('takes the place of that of the role before', () => {
    const first = applied({}, regionVariables(wish(), {}));
    const second = applied(first, regionVariables(wish({ ofRole: 'ap-south-1' }), first));
    expect(regions(second)).toBe('ap-south-1 ap-south-1');
    expect(regions(applied(second, regionVariables(wish({ ofRole: undefined }), second)))).toBe('- -');
  });

  it('gives way to what the person sets since', () => {
    const held = { ...applied({}, regionVariables(wish(), {})), AWS_REGION: 'ap-south-1' };
    expect(regions(applied(held, giveRegionBack(held)))).toBe('ap-south-1 -');
    expect(regions(applied(held, regionVariables(wish({ ofRole: 'sa-east-1' }), held)))).toBe('ap-south-1 -');
  });

  it('says what was asked for, so that going back asks again', () => {
    const own = { AWS_REGION: 'us-east-2' };
    expect(applied({}, regionVariables(wish(), {}))).not.toHaveProperty('ROLECALL_ASKED_REGION');
    for (const given of [wish({ asked: 'eu-west-1' }), wish({ overwrites: true })])
      expect(applied(own, regionVariables(given, own))).toHaveProperty('ROLECALL_ASKED_REGION', 'eu-west-1');
  });

  it('names that of the role where the shell has another', () => {
    const own = { AWS_REGION: 'us-east-2' };
    const told = (given: RegionWish, env: Environment): string | undefined =>
      applied(env, regionVariables(given, env))['ROLECALL_ROLE_REGION'];
    expect(told(wish(), own)).toBe('eu-west-1');
    expect(told(wish({ asked: 'us-west-1' }), {})).toBe('eu-west-1');
    expect(told(wish(), {})).toBeUndefined();
    expect(told(wish(), { AWS_REGION: 'eu-west-1' })).toBeUndefined();
    expect(told(wish({ overwrites: true }), own)).toBeUndefined();
  });

  it('is gone after any roles, and the person’s own is back, every byte of it', () => {
    const region = fc.constantFrom('eu-west-1', 'us-east-2', 'ap-south-1');
    const some = fc.option(fc.oneof(region, fc.string({ minLength: 1 })), { nil: undefined });
    const wishes = fc.record<RegionWish>({
      asked: fc.option(fc.oneof(region, fc.constant('none' as const)), { nil: undefined }),
      ofRole: fc.option(region, { nil: undefined }),
      overwrites: fc.boolean(),
    });
    fc.assert(
      fc.property(some, some, fc.array(wishes, { maxLength: 5 }), (first, second, roles) => {
        const before: Environment = {
          ...(first === undefined ? {} : { AWS_REGION: first }),
          ...(second === undefined ? {} : { AWS_DEFAULT_REGION: second }),
        };
        let env: Environment = before;
        for (const given of roles) {
          const change = regionVariables(given, env);
          expect(change.set.filter(([name]) => change.unset.includes(name))).toEqual([]);
          env = applied(env, change);
          if (given.asked === undefined && !given.overwrites && (first ?? second) !== undefined)
            expect(regions(env)).toBe(regions(before));
        }
        expect(applied(env, giveRegionBack(env))).toEqual(before);
      }),
    );
  });
});
