// HTTPS_PROXY and NO_PROXY as curl and the AWS CLI read them; the lower-case names win.
import type { Environment } from '../../domain/aws-endpoint.ts';
import { UsageError } from '../../domain/errors.ts';

const either = (env: Environment, name: string): string => env[name.toLowerCase()] || env[name] || '';

const isExempt = (hostname: string, list: string): boolean =>
  list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const suffix = entry.toLowerCase().replace(/^\*/, '').replace(/:\d+$/, '');
      const name = suffix.replace(/^\./, '');
      return name === '' || hostname === name || hostname.endsWith(`.${name}`);
    });

/** The http proxy for an https URL; undefined to connect directly. Errors: UsageError for what is not one. */
export const proxyFor = (url: URL, env: Environment): URL | undefined => {
  const text = either(env, 'HTTPS_PROXY');
  if (text === '' || isExempt(url.hostname, either(env, 'NO_PROXY'))) return undefined;
  const withScheme = text.includes('://') ? text : `http://${text}`;
  if (URL.canParse(withScheme) && new URL(withScheme).protocol === 'http:') return new URL(withScheme);
  throw new UsageError('HTTPS_PROXY must be a URL that begins with http://.');
};
