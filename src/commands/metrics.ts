// `metrics`: what is told to CloudWatch, and what waits to be.
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { ageText } from '../domain/expiry.ts';
import { batchesOf, type MetricsConfig, metricsOf } from '../domain/metrics.ts';
import { type MetricsState, metricsState, sendMetrics, waitingRecords } from '../engine/send-metrics.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';

const help = `
Off unless config.yaml says metrics: cloudwatch. Then commands that hand out credentials start, every five minutes at most
and without waiting for it, rolecall metrics send: requests by profile and success, and how long they took, from the audit
log. No user, key or account is told. See docs/metrics.md.

Examples:
  rolecall metrics              what was sent last, and what waits
  rolecall metrics send         send what waits now
  rolecall metrics --json`;

const hint = 'Switch it on with: rolecall config set metrics cloudwatch';

const configOf = async (host: Host): Promise<MetricsConfig> => {
  const { metrics, isAudited } = await (await host.services.configStore()).load();
  if (metrics === undefined) throw new UserError('metrics is off: nothing is counted for anybody.', { hint });
  if (isAudited) return metrics;
  throw new UserError('audit is off in config.yaml: there is nothing to draw figures from.', {
    hint: 'Take audit: false out of config.yaml.',
  });
};

type Shown = { readonly config: MetricsConfig; readonly state: MetricsState; readonly waiting: number };

const jsonOf = ({ config, state, waiting }: Shown): string =>
  `${JSON.stringify(
    {
      namespace: config.namespace,
      profile: config.profile ?? null,
      region: config.region ?? null,
      waiting,
      sent: state.sent,
      tried_at: state.triedAt === 0 ? null : new Date(state.triedAt).toISOString(),
      problem: state.problem ?? null,
    },
    null,
    2,
  )}\n`;

const textOf = ({ config, state, waiting }: Shown, now: number): string => {
  const by = config.profile === undefined ? 'the keys of each role, into its own account' : config.profile;
  const last =
    state.triedAt === 0
      ? 'Nothing was sent yet.'
      : `Last sent ${ageText(state.triedAt, now)}: ${state.sent} requests.`;
  return [
    `To CloudWatch, namespace ${config.namespace}, with ${by}.`,
    last,
    ...(state.problem === undefined ? [] : [`It failed: ${state.problem}`]),
    `${waiting} ${waiting === 1 ? 'request waits' : 'requests wait'}.`,
    '',
  ].join('\n');
};

const send = async (host: Host, config: MetricsConfig, options: Options): Promise<number> => {
  const isQuiet = options['quiet'] === true;
  // Nobody is there to type a passphrase for figures.
  const { services } = isQuiet ? host.unattended() : host;
  const state = await sendMetrics(services, config);
  if (isQuiet) return exitCodes.ok;
  if (options['json'] === true) host.stdout.write(jsonOf({ config, state, waiting: 0 }));
  if (state.problem !== undefined) throw new UserError(state.problem);
  if (options['json'] !== true) host.stderr.write(`Sent the figures of ${state.sent} requests.\n`);
  return exitCodes.ok;
};

const show = async (host: Host, config: MetricsConfig, options: Options): Promise<number> => {
  const state = await metricsState(host.services);
  const { records } = await waitingRecords(host.services, state);
  const shown = { config, state, waiting: records.length };
  host.stdout.write(options['json'] === true ? jsonOf(shown) : textOf(shown, host.services.clock.now()));
  if (options['dryRun'] === true)
    host.stdout.write(`${JSON.stringify(batchesOf(metricsOf(records)), null, 2)}\n`);
  return exitCodes.ok;
};

export const metrics: CommandModule = {
  configure: (command) =>
    void command
      .argument('[what]', 'what to do: show or send; show unless given')
      .option('--quiet', 'say nothing, ask nobody, whatever happens')
      .option('--dry-run', 'with show: the very figures that wait')
      .option('--json', 'one object')
      .addHelpText('after', help),
  run: async (host, [what = 'show', ...rest], options) => {
    if (rest.length > 0 || !['show', 'send'].includes(what)) throw new UsageError('Say show or send.');
    const config = await configOf(host);
    return what === 'send' ? send(host, config, options) : show(host, config, options);
  },
};
