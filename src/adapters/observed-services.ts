// Services that are watched from outside: each call's name, time and outcome go to the debug log, never what it was given
// or what it answered. Secrets that pass by are learned, so that no log and no crash text repeats them.
import { subscribe } from 'node:diagnostics_channel';
import { learnFields, type Redactor } from '../domain/redactor.ts';
import type { Federation } from '../ports/federation.ts';
import type { Lock } from '../ports/lock.ts';
import type { Log, LogFields } from '../ports/log.ts';
import type { Services } from '../ports/services.ts';
import { type ExchangeReport, exchangeChannel } from './aws-http/exchange-channel.ts';

export type Observer = { readonly log: Log; readonly redactor: Redactor };

/** Without a redactor nothing is learned of what passes: what is public, and too much to walk over. */
type Watcher = { readonly log: Log; readonly redactor: Redactor | undefined };

type Call = (...args: readonly unknown[]) => unknown;

const since = (started: number): number => Math.round(performance.now() - started);

const errorFields = (error: unknown): LogFields =>
  error instanceof Error ? { failed: error.name, reason: error.message } : { failed: 'unknown' };

const learnText = (redactor: Redactor, text: string): void => {
  try {
    learnFields(redactor, JSON.parse(text));
  } catch {
    // Not a record of ours.
  }
};

const learn = ({ redactor }: Watcher, values: readonly unknown[]): void => {
  if (redactor === undefined) return;
  for (const value of values) {
    if (typeof value === 'string' && value.startsWith('{')) learnText(redactor, value);
    else learnFields(redactor, value);
  }
};

/** Facts that can be told of any answer: how many, or whether what was looked for is there. */
const answerFields = (name: string, answer: unknown): LogFields => {
  if (/\.(get|load)/.test(name)) return { found: answer !== undefined };
  return Array.isArray(answer) ? { count: answer.length } : {};
};

const watchedCall =
  (observer: Watcher, name: string, call: Call): Call =>
  (...args) => {
    const started = performance.now();
    learn(observer, args);
    const ended = (fields: LogFields): void => observer.log(name, { ...fields, ms: since(started) });
    const answer = call(...args);
    if (!(answer instanceof Promise)) return answer;
    return answer.then(
      (value: unknown) => {
        learn(observer, [value]);
        ended(answerFields(name, value));
        return value;
      },
      (error: unknown) => {
        ended(errorFields(error));
        throw error;
      },
    );
  };

/** The same port, each of its functions watched. */
const watched = <Port extends object>(observer: Watcher, name: string, port: Port): Port => {
  const members = Object.entries(port).map(([member, value]): readonly [string, unknown] => [
    member,
    typeof value === 'function' ? watchedCall(observer, `${name}.${member}`, value as Call) : value,
  ]);
  return Object.fromEntries(members) as Port;
};

/** How long the lock was waited for, and how long it was held, are told apart. */
const watchedLock = ({ log }: Observer, lock: Lock): Lock => ({
  run: async (name, work, limit) => {
    const asked = performance.now();
    let begun: number | undefined;
    try {
      return await lock.run(
        name,
        () => {
          begun = performance.now();
          log('lock.taken', { name, waited_ms: since(asked) });
          return work();
        },
        limit,
      );
    } finally {
      if (begun === undefined) log('lock.busy', { name, waited_ms: since(asked) });
      else log('lock.freed', { name, held_ms: since(begun) });
    }
  },
});

/** Each HTTP exchange: method, host, status, time. Not its path, which names accounts, nor its query or headers. */
export const logExchanges = (log: Log): void =>
  subscribe(exchangeChannel, (message) => {
    const { method, host, status, bytes, ms, failure } = message as ExchangeReport;
    log('http', { method, host, status, bytes, ms, failed: failure });
  });

/** For public data, of which a catalog may have a hundred thousand rows. */
const deaf = ({ log }: Observer): Watcher => ({ log, redactor: undefined });

/** Services as before. What is not named here has nothing to tell, or holds the terminal. */
export const observedServices = (services: Services, observer: Observer): Services => {
  const watch =
    <Args extends readonly unknown[], Port extends object>(
      name: string,
      make: (...args: Args) => Promise<Port>,
    ) =>
    async (...args: Args): Promise<Port> =>
      watched(observer, name, await make(...args));
  return {
    ...services,
    secretStore: watch('secret-store', services.secretStore),
    keyAgent: watch('key-agent', services.keyAgent),
    identityCenter: watch('identity-center', services.identityCenter),
    federation: async (role) => {
      const federation = await services.federation(role);
      const signinToken: Federation['signinToken'] = async (...request) => {
        const token = await federation.signinToken(...request);
        observer.redactor.learn(token);
        return token;
      };
      return watched(observer, 'federation', { ...federation, signinToken });
    },
    sts: async (region, credentials) => {
      learn(observer, [credentials]);
      return watched(observer, 'sts', await services.sts(region, credentials));
    },
    iam: async (region, credentials) => {
      learn(observer, [credentials]);
      return watched(observer, 'iam', await services.iam(region, credentials));
    },
    plugins: watch('plugins', services.plugins),
    mfaCode: async (question) => {
      const code = await services.mfaCode(question);
      observer.redactor.learn(code);
      return code;
    },
    awsFiles: async () => watched(deaf(observer), 'aws-files', await services.awsFiles()),
    catalogStore: async () => watched(deaf(observer), 'catalog-store', await services.catalogStore()),
    browser: async () => watched(deaf(observer), 'browser', await services.browser()),
    credentialServers: watch('credential-servers', services.credentialServers),
    lock: async () => watchedLock(observer, await services.lock()),
    audit: async () => {
      const audit = await services.audit();
      return {
        ...audit,
        record: (entry) => {
          observer.log(entry.event, { command: audit.command(), ...entry, event: undefined });
          return audit.record(entry);
        },
      };
    },
  };
};
