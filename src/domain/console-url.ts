// Where a console session begins: a service's page, or any page of the console that somebody linked to.
import { isGlobalService, nearestServices, serviceNamed } from './console-destinations.ts';
import type { ConsoleService } from './console-services.ts';
import { UsageError } from './errors.ts';
import { isRegionOf, type PartitionId } from './known-regions.ts';
import { type Partition, partitionOf } from './partition.ts';
import { isRegion } from './region.ts';
import { isArn, resourcePage } from './resource-page.ts';

export type ConsoleDestination = {
  /** `https://console.aws.amazon.com`, or what stands for it. */
  readonly base: string;
  /** Any region of the role's partition: that of Identity Center. */
  readonly ssoRegion: string;
  readonly region: string | undefined;
  /** As people name it; undefined = the console's home. */
  readonly service?: string | undefined;
  /** An https URL of the partition's console, a path of it, or the ARN of a resource; instead of a service. */
  readonly destination?: string | undefined;
  /** The account that a resource must be in. */
  readonly accountId?: string | undefined;
};

const partitionNames: Readonly<Record<PartitionId, string>> = {
  aws: 'AWS',
  'aws-cn': 'AWS in China',
  'aws-us-gov': 'AWS GovCloud',
  'aws-eusc': 'the European Sovereign Cloud',
};

const requireRegion = (region: string, { id }: Partition): void => {
  if (!isRegion(region)) throw new UsageError(`${region} is not an AWS region.`);
  if (isRegionOf(id, region)) return;
  throw new UsageError(`${region} is not a region of ${partitionNames[id]}, where this role is.`);
};

/** Errors: UsageError that names the nearest. */
export const requireService = (text: string): ConsoleService => {
  const service = serviceNamed(text);
  if (service !== undefined) return service;
  const near = nearestServices(text).map(({ id, name }) => `${id} (${name})`);
  throw new UsageError(
    `${text.trim() === '' ? 'An empty word' : text.slice(0, 100)} is not a console service that is known here.`,
    [
      near.length === 0 ? undefined : `Nearest: ${near.join(', ')}`,
      'All of them: rolecall console --services\nAny other page: rolecall console --destination URL',
    ]
      .filter(Boolean)
      .join('\n'),
  );
};

const isOfConsole = (url: URL, base: URL, { consoleHost }: Partition): boolean => {
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === base.origin) return true;
  const isItsHost = url.hostname === consoleHost || url.hostname.endsWith(`.${consoleHost}`);
  return url.protocol === 'https:' && url.port === '' && isItsHost;
};

/** UTF-16 units. */
const longestDestination = 4096;

/** What `URL` would quietly leave out or turn into slashes. */
const hasTricks = (text: string): boolean => /[\u0000-\u0020\u007f\\]/.test(text) || text.startsWith('//');

/** Errors: UsageError for what is no page of this partition's console. */
const pageUrl = (text: string, base: URL, partition: Partition): URL => {
  const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(text);
  const whole = isUrl ? text : `${base.href.replace(/\/$/, '')}/${text.replace(/^\//, '')}`;
  const isWellFormed = text !== '' && text.length <= longestDestination && !hasTricks(text);
  if (isWellFormed && URL.canParse(whole)) {
    const url = new URL(whole);
    if (isOfConsole(url, base, partition)) return url;
  }
  throw new UsageError(
    `${text === '' ? 'An empty text' : text.slice(0, 100)} is no page of the console that this role opens.`,
    `It is a URL that begins with https://${partition.consoleHost}/ or https://REGION.${partition.consoleHost}/, or what follows there; or the ARN of a resource.`,
  );
};

/** `eu-west-1` of `eu-west-1.console.aws.amazon.com`, else of `?region=`. */
const regionIn = (url: URL, { consoleHost }: Partition): string | undefined => {
  const label = url.hostname.endsWith(`.${consoleHost}`) ? (url.hostname.split('.')[0] ?? '') : '';
  if (isRegion(label)) return label;
  const named = url.searchParams.get('region') ?? '';
  return isRegion(named) ? named : undefined;
};

const linked = (
  text: string,
  { base, region, accountId }: ConsoleDestination,
  partition: Partition,
): string => {
  if (isArn(text)) {
    const page = resourcePage(text, { partition: partition.id, accountId });
    return pageUrl(page, new URL(base), partition).href;
  }
  const url = pageUrl(text, new URL(base), partition);
  const own = regionIn(url, partition);
  if (own !== undefined) requireRegion(own, partition);
  const [first = ''] = url.pathname.split('/').filter(Boolean);
  const isPlaced = own !== undefined || url.searchParams.has('region') || isGlobalService(first);
  if (isPlaced || region === undefined) return url.href;
  url.searchParams.set('region', region);
  return url.href;
};

/** Errors: UsageError for a region, a service or a page that is not one of this partition. */
export const consoleUrl = (wanted: ConsoleDestination): string => {
  const { base, region, service, destination, ssoRegion } = wanted;
  const partition = partitionOf(ssoRegion);
  if (region !== undefined) requireRegion(region, partition);
  if (destination !== undefined) return linked(destination, wanted, partition);
  const { path, isGlobal } = requireService(service ?? 'console');
  const url = new URL(`${base.replace(/\/$/, '')}/${path}`);
  if (region !== undefined && !isGlobal) url.searchParams.set('region', region);
  return url.href;
};

export type SigninUrl = {
  readonly endpoint: string;
  readonly issuer: string;
  readonly destination: string;
  readonly signinToken: string;
};

/** The URL that signs a browser in: a bearer for 15 minutes, to be handled as a secret. */
export const signinUrl = ({ endpoint, issuer, destination, signinToken }: SigninUrl): string => {
  const url = new URL(endpoint);
  url.searchParams.set('Action', 'login');
  url.searchParams.set('Issuer', issuer);
  url.searchParams.set('Destination', destination);
  url.searchParams.set('SigninToken', signinToken);
  return url.href;
};
