// The first credentials of an instance without Identity Center, found as AWS's SDK finds them: in a profile of the AWS
// config, or by its default chain (variables, web identity, container, machine).
import type { Environment } from '../domain/aws-endpoint.ts';
import { baseGuard, circular, guardedNames, refuseCircle, tellsCircle } from '../domain/base-circle.ts';
import type { BaseSource, InstanceConfig } from '../domain/config.ts';
import type { SigningKeys } from '../domain/credentials.ts';
import { UpstreamFailed, UsageError, UserError } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import { hushSdk, sdkHandler } from './aws-http/sdk-handler.ts';

export type BaseOptions = {
  readonly instance: InstanceConfig;
  readonly env: Environment;
  /** ms; 25 s unless given: a program that waits for credentials must hear of a failure within 45 s. */
  readonly limit?: number;
};

type Asked = BaseOptions & { readonly base: BaseSource };

const usualLimit = 25_000;

const sourceText = (base: BaseSource): string =>
  base.kind === 'profile' ? `profile ${base.profile}` : 'the environment';

/** What the SDK says may quote a command line, so only the kind of it is told. */
const translate = (options: Asked, error: unknown): Error => {
  if (error instanceof UserError) return error;
  if (error instanceof Error && tellsCircle(error.message)) return circular(options.instance);
  const { base } = options;
  const isMfa = error instanceof Error && error.message.includes('multi-factor');
  const name = error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'unknown error';
  const who = base.kind === 'profile' ? `Profile ${base.profile}` : 'The environment';
  if (isMfa) return new UsageError(`${who} asks for an MFA code, which rolecall cannot give it.`);
  const look = base.kind === 'profile' ? ` --profile ${base.profile}` : '';
  return new UserError(`${who} gave no credentials (${name}).`, {
    hint: `See what the AWS CLI says: aws sts get-caller-identity${look}`,
  });
};

const ask = async ({ instance, base, env }: Asked): Promise<SigningKeys> => {
  hushSdk();
  const { fromIni, fromNodeProviderChain } = await import('./aws-http/base-sdk.ts');
  const common = {
    filepath: env['AWS_SHARED_CREDENTIALS_FILE'],
    configFilepath: env['AWS_CONFIG_FILE'],
    ignoreCache: true,
    clientConfig: { region: instance.region, requestHandler: sdkHandler({ env }, () => undefined) },
  };
  const provide =
    base.kind === 'profile' ? fromIni({ ...common, profile: base.profile }) : fromNodeProviderChain(common);
  const { accessKeyId, secretAccessKey, sessionToken } = await provide();
  return guarded({ accessKeyId, secretAccessKey, sessionToken });
};

const within = async <T>(limit: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const seconds = Math.round(limit / 1000);
    timer = setTimeout(
      () => reject(new UpstreamFailed(`${what} gave no credentials within ${seconds} s.`)),
      limit,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Errors: UsageError when it goes round in a circle; UserError when there are none; UpstreamFailed when it takes too long. */
export const baseCredentials = async (options: BaseOptions): Promise<SigningKeys> => {
  const { instance, env, limit = usualLimit } = options;
  const { base } = instance;
  if (base === undefined)
    throw new UsageError(`${instance.name} has no base credentials: it is signed in to.`);
  const asked: Asked = { ...options, base };
  refuseCircle(instance, env);
  const before = process.env[baseGuard];
  process.env[baseGuard] = [...guardedNames(process.env), instance.name].join(' ');
  try {
    return await within(limit, sourceText(base), ask(asked));
  } catch (error) {
    throw translate(asked, error);
  } finally {
    if (before === undefined) delete process.env[baseGuard];
    else process.env[baseGuard] = before;
  }
};
