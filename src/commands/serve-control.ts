// `serve load|list|unload`: what the running server serves.
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { isoSeconds, lifeText } from '../domain/expiry.ts';
import type { Host } from '../host.ts';
import type { RemoteServer } from '../ports/credential-server.ts';
import type { Options } from './command.ts';
import { chooseRole } from './role-selection.ts';

export type ControlRequest = {
  readonly args: readonly string[];
  readonly options: Options;
  readonly slot: string;
  /** Of the server, where several run. */
  readonly port: number | undefined;
};

/** Errors: UserError when there is none, UsageError when it is not said which of several. */
const oneServer = async (host: Host, port: number | undefined): Promise<RemoteServer> => {
  const all = await (await host.services.credentialServers()).running();
  const servers = port === undefined ? all : all.filter((server) => server.port === port);
  const [only] = servers;
  if (only === undefined)
    throw new UserError(
      port === undefined ? 'No credential server runs.' : `No credential server runs on port ${port}.`,
      { hint: 'Start one with: rolecall serve' },
    );
  if (servers.length === 1) return only;
  throw new UsageError(
    `${servers.length} credential servers run.`,
    `Say which: ${servers.map((server) => `--port ${server.port}`).join(', or ')}`,
  );
};

const load = async (host: Host, server: RemoteServer, request: ControlRequest): Promise<number> => {
  const { role } = await chooseRole(host, { ...request, action: undefined });
  const { profile, uri } = await server.load(request.slot, role);
  host.stderr.write(`${profile} is served as ${request.slot}.\n`);
  const env = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: uri,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: server.tokenFile,
  };
  host.stdout.write(`${JSON.stringify({ url: uri, token_file: server.tokenFile, env })}\n`);
  return exitCodes.ok;
};

const list = async (host: Host, server: RemoteServer, { options }: ControlRequest): Promise<number> => {
  const slots = await server.list();
  const now = host.services.clock.now();
  if (options['json'] === true) {
    const shown = slots.map(({ name, profile, roleArn, uri, expiration, problem }) => ({
      slot: name,
      profile,
      arn: roleArn,
      url: uri,
      expires_at: isoSeconds(expiration),
      problem: problem ?? null,
    }));
    host.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return exitCodes.ok;
  }
  if (slots.length === 0) host.stderr.write('Nothing is loaded. Load a role with: rolecall serve load\n');
  for (const { name, profile, expiration, uri, problem } of slots) {
    const end = problem === undefined ? '' : `\t${problem}`;
    host.stdout.write(`${name}\t${profile}\t${lifeText(expiration, now)}\t${uri}${end}\n`);
  }
  return exitCodes.ok;
};

const unload = async (host: Host, server: RemoteServer, { slot }: ControlRequest): Promise<number> => {
  const was = await server.unload(slot);
  host.stderr.write(was ? `The slot ${slot} is empty.\n` : `Nothing was loaded into the slot ${slot}.\n`);
  return was ? exitCodes.ok : exitCodes.failed;
};

const byVerb = { load, list, unload };

/** Answers the exit code. Errors: UserError, UsageError. */
export const controlServer = async (
  host: Host,
  verb: keyof typeof byVerb,
  request: ControlRequest,
): Promise<number> => byVerb[verb](host, await oneServer(host, request.port), request);
