// The credential_process of an SDK: one line on stdout, or one line on stderr and an exit code. Never a prompt, a
// browser or a picker.
import { credentialProcessLine } from '../actions/credential-process.ts';
import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { roleCredentials } from '../engine/role-credentials.ts';
import type { Host } from '../host.ts';
import type { CommandModule } from './command.ts';
import { addSelectors, chooseRole } from './role-selection.ts';

const help = `
In ~/.aws/config (rolecall profiles write does this for every role):
  [profile prod-admin]
  credential_process = rolecall process --profile prod-admin

It never prompts and never opens a browser: when a sign-in is needed it exits 4. Cached credentials are
used while they have 15 minutes left.`;

const answer = async (host: Host, request: Parameters<typeof chooseRole>[1]): Promise<number> => {
  const { role, instance } = await chooseRole(host, request);
  const credentials = await roleCredentials(host.services, role, { instance });
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
      return await answer(host.unattended(), { args, options, action: undefined });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      host.stderr.write(oneLine(error));
      return error.exitCode;
    }
  },
};
