// This machine's clock against AWS's. Role credentials are signed with a time, and AWS takes none that is five minutes off.
import { awsEndpoint } from '../../domain/aws-endpoint.ts';
import type { InstanceConfig } from '../../domain/config.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { UsageError } from '../../domain/errors.ts';
import { minute } from '../../domain/expiry.ts';
import type { ServerTime } from '../../ports/inspection.ts';
import type { Check, Environment } from './examined.ts';

const tolerated = 30_000;
const refused = 5 * minute;

const spanText = (span: number): string => {
  const seconds = Math.round(span / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
};

const setClock = (platform: string): string => {
  if (platform === 'darwin') return 'sudo sntp -sS time.apple.com';
  return platform === 'win32' ? 'w32tm /resync' : 'sudo timedatectl set-ntp true';
};

export const clockFindings = (host: string, time: ServerTime, platform: string): readonly Finding[] => {
  if (time.kind === 'unreachable')
    return [
      {
        id: 'network-unreachable',
        level: 'warning',
        what: `AWS was not reached: ${time.reason}`,
        why: 'Cached credentials are used until they end; nothing new can be fetched. The clock could not be compared.',
        mend: ['Check the network, the VPN, and HTTPS_PROXY if you need a proxy.'],
      },
    ];
  const off = Math.abs(time.skew);
  if (off <= tolerated)
    return [
      { id: 'clock', level: 'ok', what: `The clock agrees with ${host}, within ${spanText(tolerated)}.` },
    ];
  return [
    {
      id: 'clock-off',
      level: off >= refused ? 'error' : 'warning',
      what: `This machine's clock is ${spanText(off)} ${time.skew > 0 ? 'ahead of' : 'behind'} that of ${host}.`,
      why: 'AWS refuses signatures that are five minutes off (SignatureDoesNotMatch), and ends of credentials are judged wrongly.',
      mend: [setClock(platform)],
    },
  ];
};

/** Where nothing but the time is asked for: the sign-in host of an Identity Center, else STS. */
const hostOf = ({ region, base }: InstanceConfig, env: Environment): URL =>
  awsEndpoint(base === undefined ? 'sso-oidc' : 'sts', region, env);

export const clockCheck: Check = {
  subject: 'the clock of AWS',
  group: 'sign-in',
  run: async ({ config, env, inspection, isOffline, program }) => {
    if (config.kind === 'broken' || config.config.instances.length === 0) return [];
    if (isOffline)
      return [
        {
          id: 'network-skipped',
          level: 'note',
          what: 'The network was left alone (--offline): no clock, no regions.',
        },
      ];
    const urls = new Map<string, URL>();
    try {
      for (const instance of config.config.instances) {
        const url = hostOf(instance, env);
        urls.set(url.origin, url);
      }
    } catch (error) {
      // The variables' own check says what is wrong with them.
      if (error instanceof UsageError) return [];
      throw error;
    }
    const asked = [...urls.values()].slice(0, 8);
    const found = await Promise.all(
      asked.map(async (url) => clockFindings(url.host, await inspection.serverTime(url), program.platform)),
    );
    return found.flat();
  },
};
