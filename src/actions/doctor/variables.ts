// Variables of this shell that shadow or contradict one another: SDKs do not agree on which of them wins.
import type { Finding } from '../../domain/doctor/finding.ts';
import { ageText } from '../../domain/expiry.ts';
import { isRegion } from '../../domain/region.ts';
import { lengthLimits, sanitize } from '../../domain/sanitize.ts';
import { readShellStatus } from '../../domain/shell-status.ts';
import type { Shell } from '../../shells/shell.ts';
import type { Check, Environment } from './examined.ts';
import { clearLine, setLine, unsetLine } from './shell-lines.ts';

/** The variables of a shell, and how it is mended. */
export type ShellFacts = { readonly env: Environment; readonly shell: Shell; readonly now: number };

const shown = (text: string | undefined): string => sanitize(text ?? '', lengthLimits.name);

const isSet = (env: Environment, name: string): boolean => Boolean(env[name]);

const isPlain = (word: string): boolean => /^[\w.@+:/-]+$/.test(word);

const renewal = ({ env, shell }: ShellFacts): readonly string[] => {
  const profile = env['ROLECALL_PROFILE'] ?? '';
  const isOurs = readShellStatus(env).kind === 'role' && isPlain(profile);
  return isOurs
    ? [shell.capture(`rolecall env --shell ${shell.id} --profile ${profile}`), clearLine(shell)]
    : [clearLine(shell)];
};

const expired = (facts: ShellFacts): readonly Finding[] => {
  const { env, now } = facts;
  const status = readShellStatus(env);
  if (status.kind !== 'role' && status.kind !== 'other-keys') return [];
  if (status.expiresAt === undefined || status.expiresAt > now) return [];
  return [
    {
      id: 'keys-expired',
      level: 'error',
      what: `The keys in this shell ended ${ageText(status.expiresAt, now)}.`,
      why: 'Keys in variables win over every profile, also after their end: each call fails with ExpiredToken.',
      mend: renewal(facts),
    },
  ];
};

