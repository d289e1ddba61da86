// Whether the server that this shell's programs ask for keys runs, and still has the role.
import type { Finding } from '../../domain/doctor/finding.ts';
import { readShellStatus } from '../../domain/shell-status.ts';
import type { Shell } from '../../shells/shell.ts';
import type { Check, Environment } from './examined.ts';

export type ServerFacts = {
  readonly env: Environment;
  readonly shell: Shell;
  /** What the running servers answer at. */
  readonly served: readonly { readonly uri: string; readonly tokenFile: string }[];
};

/** The server of `exec --server` ends with its command, and is not announced: it has no token file. */
const asksServer = (env: Environment): boolean => {
  const held = readShellStatus(env);
  return (
    held.kind === 'role' && held.heldBy === 'server' && Boolean(env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'])
  );
};

export const serverFindings = ({ env, shell, served }: ServerFacts): readonly Finding[] => {
  const isServed = served.some(
    ({ uri, tokenFile }) =>
      uri === env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] &&
      tokenFile === env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'],
  );
  if (!asksServer(env) || isServed) return [];
  const again = `rolecall env --shell ${shell.id} --refresh`;
  return [
    {
      id: 'server-gone',
      level: 'error',
      what: 'The server that this shell asks for keys does not have the role any more, or has ended.',
      why: 'Every program that asks it fails.',
      mend: [
        `Start one in another terminal with rolecall serve, then: ${shell.capture(again)}`,
        `Or take keys: ${shell.capture(`${again} --export-mode credentials`)}`,
      ],
    },
  ];
};

export const serverCheck: Check = {
  subject: 'the server of this shell',
  group: 'shell',
  run: async ({ services, env, shell }) => {
    if (!asksServer(env)) return [];
    const servers = await (await services.credentialServers()).running();
    const served = await Promise.all(
      servers.map(async ({ tokenFile, list }) => (await list()).map(({ uri }) => ({ uri, tokenFile }))),
    );
    return serverFindings({ env, shell, served: served.flat() });
  },
};
