// Variables that change where calls go, or whom they believe: endpoints, proxies, certificates.
import { checkEndpoint, endpointOverride, hostSwitches, refuseSwitches } from '../../domain/aws-endpoint.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { UsageError } from '../../domain/errors.ts';
import { isLoopbackLiteral } from '../../domain/host-name.ts';
import { lengthLimits, sanitize } from '../../domain/sanitize.ts';
import type { Entry } from '../../ports/inspection.ts';
import type { Check } from './examined.ts';
import { unsetLine } from './shell-lines.ts';
import type { ShellFacts } from './variables.ts';

export type NetworkFacts = ShellFacts & {
  /** The files that variables name, by the variable's name; undefined where there is none. */
  readonly files: ReadonlyMap<string, Entry | undefined>;
};

export const fileVariables = [
  'AWS_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
] as const;

/** Their own word for a missing file, where it is no mistake by itself. */
const mayBeMissing: ReadonlySet<string> = new Set(['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']);

const shown = (text: string): string => sanitize(text, lengthLimits.email);

/** Of a URL the host alone: the rest may hold a password. */
const hostIn = (text: string): string => {
  const url = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(url) ? shown(new URL(url).host) : 'something that is no URL';
};

const isIgnored = ({ env }: ShellFacts): boolean =>
  env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true';

/** Variables that name one host are one finding. */
const hostFinding = ({ shell }: ShellFacts, host: string, names: readonly string[]): Finding => {
  const isHere = isLoopbackLiteral(host.replace(/:\d+$/, ''));
  const isOne = names.length === 1;
  return {
    id: 'endpoint',
    level: isHere ? 'note' : 'warning',
    what: `${names.join(', ')} ${isOne ? 'sends' : 'send'} calls to ${shown(host)}${isHere ? ', on this machine (an emulator?)' : ' instead of AWS'}.`,
    why: isHere ? undefined : 'Every SDK in this shell sends what it signs, or its tokens, there.',
    mend: [`If ${isOne ? 'that is' : 'they are'} not meant: ${unsetLine(shell, ...names)}`],
  };
};

type Endpoints = {
  readonly refused: readonly Finding[];
  readonly hosts: ReadonlyMap<string, readonly string[]>;
};

const endpointsIn = ({ env, shell }: ShellFacts): Endpoints => {
  const refused: Finding[] = [];
  const hosts = new Map<string, readonly string[]>();
  const named = Object.entries(env).filter(
    ([name, text]) => /^AWS_ENDPOINT_URL(_[A-Z0-9_]+)?$/.test(name) && text,
  );
  for (const [name, text = ''] of named.sort(([a], [b]) => (a < b ? -1 : 1))) {
    try {
      const { host } = checkEndpoint(name, text);
      hosts.set(host, [...(hosts.get(host) ?? []), name]);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const { message: what, hint: why } = error;
      refused.push({ id: 'endpoint-refused', level: 'error', what, why, mend: [unsetLine(shell, name)] });
    }
  }
  return { refused, hosts };
};

const endpoints = (facts: ShellFacts): readonly Finding[] => {
  if (isIgnored(facts)) return [];
  const { refused, hosts } = endpointsIn(facts);
  return [...refused, ...[...hosts].map(([host, names]) => hostFinding(facts, host, names))];
};

const switches = ({ env }: ShellFacts): readonly Finding[] => {
  try {
    hostSwitches(env);
    if (endpointOverride('sts', env) !== undefined) refuseSwitches('sts', env);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // An endpoint that is refused is a finding of its own already.
    if (/AWS_ENDPOINT_URL\S* (is not|must be)/.test(error.message)) return [];
    return [{ id: 'endpoint-switches', level: 'error', what: error.message, mend: error.hint?.split('\n') }];
  }
};

