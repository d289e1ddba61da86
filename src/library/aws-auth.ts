// A tool's way to AWS: what it needs and takes is said once, and the rest is found, asked for and renewed.
import type { AuthMethod } from './auth-method.ts';
import type { CheckReport, ProfileFacts } from './check-report.ts';
import type { AwsCredentials } from './credentials.ts';
import { createEvents, type Listen } from './events.ts';
import { loadEngine } from './load-engine.ts';
import type { AwsAuthOptions } from './options.ts';
import { asRolecallError } from './rolecall-error.ts';
import { checkedMethod, settingsOf } from './settings.ts';

export type AwsAuth = {
  /**
   * Credentials from the first that has some: memory, while they have five minutes left; methods of your own; the tool's
   * profile; the default profile; the environment; and, where a person can be asked, a setup. It is what an SDK client takes as
   * `credentials`. Errors: RolecallError.
   */
  readonly getCredentials: () => Promise<AwsCredentials>;
  /** Who the credentials are, whether they may do what the tool needs, and how long they live. Asks nobody, and never throws. */
  readonly check: () => Promise<CheckReport>;
  /** Asks the person, whatever is there. Errors: RolecallError (`setup-needed` where nobody can be asked, `cancelled`). */
  readonly runSetup: () => Promise<{ readonly profile: string }>;
  /** The profiles of rolecall and of the AWS files. */
  readonly profiles: () => Promise<readonly ProfileFacts[]>;
  /** Adds a method of your own, to be tried before the built-in ones. */
  readonly register: (method: AuthMethod) => void;
  /** Tells of progress. Answers a function that ends it. */
  readonly on: Listen;
  /** The next call looks anew. */
  readonly forget: () => void;
};

/** Calls at the same time share one answer. */
const shared = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let flight: Promise<T> | undefined;
  return () => {
    flight ??= work()
      .catch((error: unknown) => {
        throw asRolecallError(error);
      })
      .finally(() => {
        flight = undefined;
      });
    return flight;
  };
};

/**
 * Nothing is loaded or looked at before the first call.
 * @throws RolecallError (`wrong-options`) for an option that is not right.
 */
export const createAwsAuth = (options: AwsAuthOptions): AwsAuth => {
  const settings = settingsOf(options);
  const methods: AuthMethod[] = [...settings.methods];
  const { on, emit } = createEvents();
  let opened: ReturnType<typeof open> | undefined;
  const open = async () => (await loadEngine()).openAuth({ settings, emit, methods: () => methods });
  const auth = () => {
    opened ??= open();
    return opened;
  };
  return {
    getCredentials: shared(async () => (await auth()).credentials()),
    check: shared(async () => (await auth()).check()),
    runSetup: shared(async () => (await auth()).setUp()),
    profiles: shared(async () => (await auth()).profiles()),
    register: (method) => void methods.push(checkedMethod(method, 'register: the method')),
    on,
    forget: () => void opened?.then((one) => one.forget()),
  };
};
