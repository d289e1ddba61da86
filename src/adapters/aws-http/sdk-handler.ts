// Lets the AWS SDK clients send through `exchange`, with its limits. The whole body is read before the SDK sees it.
import type { HttpHandlerOptions, HttpRequest, HttpResponse, RequestHandler } from '@smithy/types';
import { type Answer, type ExchangeOptions, exchange, usualLimits } from './exchange.ts';

// What encodeURIComponent leaves as it is although RFC 3986 reserves it.
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const queryOf = ({ query = {} }: HttpRequest): string => {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === null) pairs.push(encode(name));
    else for (const one of [value].flat()) pairs.push(`${encode(name)}=${encode(one)}`);
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

const urlOf = (request: HttpRequest): URL => {
  const port = request.port === undefined ? '' : `:${request.port}`;
  return new URL(`${request.protocol}//${request.hostname}${port}${request.path}${queryOf(request)}`);
};

const bodyOf = (request: HttpRequest): string | Uint8Array | undefined => {
  const body: unknown = request.body;
  return typeof body === 'string' || body instanceof Uint8Array ? body : undefined;
};

export type SdkHandler = RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions>;

/** `inspect` sees each answer first; what it throws, the SDK's call throws. */
export const sdkHandler = (options: ExchangeOptions, inspect: (answer: Answer) => void): SdkHandler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  handle: async (request, { abortSignal, requestTimeout } = {}) => {
    const { env, limits = usualLimits } = options;
    const { method, headers } = request;
    const total = Math.min(limits.total, requestTimeout ?? limits.total);
    const answer = await exchange(
      { method, headers, url: urlOf(request), body: bodyOf(request) },
      {
        env,
        limits: { ...limits, total },
        signal: abortSignal instanceof AbortSignal ? abortSignal : undefined,
      },
    );
    inspect(answer);
    return { response: { statusCode: answer.status, headers: { ...answer.headers }, body: answer.body } };
  },
});

/** What every client is made with: nothing is read from the user's AWS files, and nothing is tried twice. */
export const plainSdkConfig = {
  maxAttempts: 1,
  retryMode: 'standard',
  defaultsMode: 'standard',
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  userAgentAppId: '',
  authSchemePreference: [] as string[],
} as const;

/** The SDK warns on stderr about Node's version unless this is set before it is loaded. */
export const hushSdk = (): void => {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
};
