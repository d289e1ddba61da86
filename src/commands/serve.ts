// `serve`: credentials over the ECS container protocol, for containers and long-running programs. `serve load`, `list`
// and `unload` tell a running server what to serve.
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { defaultSlot, parseSlotName } from '../domain/slot-name.ts';
import type { Host } from '../host.ts';
import type { ServerAddress } from '../ports/credential-server.ts';
import type { CommandModule, Options } from './command.ts';
import { addConfirm } from './pass-guard.ts';
import { addSelectors, chooseRole } from './role-selection.ts';

const help = `
When it is ready it prints one JSON line: "env" holds what a client needs. The token lies in a file that only
you can read; --print-token puts it into the line instead. Credentials are renewed before they end. A role that
is not named is loaded later:

  load SELECTOR   put a role into a slot of the running server
  list            show what is loaded
  unload          empty a slot

The slot "default" is served at /, every other at /slot/NAME; /health and /health/slot/NAME say, without a
token, whether credentials are there. Without a certificate the server binds only to loopback addresses and
to 169.254.170.2, since SDKs take keys over plain HTTP from nowhere else.

Examples:
  rolecall serve --profile prod-admin
  rolecall serve --port 4144 &
  rolecall serve load --slot build --profile dev-deploy
  rolecall serve list
  rolecall serve --bind 172.17.0.1 --tls-cert cert.pem --tls-key key.pem --host-name host.docker.internal`;

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

const portOf = (options: Options): number | undefined => {
  const text = textOf(options['port']);
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError('--port must be a whole number from 0 to 65535.');
};

const hostNamesOf = (options: Options): readonly string[] => {
  const names = Array.isArray(options['hostName']) ? (options['hostName'] as readonly string[]) : [];
  for (const name of names) {
    if (!/^[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/.test(name))
      throw new UsageError(`--host-name must be a plain host name, without a port.`);
  }
  return names;
};

const addressOf = (options: Options): ServerAddress => {
  const certificate = textOf(options['tlsCert']);
  const key = textOf(options['tlsKey']);
  if ((certificate === undefined) !== (key === undefined))
    throw new UsageError('--tls-cert and --tls-key go together.');
  return {
    port: portOf(options) ?? 0,
    bind: textOf(options['bind']) ?? '127.0.0.1',
    hostNames: hostNamesOf(options),
    tls: certificate === undefined || key === undefined ? undefined : { certificate, key },
  };
};

const namesRole = (args: readonly string[], options: Options): boolean =>
  args.length > 0 || ['profile', 'account', 'role', 'arn'].some((name) => options[name] !== undefined);

const serveUntilSignal = async (host: Host, args: readonly string[], options: Options): Promise<number> => {
  const { credentialSlots } = await import('../engine/credential-slots.ts');
  const address = addressOf(options);
  const slot = parseSlotName(textOf(options['slot']) ?? defaultSlot);
  const onProblem = (text: string): void => void host.stderr.write(`${text}\n`);
  const slots = credentialSlots(host.services, { onProblem });
  if (namesRole(args, options)) {
    const { role } = await chooseRole(host, { args, options, action: undefined });
    await slots.load(slot, role);
  }
  // From here on nobody is asked: a prompt would stop a server in the background.
  host.endPrompts();
  const servers = await host.services.credentialServers();
  // Before the line is printed: who reads it may send the signal at once.
  const signal = host.untilSignal();
  const server = await servers.start(address, slots);
  const announced = await servers.announce(server, slots);
  const { tokenFile } = announced;
  const token =
    options['printToken'] === true
      ? { AWS_CONTAINER_AUTHORIZATION_TOKEN: server.token }
      : { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile };
  const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: server.uri(slot), ...token };
  host.stdout.write(`${JSON.stringify({ url: server.uri(slot), token_file: tokenFile, env })}\n`);
  await signal;
  slots.close();
  await Promise.all([announced.close(), server.close()]);
  return exitCodes.ok;
};

const collect = (name: string, before: readonly string[] = []): readonly string[] => [...before, name];

export const serve: CommandModule = {
  configure: (command) =>
    void addConfirm(addSelectors(command))
      .usage('[load|list|unload] [selector]')
      .option('--slot <name>', 'the slot that the role goes into (default)')
      .option('--port <number>', 'port to listen on; any free one unless given')
      .option('--bind <address>', 'address to listen on (127.0.0.1)')
      .option(
        '--host-name <name>',
        'a further name that clients call the server by; may be repeated',
        collect,
      )
      .option('--tls-cert <file>', 'serve HTTPS with this certificate (PEM)')
      .option('--tls-key <file>', 'the key of the certificate (PEM)')
      .option('--print-token', 'print the token itself, not only where it lies')
      .option('--json', 'with list: JSON')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const [verb, ...rest] = args;
    if (verb !== 'load' && verb !== 'list' && verb !== 'unload') return serveUntilSignal(host, args, options);
    const { controlServer } = await import('./serve-control.ts');
    const slot = parseSlotName(textOf(options['slot']) ?? defaultSlot);
    return controlServer(host, verb, { args: rest, options, slot, port: portOf(options) });
  },
};
