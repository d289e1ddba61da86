// The partitions of AWS: what differs between them is only names of hosts (reference identity-center.md 1.7, 1.8).

export type Partition = {
  readonly id: 'aws' | 'aws-cn' | 'aws-us-gov' | 'aws-eusc';
  /** Domain suffix of OIDC, portal and STS hosts. */
  readonly suffix: string;
  /** The same of hosts that answer over IPv6 too. */
  readonly dualStackSuffix: string;
  /** The plain hosts are the FIPS hosts: they have no `-fips` of their own. */
  readonly isPlainFips: boolean;
  /** Host of console federation for a region. */
  readonly federationHost: (region: string) => string;
  /** Host that every console page of the partition lives on or under. */
  readonly consoleHost: string;
};

const aws: Partition = {
  id: 'aws',
  suffix: 'amazonaws.com',
  dualStackSuffix: 'api.aws',
  isPlainFips: false,
  federationHost: (region) =>
    region === 'us-east-1' ? 'signin.aws.amazon.com' : `${region}.signin.aws.amazon.com`,
  consoleHost: 'console.aws.amazon.com',
};

const china: Partition = {
  id: 'aws-cn',
  suffix: 'amazonaws.com.cn',
  dualStackSuffix: 'api.amazonwebservices.com.cn',
  isPlainFips: false,
  federationHost: () => 'signin.amazonaws.cn',
  consoleHost: 'console.amazonaws.cn',
};

const govCloud: Partition = {
  id: 'aws-us-gov',
  suffix: 'amazonaws.com',
  dualStackSuffix: 'api.aws',
  isPlainFips: true,
  federationHost: (region) =>
    region === 'us-gov-east-1' ? 'us-gov-east-1.signin.amazonaws-us-gov.com' : 'signin.amazonaws-us-gov.com',
  consoleHost: 'console.amazonaws-us-gov.com',
};

const europeanSovereign: Partition = {
  id: 'aws-eusc',
  suffix: 'amazonaws.eu',
  dualStackSuffix: 'api.amazonwebservices.eu',
  isPlainFips: false,
  // What other tools use. The rule set of AWS's sign-in service says `signin.REGION.amazonaws.eu`: whichever it comes
  // to be, ROLECALL_ENDPOINT_URL_FEDERATION may name it.
  federationHost: (region) => `${region}.signin.amazonaws-eusc.eu`,
  consoleHost: 'console.amazonaws-eusc.eu',
};

/** The partition that a region belongs to; an unknown region falls to `aws`, as in the SDKs. */
export const partitionOf = (region: string): Partition => {
  if (region.startsWith('cn-')) return china;
  if (region.startsWith('us-gov-')) return govCloud;
  if (region.startsWith('eusc-')) return europeanSovereign;
  return aws;
};
