import type { InstanceConfig } from '../domain/config.ts';
import { Cancelled, UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { lifeText } from '../domain/expiry.ts';
import type { SignInProgress } from '../domain/session.ts';
import { userOfInstance } from '../domain/user-arn.ts';
import { audited } from '../engine/audit.ts';
import { loadRoles } from '../engine/load-roles.ts';
import { wipeCredentials } from '../engine/remove-keys.ts';
import { roleCredentials } from '../engine/role-credentials.ts';
import { sessionStatus } from '../engine/session.ts';
import { signIn } from '../engine/sign-in.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { flowNamed } from './flow-option.ts';
import { oneInstance } from './instance-option.ts';
import { refreshWithProgress } from './refresh.ts';

const help = `
pkce opens the browser here and is the default on a desktop; device shows a code to enter on any device, and is
the default over SSH, in WSL and without a display. The session is renewed in the background, without a browser,
until your organisation ends it. For an instance with lasting keys, the session of the keys is made, with an MFA
code where the instance has an mfa_serial.

Examples:
  rolecall login
  rolecall login --instance acme --flow device --no-browser`;

const portOf = (options: Options): number | undefined => {
  const text = options['redirectPort'];
  if (typeof text !== 'string') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_535) return port;
  throw new UsageError('--redirect-port is a port from 1024 to 65535.');
};

const spaced = (code: string): string => [...code].join(' ');

const progressText = (progress: SignInProgress): string => {
  switch (progress.kind) {
    case 'opening-browser':
      return progress.isOpened
        ? `Sign in in the browser that just opened. If none did, open:\n\n  ${progress.url}\n\n`
        : `Open this page to sign in:\n\n  ${progress.url}\n\n`;
    case 'device-code':
      return [
        progress.isOpened ? 'A browser opened to sign in. If none did, open:' : 'On any device, open:',
        `  ${progress.url}`,
        'Check that it shows this code:',
        `  ${spaced(progress.userCode)}`,
        'Only continue there if you started this just now. Waiting.\n',
      ].join('\n\n');
    case 'waiting':
      return 'Another rolecall is signing in. Finish there; this one waits for it.\n';
    case 'finishing':
      return '';
  }
};

/** Ctrl-C stops the wait, not the program: what was opened is closed first. */
const untilInterrupted = (host: Host): AbortController => {
  const interrupted = new AbortController();
  void host.untilSignal().then(() => interrupted.abort());
  return interrupted;
};

const refreshIfNeeded = async (host: Host, name: string): Promise<void> => {
  const { config, instances } = await loadRoles(host.services);
  const fetchedAt = instances.find((entry) => entry.instance === name)?.fetchedAt;
  const age = host.services.clock.now() - (fetchedAt ?? 0);
  const isDue = fetchedAt === undefined || (config.catalogMaxAge > 0 && age > config.catalogMaxAge);
  if (isDue)
    await refreshWithProgress(
      host,
      config.instances.filter((instance) => instance.name === name),
    );
};

/** Of lasting keys: what a sign-in is there, an MFA code and a session that others use until it ends. */
const beginSession = async (host: Host, instance: InstanceConfig, options: Options): Promise<number> => {
  const { services } = host;
  const user = userOfInstance(instance);
  if (user === undefined) throw new Cancelled();
  if (options['force'] === true) await wipeCredentials(services, instance);
  const { expiration } = await audited(services, {
    subject: { event: 'login', instance: instance.name },
    run: () => roleCredentials(services, user, { instance }),
  });
  const left = lifeText(expiration, services.clock.now());
  host.stderr.write(`${user.roleName} has a session of ${instance.name} for ${left}.
`);
  return exitCodes.ok;
};

export const login: CommandModule = {
  configure: (command) =>
    void command
      .option('--instance <name>', 'the instance to sign in to (default: default_instance)')
      .option('--flow <flow>', 'pkce, device or auto (default: the instance’s login, or auto)')
      .option('--no-browser', 'only print the URL')
      .option('--force', 'sign in again although the session is alive')
      .option('--redirect-port <port>', 'fixed port of the PKCE callback, for ssh -L')
      .option('--mfa-code <code>', 'code of the MFA device, for an instance with keys')
      .option('--no-refresh', 'do not discover accounts and roles afterwards when that is due')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const instance = await oneInstance(host, options);
    if (instance.base?.kind === 'keys') return beginSession(host, instance, options);
    if (instance.base !== undefined)
      throw new UsageError(
        `${instance.name} needs no sign-in: it is no Identity Center (auth in config.yaml).`,
      );
    const flow = flowNamed('--flow', options['flow']) ?? instance.login;
    const redirectPort = portOf(options);
    const before = await sessionStatus(host.services, instance);
    const interrupted = untilInterrupted(host);
    const isBrowserAllowed = options['browser'] !== false;
    let asked = false;
    const session = await signIn(host.services, instance, {
      flow,
      isBrowserAllowed,
      force: options['force'] === true,
      redirectPort,
      signal: interrupted.signal,
      onProgress: (progress) => {
        asked = true;
        host.stderr.write(progressText(progress));
      },
    });
    if (interrupted.signal.aborted || session.kind === 'signed-out') throw new Cancelled();
    const wasAlive = before.kind === 'signed-in' && !asked;
    const left = lifeText(session.endsAt, host.services.clock.now());
    host.stderr.write(
      `${wasAlive ? 'Already signed in' : 'Signed in'} to ${instance.name}, for about ${left}.\n`,
    );
    if (options['refresh'] !== false) await refreshIfNeeded(host, instance.name);
    return exitCodes.ok;
  },
};
