// The first credentials of an instance without Identity Center, found as AWS's SDK finds them: in a profile of the AWS
// config, or by its default chain (variables, web identity, container, machine).
import type { Environment } from '../domain/aws-endpoint.ts';
import { baseGuard, circular, guardedNames, refuseCircle, tellsCircle } from '../domain/base-circle.ts';
import type { BaseSource, InstanceConfig } from '../domain/config.ts';
import type { FoundKeys } from '../domain/credentials.ts';
import { Cancelled, LoginNeeded, UpstreamFailed, UsageError, UserError } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import { sanitize } from '../domain/sanitize.ts';
import type { MfaQuestion } from '../ports/services.ts';
import { hushSdk, sdkHandler } from './aws-http/sdk-handler.ts';

export type BaseOptions = {
  readonly instance: InstanceConfig;
  readonly env: Environment;
  /** For a profile with an `mfa_serial`. */
  readonly mfaCode: (question: MfaQuestion) => Promise<string | undefined>;
  /** ms; 25 s unless given: a program that waits for credentials must hear of a failure within 45 s. */
  readonly limit?: number;
};

type Asked = BaseOptions & { readonly base: BaseSource };

/** Runs what a person has to answer, whose time does not count. */
type Unhurried = <T>(question: Promise<T>) => Promise<T>;

const usualLimit = 25_000;

const sourceText = (base: BaseSource): string =>
  base.kind === 'profile' ? `profile ${base.profile}` : 'the environment';

/** What the SDK says may quote a command line, so only the kind of it is told. */
const translate = (options: Asked, error: unknown): Error => {
  if (error instanceof UserError || error instanceof Cancelled) return error;
  if (error instanceof Error && tellsCircle(error.message)) return circular(options.instance);
  const { base } = options;
  const name = error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'unknown error';
  const who = base.kind === 'profile' ? `Profile ${base.profile}` : 'The environment';
  const look = base.kind === 'profile' ? ` --profile ${base.profile}` : '';
  return new UserError(`${who} gave no credentials (${name}).`, {
    hint: `See what the AWS CLI says: aws sts get-caller-identity${look}`,
  });
};

const ask = async ({ instance, base, env, mfaCode }: Asked, unhurried: Unhurried): Promise<FoundKeys> => {
  hushSdk();
  const mfaCodeProvider = async (serial: string): Promise<string> => {
    const code = await unhurried(mfaCode({ instance, serial, isAgain: false }));
    if (code !== undefined) return code;
    throw new LoginNeeded(instance.name, `${instance.name} needs a code of ${sanitize(serial, 128)}.`);
  };
  const { fromIni, fromNodeProviderChain } = await import('./aws-http/base-sdk.ts');
  const common = {
    filepath: env['AWS_SHARED_CREDENTIALS_FILE'],
    configFilepath: env['AWS_CONFIG_FILE'],
    ignoreCache: true,
    mfaCodeProvider,
    clientConfig: { region: instance.region, requestHandler: sdkHandler({ env }, () => undefined) },
  };
  const provide =
    base.kind === 'profile' ? fromIni({ ...common, profile: base.profile }) : fromNodeProviderChain(common);
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = await provide();
  return guarded({ accessKeyId, secretAccessKey, sessionToken, expiration: expiration?.getTime() });
};

const within = async <T>(
  limit: number,
  what: string,
  work: (unhurried: Unhurried) => Promise<T>,
): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  let giveUp: (error: Error) => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  const start = (): void => {
    const text = `${what} gave no credentials within ${Math.round(limit / 1000)} s.`;
    timer = setTimeout(() => giveUp(new UpstreamFailed(text)), limit);
  };
  start();
  const unhurried: Unhurried = (question) => {
    clearTimeout(timer);
    return question.finally(start);
  };
  return Promise.race([work(unhurried), late]).finally(() => clearTimeout(timer));
};

/** Errors: UsageError when it goes round in a circle; UserError when there are none; UpstreamFailed when it takes too long. */
export const baseCredentials = async (options: BaseOptions): Promise<FoundKeys> => {
  const { instance, env, limit = usualLimit } = options;
  const { base } = instance;
  if (base === undefined)
    throw new UsageError(`${instance.name} has no base credentials: it is signed in to.`);
  const asked: Asked = { ...options, base };
  refuseCircle(instance, env);
  const before = process.env[baseGuard];
  process.env[baseGuard] = [...guardedNames(process.env), instance.name].join(' ');
  try {
    return await within(limit, sourceText(base), (unhurried) => ask(asked, unhurried));
  } catch (error) {
    throw translate(asked, error);
  } finally {
    if (before === undefined) delete process.env[baseGuard];
    else process.env[baseGuard] = before;
  }
};
