// What kind of host a URL names. A `URL` has already lower-cased it and written every IPv4 form as four decimals.

/** An address literal of this machine. A name such as `localhost` can be made to mean another. */
export const isLoopbackLiteral = (hostname: string): boolean =>
  /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname) || hostname === '[::1]';

const isAddress = (hostname: string): boolean =>
  hostname.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname);

/** A name that the public DNS can hold: no address, no bare name, no name that is private by convention. */
export const isPublicName = (hostname: string): boolean =>
  !isAddress(hostname) &&
  /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname) &&
  !/(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid|example)$/.test(hostname);

const ownedSuffixes = [
  '.app.aws',
  '.portal.amazonaws.com',
  '.portal.amazonaws.com.cn',
  '.app.amazonwebservices.com.cn',
  '.portal.amazonaws.eu',
  '.api.amazonwebservices.eu',
  '.awsapps.com',
  '.awsapps.cn',
];

const ownedNames = [
  'identitycenter.amazonaws.com',
  'identitycenter.amazonaws.com.cn',
  'identitycenter.amazonaws.eu',
  'identitycenter.us-gov.amazonaws.com',
];

/** A host where AWS, and nobody else, serves access portals (reference identity-center.md 1.4). */
export const isAwsPortalHost = (hostname: string): boolean =>
  ownedNames.includes(hostname) || ownedSuffixes.some((suffix) => hostname.endsWith(suffix));
