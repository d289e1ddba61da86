// What the host of a start URL says of where its Identity Center is: some name the region, some only the partition.
import { partitionOf } from './partition.ts';
import { isRegion } from './region.ts';

const regionForms = [
  /^[^.]+\.portal\.([a-z0-9-]+)\.app\.aws$/,
  /^[^.]+\.([a-z0-9-]+)\.portal\.amazonaws\.(?:com|com\.cn|eu)$/,
  /^[^.]+\.portal\.([a-z0-9-]+)\.app\.amazonwebservices\.com\.cn$/,
];

const partitionSuffixes = [
  ['aws-cn', ['.awsapps.cn', '.amazonaws.com.cn', '.amazonwebservices.com.cn']],
  ['aws-eusc', ['.amazonaws.eu', '.amazonwebservices.eu']],
] as const;

export type StartUrlPlace =
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'partition'; readonly partition: string }
  | { readonly kind: 'unknown' };

export const placeOfStartUrl = (startUrl: string): StartUrlPlace => {
  const host = URL.canParse(startUrl) ? new URL(startUrl).hostname : '';
  const region = regionForms.map((form) => form.exec(host)?.[1]).find((found) => found !== undefined);
  if (region !== undefined && isRegion(region)) return { kind: 'region', region };
  const [partition] =
    partitionSuffixes.find(([, suffixes]) => suffixes.some((suffix) => host.endsWith(suffix))) ?? [];
  if (partition !== undefined) return { kind: 'partition', partition };
  return host === 'identitycenter.us-gov.amazonaws.com'
    ? { kind: 'partition', partition: 'aws-us-gov' }
    : { kind: 'unknown' };
};

/** False only where the host says otherwise. */
export const isPlausibleRegion = (startUrl: string, region: string): boolean => {
  const place = placeOfStartUrl(startUrl);
  if (place.kind === 'region') return place.region === region;
  return place.kind === 'unknown' || place.partition === partitionOf(region).id;
};
