// Start URLs under an organisation's own name lead to AWS by one redirect, and nothing else is believed (R21).
import { type Environment, endpointOverride } from '../domain/aws-endpoint.ts';
import { UpstreamFailed, UsageError } from '../domain/errors.ts';
import { parseStartUrl } from '../domain/start-url.ts';
import {
  type Answer,
  ExchangeFailed,
  type ExchangeRequest,
  exchange,
  usualLimits,
} from './aws-http/exchange.ts';

type Ask = (request: ExchangeRequest) => Promise<Answer>;

export type StartUrlRequest = {
  readonly url: string;
  readonly env: Environment;
  /** How an organisation's own host is asked; over the network unless given. */
  readonly ask?: Ask;
};

const hint = 'It looks like https://NAME.awsapps.com/start or https://ssoins-ID.portal.REGION.app.aws';

const refused = (reason: string): UsageError =>
  new UsageError(`The start URL cannot be used. ${reason}`, hint);

const leadsTo = async (url: string, ask: Ask): Promise<string> => {
  let answer = await ask({ method: 'HEAD', url: new URL(url), headers: {} });
  if (answer.status === 405 || answer.status === 501)
    answer = await ask({ method: 'GET', url: new URL(url), headers: {} });
  const location = answer.headers['location'];
  if (answer.status < 300 || answer.status > 399 || location === undefined || !URL.canParse(location, url))
    throw refused('Its host does not belong to AWS and does not lead there.');
  return new URL(location, url).href;
};

const askOverNetwork =
  (env: Environment): Ask =>
  async (request) => {
    try {
      return await exchange(request, { env, limits: { ...usualLimits, total: 10_000 } });
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) throw error;
      throw new UpstreamFailed(`The start URL could not be checked: ${error.message}`, { hint });
    }
  };

/**
 * A start URL as it is kept: without fragment, query and last slash. AWS's own are taken without asking anybody; an
 * organisation's own name is asked where it leads, without credentials.
 * Errors: UsageError for one that cannot be used, UpstreamFailed when its host does not answer.
 */
export const resolveStartUrl = async ({
  url,
  env,
  ask = askOverNetwork(env),
}: StartUrlRequest): Promise<string> => {
  const given = parseStartUrl(url, endpointOverride('sso-oidc', env) !== undefined);
  if (given.kind === 'refused') throw refused(given.reason);
  if (given.kind === 'aws') return given.url;
  const target = parseStartUrl(await leadsTo(given.url, ask), false);
  if (target.kind === 'aws') return target.url;
  throw refused('It leads to a host that does not belong to AWS.');
};
