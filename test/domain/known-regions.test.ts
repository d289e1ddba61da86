import { describe, expect, it } from 'vitest';
import {
  knownRegions,
  partitionNames,
  partitionOfStartUrl,
  regionOfStartUrl,
  regionsOf,
} from '../../src/domain/known-regions.ts';
import { isRegion } from '../../src/domain/region.ts';

describe('the known regions', () => {
  it('are regions, each of one partition', () => {
    expect(knownRegions.filter(({ id }) => !isRegion(id))).toEqual([]);
    const all = partitionNames.flatMap(([id]) => regionsOf(id));
    expect(all.length).toBe(knownRegions.length);
    for (const [id] of partitionNames) expect(regionsOf(id).length).toBeGreaterThan(0);
  });

  it.each([
    ['https://ssoins-7223.portal.eu-west-1.app.aws', 'eu-west-1', 'aws'],
    ['https://acme.awsapps.com/start', undefined, 'aws'],
    ['https://acme.awsapps.cn/start', undefined, 'aws-cn'],
    ['https://start.us-gov-west-1.us-gov-home.awsapps.com/directory/acme', 'us-gov-west-1', 'aws-us-gov'],
    ['https://start.us-gov-home.awsapps.com/directory/acme', undefined, 'aws-us-gov'],
    ['https://acme.portal.amazonaws.eu', undefined, 'aws-eusc'],
    ['nonsense', undefined, 'aws'],
  ])('%s says %s, %s', (url, region, partition) => {
    expect([regionOfStartUrl(url), partitionOfStartUrl(url)]).toEqual([region, partition]);
  });
});