const proxies = ({ env, shell }: ShellFacts): readonly Finding[] => {
  const [lower, upper] = [env['https_proxy'] || '', env['HTTPS_PROXY'] || ''];
  const used = lower || upper;
  const differing: readonly Finding[] =
    lower !== '' && upper !== '' && lower !== upper
      ? [
          {
            id: 'proxy-twice',
            level: 'warning',
            what: 'https_proxy and HTTPS_PROXY differ.',
            why: 'Programs do not agree on which of the two wins; here it is the first.',
            mend: [unsetLine(shell, 'HTTPS_PROXY')],
          },
        ]
      : [];
  if (used === '') {
    const other = ['ALL_PROXY', 'all_proxy', 'HTTP_PROXY', 'http_proxy'].find((name) => env[name]);
    return other === undefined
      ? []
      : [
          {
            id: 'proxy-unused',
            level: 'note',
            what: `${other} is set, and HTTPS_PROXY is not.`,
            why: 'Calls to AWS are https: they go past that proxy.',
          },
        ];
  }
  const url = used.includes('://') ? used : `http://${used}`;
  const isProxy = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return [
    isProxy
      ? { id: 'proxy', level: 'note', what: `Calls to AWS go through the proxy ${hostIn(used)}.` }
      : {
          id: 'proxy-refused',
          level: 'error',
          what: 'HTTPS_PROXY must be a URL that begins with http:// or https://.',
          mend: [unsetLine(shell, lower !== '' ? 'https_proxy' : 'HTTPS_PROXY')],
        },
    ...differing,
  ];
};

const absence = (entry: Entry | undefined): string => {
  if (entry === undefined || entry.kind === 'nothing') return 'is not there';
  return entry.kind === 'hidden' ? 'is out of your reach' : 'is no file';
};

const files = ({ files: named, shell }: NetworkFacts): readonly Finding[] =>
  [...named].flatMap(([name, entry]): readonly Finding[] => {
    if (entry?.kind === 'file') return [];
    const isMild = mayBeMissing.has(name) && entry === undefined;
    return [
      {
        id: 'file-variable',
        level: isMild ? 'note' : 'error',
        what: `The file that ${name} names ${absence(entry)}.`,
        why: isMild
          ? 'The AWS tools know no profile of it.'
          : 'Calls fail, or go on without what it should hold.',
        mend: [unsetLine(shell, name)],
      },
    ];
  });

const trust = ({ env, shell }: ShellFacts): readonly Finding[] => [
  ...(env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
    ? [
        {
          id: 'tls-unchecked',
          level: 'warning' as const,
          what: 'NODE_TLS_REJECT_UNAUTHORIZED=0 lets Node programs believe any certificate.',
          why: 'rolecall checks certificates all the same; other programs in this shell hand tokens to whoever answers.',
          mend: [
            unsetLine(shell, 'NODE_TLS_REJECT_UNAUTHORIZED'),
            'For a private authority use AWS_CA_BUNDLE.',
          ],
        },
      ]
    : []),
  ...(/--(require|import|loader|experimental-loader)\b|(^|\s)-r\s/.test(env['NODE_OPTIONS'] ?? '')
    ? [
        {
          id: 'node-options',
          level: 'warning' as const,
          what: 'NODE_OPTIONS loads other code into every Node program.',
          why: 'That code runs inside rolecall, where keys are.',
          mend: [unsetLine(shell, 'NODE_OPTIONS')],
        },
      ]
    : []),
];

export const networkFindings = (facts: NetworkFacts): readonly Finding[] => [
  ...endpoints(facts),
  ...switches(facts),
  ...proxies(facts),
  ...files(facts),
  ...trust(facts),
];

export const networkCheck: Check = {
  subject: 'endpoints, proxies and certificates',
  group: 'shell',
  run: async ({ env, shell, now, inspection }) => {
    const named = new Map<string, Entry | undefined>();
    for (const name of fileVariables) {
      const path = env[name];
      if (path) named.set(name, await inspection.look(path.replace(/^~(?=\/)/, inspection.places.home)));
    }
    return networkFindings({ env, shell, now, files: named });
  },
};
