import { childEnv, refuseNesting, runWithRole } from '../actions/run-with-role.ts';
import { runWithServer } from '../actions/run-with-server.ts';
import type { Expectations } from '../domain/expectations.ts';
import { lifeText } from '../domain/expiry.ts';
import { aboutRole, audited } from '../engine/audit.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import { recordUse } from '../engine/record-use.ts';
import { roleCredentials } from '../engine/role-credentials.ts';
import type { Host } from '../host.ts';
import { afterDashes } from './after-dashes.ts';
import type { CommandModule } from './command.ts';
import { addConfirm } from './pass-guard.ts';
import {
  addRails,
  expectAccount,
  expectationsOf,
  expectReady,
  expectsAnything,
  reasonOfFailure,
} from './rails.ts';
import { addRegionRule, type RegionRule, regionOption, regionRule } from './region-option.ts';
import { addSelectors, type ChosenRole, chooseRole } from './role-selection.ts';

const help = `
Everything after -- is the command. Without one, a subshell starts; leave it with exit.
The exit status is the command's own, 128 + n when signal n ended it.
With --server (or --keep-fresh) the command gets no keys but the address of a server that lives as long as it does,
from which AWS SDKs fetch keys that never end while your sign-in lasts.
With --expect-account, --expect-region or --min-life nothing is run (exit status 8) unless what they say holds; AWS
itself is asked whose keys these are, and again, where the command fails, whether it still takes them.

Examples:
  rolecall exec prod-admin -- aws sts get-caller-identity
  rolecall exec --account 111111111111 --role ReadOnlyAccess -- terraform plan
  rolecall exec --server prod-admin -- ./hours-long-job
  rolecall exec --expect-account 111111111111 --expect-region eu-west-1 --min-life 30m prod-admin -- cdk deploy
  rolecall exec                     pick a role, then work in a subshell`;

type Execution = ChosenRole &
  RegionRule & {
    readonly argv: readonly string[];
    readonly isServed: boolean;
    readonly expected: Expectations;
  };

const execute = async (host: Host, execution: Execution): Promise<number> => {
  const { role, instance, argv, region, exports, isServed, expected } = execution;
  expectAccount(expected, role);
  // What a server hands out is recorded there.
  const obtain = isServed ? roleCredentials : handOutCredentials;
  const life = expected.minLife === undefined || isServed ? {} : { leastLife: expected.minLife };
  const credentials = await obtain(host.services, role, { instance, ...life });
  if (credentials.staleReason !== undefined) host.stderr.write(`${credentials.staleReason}\n`);
  if (argv.length === 0 && host.stderr.isTTY) {
    const left = lifeText(credentials.expiration, host.services.clock.now());
    host.stderr.write(`${role.profile} for ${left}. Leave this shell with exit.\n`);
  }
  const request = {
    role,
    credentials,
    region,
    exports,
    argv,
    env: host.env,
    platform: host.platform,
    keepsStoreKey: Boolean(host.env['ROLECALL_DEMO']),
  };
  await expectReady(host, expected, { role, credentials, env: childEnv(request), isRenewed: isServed });
  // Not waited for: the command starts at once. What a server hands out is counted there.
  const recorded = isServed ? undefined : recordUse(host.services, [role]);
  const onProblem = (text: string): void => void host.stderr.write(`rolecall: ${text}\n`);
  const outcome = await audited(host.services, {
    subject: aboutRole('exec-ended', role),
    run: () =>
      isServed ? runWithServer(host.services, request, onProblem) : runWithRole(host.services, request),
    factsOf: (status) => ({ outcome: status }),
  });
  await recorded;
  if (outcome === 0 || isServed) return outcome;
  // What a signal ended, no keys did.
  const isAsked = expectsAnything(expected) && outcome < 128;
  const reason = await reasonOfFailure(host, { role, credentials }, isAsked);
  if (reason !== undefined) host.stderr.write(`rolecall: ${reason}\n`);
  return outcome;
};

export const exec: CommandModule = {
  configure: (command) =>
    void addRails(addRegionRule(addConfirm(addSelectors(command))))
      .usage('[selector] [-- command...]')
      .option('-r, --region <region>', 'region for the command, whatever the shell and the role have')
      .option('--nest', 'also inside a shell that rolecall exec started')
      .option('--server', 'give the command a server of keys that are renewed, instead of keys')
      .option('--keep-fresh', 'the same: the keys of a long-running command are renewed')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const { words, argv } = afterDashes(host, args);
    if (options['nest'] !== true) refuseNesting(host.env);
    regionOption(options);
    const expected = expectationsOf(options);
    const chosen = await chooseRole(host, { args: words, options, action: 'exec' });
    const isServed = options['server'] === true || options['keepFresh'] === true;
    const rule = regionRule(options, chosen.config);
    return execute(host, { ...chosen, ...rule, argv, isServed, expected });
  },
};
