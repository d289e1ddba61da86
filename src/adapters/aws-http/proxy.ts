// HTTPS_PROXY and NO_PROXY as curl and the AWS CLI read them; the lower-case names win.
import type { Environment } from '../../domain/aws-endpoint.ts';
import { UsageError } from '../../domain/errors.ts';

const either = (env: Environment, name: string): string => env[name.toLowerCase()] || env[name] || '';

/** `host`, `.host` or `*.host`, each for its subdomains too, with or without `:port`; an address; `*` for all. */
const covers = (entry: string, url: URL): boolean => {
  const isBareIpv6 = /^[^[]*:.*:/.test(entry);
  const [, name = '', port] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(isBareIpv6 ? `[${entry}]` : entry) ?? [];
  if (port !== undefined && port !== (url.port || '443')) return false;
  const domain = name.replace(/^\*?\.?/, '');
  if (domain === '') return name === '*';
  return url.hostname === domain || url.hostname.endsWith(`.${domain}`);
};

const isExempt = (url: URL, list: string): boolean =>
  list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => covers(entry, url));

/** The proxy for an https URL; undefined to connect directly. Errors: UsageError for what is not one. */
export const proxyFor = (url: URL, env: Environment): URL | undefined => {
  const text = either(env, 'HTTPS_PROXY');
  if (text === '' || isExempt(url, either(env, 'NO_PROXY'))) return undefined;
  const withScheme = text.includes('://') ? text : `http://${text}`;
  const proxy = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (proxy !== undefined && /^https?:$/.test(proxy.protocol)) return proxy;
  throw new UsageError('HTTPS_PROXY must be a URL that begins with http:// or https://.');
};
