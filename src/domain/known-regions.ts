// The regions to choose from, by partition, with the place that AWS names each for. Others may be typed: a region that
// is opened tomorrow must not wait for us.
import { type Partition, partitionOf } from './partition.ts';
import { isRegion } from './region.ts';

export type KnownRegion = { readonly id: string; readonly place: string };

const places: Readonly<Record<string, string>> = {
  'us-east-1': 'N. Virginia',
  'us-east-2': 'Ohio',
  'us-west-1': 'N. California',
  'us-west-2': 'Oregon',
  'eu-central-1': 'Frankfurt',
  'eu-central-2': 'Zurich',
  'eu-west-1': 'Ireland',
  'eu-west-2': 'London',
  'eu-west-3': 'Paris',
  'eu-north-1': 'Stockholm',
  'eu-south-1': 'Milan',
  'eu-south-2': 'Spain',
  'ap-east-1': 'Hong Kong',
  'ap-east-2': 'Taipei',
  'ap-south-1': 'Mumbai',
  'ap-south-2': 'Hyderabad',
  'ap-southeast-1': 'Singapore',
  'ap-southeast-2': 'Sydney',
  'ap-southeast-3': 'Jakarta',
  'ap-southeast-4': 'Melbourne',
  'ap-southeast-5': 'Malaysia',
  'ap-southeast-6': 'New Zealand',
  'ap-southeast-7': 'Thailand',
  'ap-northeast-1': 'Tokyo',
  'ap-northeast-2': 'Seoul',
  'ap-northeast-3': 'Osaka',
  'ca-central-1': 'Canada Central',
  'ca-west-1': 'Calgary',
  'sa-east-1': 'São Paulo',
  'mx-central-1': 'Mexico Central',
  'il-central-1': 'Tel Aviv',
  'me-central-1': 'UAE',
  'me-south-1': 'Bahrain',
  'af-south-1': 'Cape Town',
  'cn-north-1': 'Beijing',
  'cn-northwest-1': 'Ningxia',
  'us-gov-west-1': 'US-West',
  'us-gov-east-1': 'US-East',
  'eusc-de-east-1': 'Brandenburg',
};

export const knownRegions: readonly KnownRegion[] = Object.entries(places).map(([id, place]) => ({
  id,
  place,
}));

export type PartitionId = Partition['id'];

export const partitionNames: readonly (readonly [id: PartitionId, name: string])[] = [
  ['aws', 'AWS'],
  ['aws-cn', 'China'],
  ['aws-us-gov', 'GovCloud'],
  ['aws-eusc', 'European Sovereign Cloud'],
];

export const regionsOf = (partition: PartitionId): readonly KnownRegion[] =>
  knownRegions.filter(({ id }) => partitionOf(id).id === partition);

/** In the form of a region, known or not, and of that partition. */
export const isRegionOf = (partition: PartitionId, text: string): boolean =>
  isRegion(text) && partitionOf(text).id === partition;

/** A region that stands in a host name, such as `portal.eu-west-1.app.aws`. */
const regionInHost = (host: string): string | undefined =>
  host.split('.').find((label) => places[label] !== undefined);

const suffixes: readonly (readonly [suffix: string, partition: PartitionId])[] = [
  ['.awsapps.cn', 'aws-cn'],
  ['.com.cn', 'aws-cn'],
  ['.amazonaws.eu', 'aws-eusc'],
  ['.amazonwebservices.eu', 'aws-eusc'],
];

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

/** What the start URL's host says of where Identity Center is; undefined where it says nothing. */
export const regionOfStartUrl = (url: string): string | undefined => regionInHost(hostOf(url));

export const partitionOfStartUrl = (url: string): PartitionId => {
  const host = hostOf(url);
  const region = regionInHost(host);
  if (region !== undefined) return partitionOf(region).id;
  if (/(^|[.-])us-gov([.-]|$)/.test(host)) return 'aws-us-gov';
  return suffixes.find(([suffix]) => host.endsWith(suffix))?.[1] ?? 'aws';
};
