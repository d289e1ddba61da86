import { refuseNesting, runWithRole } from '../actions/run-with-role.ts';
import { lifeText } from '../domain/expiry.ts';
import { aboutRole, audited } from '../engine/audit.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import type { Host } from '../host.ts';
import type { CommandModule } from './command.ts';
import { regionOption } from './region-option.ts';
import { addSelectors, type ChosenRole, chooseRole } from './role-selection.ts';

const help = `
Everything after -- is the command. Without one, a subshell starts; leave it with exit.
The exit status is the command's own, 128 + n when signal n ended it.

Examples:
  rolecall exec prod-admin -- aws sts get-caller-identity
  rolecall exec --account 111111111111 --role ReadOnlyAccess -- terraform plan
  rolecall exec                     pick a role, then work in a subshell`;

type Execution = ChosenRole & { readonly argv: readonly string[]; readonly region: string | undefined };

const execute = async (host: Host, { role, instance, argv, region }: Execution): Promise<number> => {
  const credentials = await handOutCredentials(host.services, role, { instance });
  if (credentials.staleReason !== undefined) host.stderr.write(`${credentials.staleReason}\n`);
  if (argv.length === 0 && host.stderr.isTTY) {
    const left = lifeText(credentials.expiration, host.services.clock.now());
    host.stderr.write(`${role.profile} for ${left}. Leave this shell with exit.\n`);
  }
  const run = () =>
    runWithRole(host.services, {
      role,
      credentials,
      region: region ?? role.region,
      argv,
      env: host.env,
      platform: host.platform,
      keepsStoreKey: Boolean(host.env['ROLECALL_DEMO']),
    });
  return audited(host.services, {
    subject: aboutRole('exec-ended', role),
    run,
    factsOf: (outcome) => ({ outcome }),
  });
};

export const exec: CommandModule = {
  configure: (command) =>
    void addSelectors(command)
      .usage('[selector] [-- command...]')
      .option('-r, --region <region>', 'region for the command, instead of the role’s own')
      .option('--nest', 'also inside a shell that rolecall exec started')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const dashes = host.argv.indexOf('--');
    const argv = dashes < 0 ? [] : host.argv.slice(dashes + 1);
    const words = args.slice(0, args.length - argv.length);
    if (options['nest'] !== true) refuseNesting(host.env);
    const region = regionOption(options);
    const chosen = await chooseRole(host, { args: words, options, action: 'exec' });
    return execute(host, { ...chosen, argv, region });
  },
};
