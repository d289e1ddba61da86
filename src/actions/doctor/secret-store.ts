// Where the store's key is, and whether programs get at it. Nobody is asked: a keychain may show a prompt when it is
// read, and a passphrase command may open a window, so neither is tried.
import type { SecretStoreConfig } from '../../domain/config.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { SecretStoreFailed, UserError } from '../../domain/errors.ts';
import { lifeText } from '../../domain/expiry.ts';
import type { StoreLock } from '../../ports/key-agent.ts';
import type { Services } from '../../ports/services.ts';
import type { Check, Environment, Examined } from './examined.ts';

export type StoreFacts = {
  readonly lock: StoreLock | UserError;
  /** What opening a record without asking anybody gave; undefined: it was not tried, or there is no record. */
  readonly opened: 'opened' | UserError | undefined;
  readonly config: SecretStoreConfig;
  readonly env: Environment;
  readonly platform: string;
  readonly now: number;
};

const failed = ({ message, hint }: UserError): readonly Finding[] => [
  {
    id: 'store-unreadable',
    level: 'error',
    what: message,
    why: 'Sessions and cached credentials cannot be read, and nothing is written over them.',
    mend: hint?.split('\n'),
  },
];

const isBusMissing = ({ env, platform }: StoreFacts): boolean =>
  platform === 'linux' && !env['DBUS_SESSION_BUS_ADDRESS'] && !env['XDG_RUNTIME_DIR'];

const keychain = (facts: StoreFacts): readonly Finding[] =>
  isBusMissing(facts)
    ? [
        {
          id: 'store-no-bus',
          level: 'error',
          what: 'The secret store is on the keychain, and there is no way to one from here (no D-Bus session).',
          why: 'Nothing that needs a secret works in this session, such as over ssh or in cron.',
          mend: [
            'Log in on the desktop, or export DBUS_SESSION_BUS_ADDRESS of that session.',
            'For a store without a keychain, set secret_store.backend to passphrase, then: rolecall unlock',
          ],
        },
      ]
    : [
        {
          id: 'store',
          level: 'ok',
          what: 'The secret store is on the keychain (not opened now: that may show a prompt).',
        },
      ];

const locked = ({ config, env }: StoreFacts): readonly Finding[] => {
  if (env['ROLECALL_PASSPHRASE'])
    return [{ id: 'store', level: 'ok', what: 'The secret store is opened by ROLECALL_PASSPHRASE.' }];
  if (config.passphraseCommand !== undefined)
    return [
      {
        id: 'store',
        level: 'ok',
        what: 'The secret store is opened by passphrase_command (not run now: it may ask you).',
      },
    ];
  return [
    {
      id: 'store-locked',
      level: 'warning',
      what: 'The secret store is locked: each program asks for the passphrase.',
      why: 'SDKs that run rolecall as their credential_process have nobody to ask, and fail.',
      mend: ['rolecall unlock'],
    },
  ];
};

export const storeFindings = (facts: StoreFacts): readonly Finding[] => {
  const { lock, opened, now } = facts;
  if (lock instanceof UserError) return failed(lock);
  if (opened instanceof UserError) return failed(opened);
  switch (lock.kind) {
    case 'no-store':
      return [{ id: 'store-none', level: 'note', what: 'There is no secret store yet: a sign-in makes it.' }];
    case 'unlocked':
      return [
        {
          id: 'store',
          level: 'ok',
          what: `The secret store is on a passphrase, and unlocked for ${lifeText(lock.until, now)}.`,
        },
      ];
    case 'locked':
      return locked(facts);
    case 'no-passphrase':
      return lock.source === 'the keychain'
        ? keychain(facts)
        : [{ id: 'store', level: 'ok', what: `The secret store is opened by ${lock.source}.` }];
  }
};

/** Reads one record, whichever it is. */
const openOne = async (services: Services): Promise<StoreFacts['opened']> => {
  try {
    const store = await services.secretStore();
    const [first] = await store.list('');
    if (first === undefined) return undefined;
    await store.get(first.key);
    return 'opened';
  } catch (error) {
    return error instanceof UserError ? error : new SecretStoreFailed('The secret store could not be read.');
  }
};

const opensSilently = (lock: StoreLock, { env }: Examined): boolean =>
  lock.kind === 'unlocked' ||
  (lock.kind === 'locked' && Boolean(env['ROLECALL_PASSPHRASE'])) ||
  (lock.kind === 'no-passphrase' && lock.source !== 'the keychain');

export const secretStoreCheck: Check = {
  subject: 'the secret store',
  group: 'rolecall',
  run: async (examined) => {
    const { inspection, services, config, env, now, program } = examined;
    const secretStore =
      config.kind === 'valid'
        ? config.config.secretStore
        : { backend: 'auto' as const, passphraseCommand: undefined };
    const common = { config: secretStore, env, platform: program.platform, now };
    try {
      const lock = await inspection.storeLock();
      const isTried = config.kind === 'valid' && opensSilently(lock, examined);
      return storeFindings({ ...common, lock, opened: isTried ? await openOne(services) : undefined });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return storeFindings({ ...common, lock: error, opened: undefined });
    }
  },
};
