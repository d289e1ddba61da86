// The credential_process of an SDK: one line on stdout, or one line on stderr and an exit code. Never a prompt, a
// browser or a picker. Cached credentials are answered by quick.ts, before this is loaded.
import { credentialProcessLine } from '../actions/credential-process.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { RoleId } from '../domain/role.ts';
import { parseRoleArn } from '../domain/role-arn.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { findInstance, loadConfig } from './instance-option.ts';
import { addSelectors, chooseRole } from './role-selection.ts';

const help = `
In ~/.aws/config (rolecall profiles write does this for every role):
  [profile prod-admin]
  credential_process = rolecall process --instance acme --arn 111111111111:AdministratorAccess

It never prompts and never opens a browser: when a sign-in is needed it exits 4. Cached credentials are
used while they have 15 minutes left.`;

type Wanted = {
  readonly role: RoleId & { readonly accountName?: string };
  readonly instance: InstanceConfig;
};

/** A role that is named in full needs no catalog: profiles from a dotfiles repository work after a sign-in. */
const namedInFull = async (
  host: Host,
  args: readonly string[],
  options: Options,
): Promise<Wanted | undefined> => {
  const { arn, instance: name, profile, account } = options;
  const isPlain = args.length === 0 && profile === undefined && account === undefined;
  if (!isPlain || typeof arn !== 'string' || typeof name !== 'string') return undefined;
  const instance = findInstance(await loadConfig(host), name);
  const { accountId, roleName } = parseRoleArn(arn);
  return { role: { instance: name, accountId, roleName }, instance };
};

const answer = async (host: Host, args: readonly string[], options: Options): Promise<number> => {
  const { role, instance } =
    (await namedInFull(host, args, options)) ??
    (await chooseRole(host, { args, options, action: undefined }));
  const credentials = await handOutCredentials(host.services, role, { instance });
  if (credentials.staleReason !== undefined) host.stderr.write(`rolecall: ${credentials.staleReason}\n`);
  host.stdout.write(credentialProcessLine(credentials, role.accountId));
  return exitCodes.ok;
};

// SDKs show little of stderr, and Java's never drains it: what happened and what to do, in one short line.
const oneLine = (error: UserError): string =>
  `rolecall: ${[error.message, error.hint ?? ''].join(' ').replace(/\s+/g, ' ').trim().slice(0, 500)}\n`;

export const process: CommandModule = {
  configure: (command) => void addSelectors(command).addHelpText('after', help),
  run: async (host, args, options) => {
    try {
      return await answer(host.unattended(), args, options);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      host.stderr.write(oneLine(error));
      return error.exitCode;
    }
  },
};