const incomplete = ({ env, shell }: ShellFacts): readonly Finding[] => {
  const [id, secret] = [env['AWS_ACCESS_KEY_ID'] ?? '', isSet(env, 'AWS_SECRET_ACCESS_KEY')];
  const mend = [unsetLine(shell, 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN')];
  if ((id !== '') !== secret)
    return [
      {
        id: 'keys-incomplete',
        level: 'error',
        what: `${id === '' ? 'AWS_SECRET_ACCESS_KEY is set without AWS_ACCESS_KEY_ID' : 'AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY'}.`,
        why: 'Some SDKs fail at half a pair of keys, others go on to a profile.',
        mend,
      },
    ];
  if (/^ASIA/.test(id) && !isSet(env, 'AWS_SESSION_TOKEN'))
    return [
      {
        id: 'keys-incomplete',
        level: 'error',
        what: 'The keys in this shell are temporary ones (ASIA...), and AWS_SESSION_TOKEN is missing.',
        why: 'AWS takes them for keys that it does not know (InvalidClientTokenId).',
        mend,
      },
    ];
  if (/^AKIA/.test(id) && isSet(env, 'AWS_SESSION_TOKEN'))
    return [
      {
        id: 'keys-mixed',
        level: 'error',
        what: 'The keys in this shell are lasting ones (AKIA...), and AWS_SESSION_TOKEN is of others.',
        why: 'AWS refuses them together.',
        mend: [unsetLine(shell, 'AWS_SESSION_TOKEN')],
      },
    ];
  return [];
};

const shadowing = ({ env, shell }: ShellFacts): readonly Finding[] => {
  const profile = env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'];
  if (!profile || !isSet(env, 'AWS_ACCESS_KEY_ID')) return [];
  const name = env['AWS_PROFILE'] ? 'AWS_PROFILE' : 'AWS_DEFAULT_PROFILE';
  return [
    {
      id: 'profile-and-keys',
      level: 'warning',
      what: `${name} (${shown(profile)}) is set beside keys.`,
      why: 'The AWS CLI and the Go SDK use the keys, the JavaScript SDK the profile: two programs in this shell may be two roles.',
      mend: [
        `For the keys: ${unsetLine(shell, 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE')}`,
        `For the profile: ${clearLine(shell)}`,
      ],
    },
  ];
};

const profileNames = ({ env, shell }: ShellFacts): readonly Finding[] => {
  const [profile, old] = [env['AWS_PROFILE'], env['AWS_DEFAULT_PROFILE']];
  if (!old || old === profile) return [];
  return [
    {
      id: 'default-profile',
      level: profile ? 'warning' : 'note',
      what: profile
        ? `AWS_PROFILE (${shown(profile)}) and AWS_DEFAULT_PROFILE (${shown(old)}) differ.`
        : `AWS_DEFAULT_PROFILE (${shown(old)}) is set without AWS_PROFILE.`,
      why: 'Only some programs read AWS_DEFAULT_PROFILE, and not all in the same order.',
      mend: [unsetLine(shell, 'AWS_DEFAULT_PROFILE')],
    },
  ];
};

const regions = ({ env, shell }: ShellFacts): readonly Finding[] => {
  const [region, old] = [env['AWS_REGION'], env['AWS_DEFAULT_REGION']];
  const wrong = [region, old].filter((text): text is string => Boolean(text) && !isRegion(text ?? ''));
  const differing: readonly Finding[] =
    region && old && region !== old
      ? [
          {
            id: 'region-variables',
            level: 'warning',
            what: `AWS_REGION (${shown(region)}) and AWS_DEFAULT_REGION (${shown(old)}) differ.`,
            why: 'SDKs read the first, older versions of the AWS CLI and boto only the second.',
            mend: isRegion(region) ? [setLine(shell, 'AWS_DEFAULT_REGION', region)] : undefined,
          },
        ]
      : [];
  return [
    ...wrong.slice(0, 1).map(
      (text): Finding => ({
        id: 'region-form',
        level: 'error',
        what: `"${shown(text)}" in AWS_REGION or AWS_DEFAULT_REGION is not a region.`,
        why: 'It goes into host names, which do not exist then.',
        mend: [`Such as: ${setLine(shell, 'AWS_REGION', 'us-east-1')}`],
      }),
    ),
    ...differing,
  ];
};

/** Not where another was asked for. */
const roleRegion = ({ env, shell }: ShellFacts): readonly Finding[] => {
  const held = readShellStatus(env);
  if (held.kind !== 'role' || held.roleRegion === undefined || held.region === held.roleRegion) return [];
  if (held.region !== undefined && held.region === env['ROLECALL_ASKED_REGION']) return [];
  const again = `rolecall env --shell ${shell.id} --refresh --overwrite-region`;
  return [
    {
      id: 'role-region',
      level: 'note',
      what: `The region of this shell is ${shown(held.region) || 'not set'}, that of its role ${shown(held.roleRegion)}.`,
      why: 'Programs ask the services of the shell’s region. One of your own is never overwritten unless you ask.',
      mend: [`For the role's: ${shell.capture(again)}`],
    },
  ];
};

const ours = ({ env, shell }: ShellFacts): readonly Finding[] => {
  const isReplaced =
    isSet(env, 'ROLECALL_KEY_ID') &&
    isSet(env, 'AWS_ACCESS_KEY_ID') &&
    env['ROLECALL_KEY_ID'] !== env['AWS_ACCESS_KEY_ID'];
  const isLeft = isSet(env, 'ROLECALL_KEY_ID') && !isSet(env, 'AWS_ACCESS_KEY_ID');
  const old = env['AWS_SECURITY_TOKEN'];
  return [
    ...(isReplaced || isLeft
      ? [
          {
            id: 'keys-replaced',
            level: 'warning' as const,
            what: `The variables of rolecall name ${shown(env['ROLECALL_PROFILE']) || 'a role'}, and the keys in this shell are ${isLeft ? 'gone' : 'others'}.`,
            why: 'A prompt that shows the role shows what this shell does not hold.',
            mend: [clearLine(shell), 'See who it is: rolecall whoami'],
          },
        ]
      : []),
    ...(old && old !== env['AWS_SESSION_TOKEN']
      ? [
          {
            id: 'old-token',
            level: 'warning' as const,
            what: 'AWS_SECURITY_TOKEN is set, and is not the token of these keys.',
            why: 'boto prefers this old name to AWS_SESSION_TOKEN, and fails.',
            mend: [unsetLine(shell, 'AWS_SECURITY_TOKEN')],
          },
        ]
      : []),
  ];
};

export const variableFindings = (facts: ShellFacts): readonly Finding[] => {
  const found = [expired, incomplete, shadowing, profileNames, regions, roleRegion, ours].flatMap((check) =>
    check(facts),
  );
  return found.length > 0
    ? found
    : [{ id: 'variables', level: 'ok', what: 'No variables of AWS shadow one another.' }];
};

export const variablesCheck: Check = {
  subject: 'the variables of this shell',
  group: 'shell',
  run: variableFindings,
};
