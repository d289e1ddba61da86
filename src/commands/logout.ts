import { cleanCredentials } from '../actions/write-credentials.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { audited } from '../engine/audit.ts';
import { logout as endSession, type LogoutReport, wipeForgotten } from '../engine/logout.ts';
import type { Services } from '../ports/services.ts';
import type { CommandModule } from './command.ts';
import { oneInstance, someInstances } from './instance-option.ts';

const help = `
The session is ended at AWS, and tokens, role credentials and what credentials write wrote are wiped here.
Role credentials that were handed out already stay valid at AWS until they expire. A session that was made at
other hosts (AWS_ENDPOINT_URL, a FIPS switch) can only be wiped: it is named, and the exit code is 1.

Examples:
  rolecall logout
  rolecall logout --all`;

/** Ends the session of an instance, with a line in the audit log. Errors: as `logout` of the engine. */
export const endRecorded = (services: Services, instance: InstanceConfig): Promise<LogoutReport> =>
  audited(services, {
    subject: { event: 'logout', instance: instance.name },
    run: () => endSession(services, instance),
    factsOf: ({ problems }) => ({ outcome: problems.length > 0 ? exitCodes.failed : exitCodes.ok }),
  });

/** An instance with a base has no session at AWS: what was made of its base is wiped. */
const doneText = ({ name, base }: InstanceConfig, wasSignedIn: boolean): string => {
  if (base?.kind === 'keys') return `Wiped what was cached of ${name}. Its lasting keys stay.`;
  if (base !== undefined) return `Wiped what was cached of ${name}.`;
  return wasSignedIn ? `Signed out of ${name}.` : `You were not signed in to ${name}.`;
};

export const logout: CommandModule = {
  configure: (command) =>
    void command
      .option('--instance <name>', 'the instance to sign out of (default: default_instance)')
      .option('--all', 'sign out of every instance, and wipe what former ones left')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    if (options['all'] === true && options['instance'] !== undefined)
      throw new UsageError('Give --all or --instance, not both.');
    const instances =
      options['all'] === true ? await someInstances(host, {}) : [await oneInstance(host, options)];
    let status: number = exitCodes.ok;
    for (const instance of instances) {
      const { wasSignedIn, problems } = await endRecorded(host.services, instance);
      for (const problem of problems) host.stderr.write(`${instance.name}: ${problem}\n`);
      if (problems.length > 0) status = exitCodes.failed;
      else host.stderr.write(`${doneText(instance, wasSignedIn)}\n`);
    }
    if (options['all'] === true) {
      const problems = await wipeForgotten(host.services, instances);
      for (const problem of problems) host.stderr.write(`${problem}\n`);
      if (problems.length > 0) status = exitCodes.failed;
    }
    const { cleaned, problems } = await cleanCredentials(host.services);
    for (const path of cleaned) host.stderr.write(`Removed our keys from ${path}.\n`);
    for (const problem of problems) host.stderr.write(`${problem}\n`);
    return problems.length > 0 ? exitCodes.failed : status;
  },
};
