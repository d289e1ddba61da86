// `--health-check` and `--validate`: the whole way of a profile, from its configuration to the AWS CLI, a line a step.
import { awsProfiles } from '../../actions/held-credentials.ts';
import { exitCodes } from '../../domain/exit-codes.ts';
import { roleKey } from '../../domain/role.ts';
import { inertLines } from '../../domain/sanitize.ts';
import { loadRoles } from '../../engine/load-roles.ts';
import { cachedLives } from '../../engine/role-credentials.ts';
import type { Host } from '../../host.ts';
import type { Options } from '../command.ts';
import { type FoundTarget, findTarget, profileOption, selectorOf } from './find-target.ts';
import { readHelperFile } from './helper-file.ts';
import { runQuietly, runWords, type Words } from './run-words.ts';

type Step = { readonly name: string; readonly outcome: 'ok' | 'failed' | 'skipped'; readonly detail: string };

const firstLines = (text: string): string =>
  text.trim().split('\n').slice(0, 2).join(' ').replaceAll('\t', ' ');

const ranStep = async (host: Host, name: string, words: Words): Promise<Step> => {
  const { status, stdout, stderr } = await runQuietly(host, words);
  const isOk = status === exitCodes.ok;
  return { name, outcome: isOk ? 'ok' : 'failed', detail: firstLines(isOk ? stdout : `${stderr}${stdout}`) };
};

const cachedStep = async (host: Host, target: FoundTarget): Promise<Step> => {
  const name = 'Credentials cached';
  if (target.kind === 'aws-profile') return { name, outcome: 'skipped', detail: 'kept by its own settings' };
  const { config } = await loadRoles(host.services);
  const lives = await cachedLives(host.services, config.instances);
  return lives.has(roleKey(target.role))
    ? { name, outcome: 'ok', detail: 'encrypted' }
    : { name, outcome: 'failed', detail: 'nothing of this role is in the secret store' };
};

const permissionsStep = async (host: Host, target: FoundTarget): Promise<Step> => {
  const actions = target.profile?.requiredActions ?? [];
  const name = 'Permissions verified';
  if (actions.length === 0) return { name, outcome: 'skipped', detail: 'no required_actions' };
  return ranStep(host, name, ['validate', ...selectorOf(target), '--actions', actions.join(',')]);
};

const cliStep = async (host: Host, name: string): Promise<Step> => {
  const { inConfig } = await awsProfiles(host.services);
  const isThere = inConfig.some((profile) => profile.name === name);
  return {
    name: 'AWS CLI integration',
    outcome: isThere ? 'ok' : 'failed',
    detail: isThere
      ? `[profile ${name}] is in the AWS config`
      : `aws configure set credential_process "aws-cli-helper --profile ${name}" --profile ${name}`,
  };
};

const stepsOf = async (host: Host, name: string): Promise<readonly Step[]> => {
  const helper = await readHelperFile(host);
  const configuration: Step = {
    name: 'Configuration valid',
    outcome: helper.problems.length === 0 ? 'ok' : 'failed',
    detail: helper.problems.slice(0, 2).join(' '),
  };
  const target = await findTarget(host, name, helper);
  return [
    configuration,
    await ranStep(host, 'Authentication working', ['whoami', ...selectorOf(target)]),
    await cachedStep(host, target),
    await permissionsStep(host, target),
    await cliStep(host, name),
  ];
};

const marks = { ok: 'ok  ', failed: 'FAIL', skipped: '-   ' } as const;

export const healthCheck = async (host: Host, options: Options): Promise<number> => {
  const steps = await stepsOf(host, profileOption(options));
  host.stdout.write(
    options['json'] === true
      ? `${JSON.stringify(steps, null, 2)}\n`
      : inertLines(
          host.redact(
            steps
              .map(({ outcome, name, detail }) => `${marks[outcome]}  ${name.padEnd(23)} ${detail}`.trimEnd())
              .join('\n'),
          ),
        ).concat('\n'),
  );
  return steps.some(({ outcome }) => outcome === 'failed') ? exitCodes.failed : exitCodes.ok;
};

/** The configuration, then what IAM says of `required_actions`. */
export const validateProfile = async (host: Host, options: Options): Promise<number> => {
  const helper = await readHelperFile(host);
  for (const problem of helper.problems) host.stderr.write(`${problem}\n`);
  const target = await findTarget(host, profileOption(options), helper);
  const actions = target.profile?.requiredActions ?? [];
  if (helper.problems.length > 0) return exitCodes.usage;
  if (actions.length === 0) return runWords(host, ['whoami', ...selectorOf(target)]);
  return runWords(host, ['validate', ...selectorOf(target), '--actions', actions.join(',')]);
};
