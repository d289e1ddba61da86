// `--list-profiles`, `--refresh`, `--setup`, `--import`: what the helper does with its profiles beside handing out keys.
import type { Config } from '../../domain/config.ts';
import { UserError } from '../../domain/errors.ts';
import { exitCodes } from '../../domain/exit-codes.ts';
import { lifeText } from '../../domain/expiry.ts';
import type { HelperConfig, HelperProfile } from '../../domain/helper/helper-config.ts';
import { helperTarget, instanceAt, instanceNameAt } from '../../domain/helper/helper-target.ts';
import { handOutCredentials } from '../../engine/hand-out-credentials.ts';
import { loadRoles } from '../../engine/load-roles.ts';
import type { Host } from '../../host.ts';
import type { Options } from '../command.ts';
import { findInstance } from '../instance-option.ts';
import { sayError } from '../say-error.ts';
import { findTarget, profileOption } from './find-target.ts';
import { helperFilePath, readHelperFile } from './helper-file.ts';
import { importPlugins } from './import-plugins.ts';
import { runWords, type Words } from './run-words.ts';

/** Those of the file, then the roles of rolecall that are not among them. */
export const listProfiles = async (host: Host, options: Options): Promise<number> => {
  const helper = await readHelperFile(host);
  const { config, roles } = await loadRoles(host.services);
  const ofFile = helper.profiles.map(({ name, method, toolName }) => {
    const target = helperTarget(name, { helper, config, roles });
    return { name, from: 'file', method, tool: toolName ?? null, ready: target.kind !== 'none' };
  });
  const known = new Set(ofFile.map(({ name }) => name));
  const own = [...roles]
    .filter(({ profile }) => !known.has(profile))
    .map(({ profile }) => ({ name: profile, from: 'rolecall', method: 'sso', tool: null, ready: true }));
  const all = [...ofFile, ...own];
  host.stdout.write(
    options['json'] === true
      ? `${JSON.stringify(all, null, 2)}\n`
      : all.map(({ name }) => `${name}\n`).join(''),
  );
  return exitCodes.ok;
};

/** New keys whatever is cached. */
export const refreshCredentials = async (host: Host, options: Options): Promise<number> => {
  const target = await findTarget(host, profileOption(options));
  if (target.kind === 'aws-profile')
    throw new UserError(
      `The keys of ${target.name} are made by its own settings in the AWS files, and kept nowhere here.`,
    );
  const { config } = await loadRoles(host.services);
  const held = await handOutCredentials(host.services, target.role, {
    instance: findInstance(config, target.role.instance),
    leastLife: Number.MAX_SAFE_INTEGER,
  });
  const now = host.services.clock.now();
  host.stderr.write(`${target.role.profile}: new keys, for ${lifeText(held.expiration, now)}.\n`);
  return exitCodes.ok;
};

const yesOf = (options: Options): readonly string[] => (options['yes'] === true ? ['--yes'] : []);

const ssoWords = (config: Config, { startUrl, region }: HelperProfile): Words | undefined => {
  if (startUrl === undefined) return undefined;
  const known = instanceAt(config, startUrl);
  return [
    'setup',
    ...['--instance', instanceNameAt(config, startUrl), '--start-url', startUrl],
    ...['--region', region ?? known?.region ?? 'us-east-1', '--yes', '--sign-in'],
  ];
};

/** The words that make a profile of the file known to rolecall; none where nothing is to be done. */
const setupWords = (config: Config, profile: HelperProfile, options: Options): Words | undefined => {
  const { name, roleArn, externalId, customerId, via } = profile;
  switch (profile.method) {
    case 'sso':
      return ssoWords(config, profile);
    case 'cross_account':
      return [
        'customer',
        ...['add', customerId ?? name.replace(/^customer-/, ''), '--role-arn', roleArn ?? ''],
        ...(externalId === undefined ? [] : ['--external-id', externalId]),
        ...(via === undefined ? [] : ['--via', via]),
        ...yesOf(options),
      ];
    case 'iam_user':
      return ['keys', 'add', name];
    case 'profile':
      return undefined;
  }
};

const readConfig = async (host: Host): Promise<Config> => (await host.services.configStore()).load();

const nextSteps = (host: Host, name: string): void =>
  void host.stderr.write(
    `\nNext:\n  aws configure set credential_process "aws-cli-helper --profile ${name}" --profile ${name}\n  aws sts get-caller-identity --profile ${name}\n`,
  );

/** Signs in anew, whatever sign-in lives. */
const reauthenticate = async (host: Host, options: Options): Promise<number> => {
  const target = await findTarget(host, profileOption(options));
  if (target.kind === 'aws-profile')
    throw new UserError(`${target.name} of the AWS files signs in by its own settings.`);
  return runWords(host, ['login', '--instance', target.role.instance, '--force']);
};

/** A profile of the file, or, without one, rolecall's own wizard. */
export const setupProfile = async (host: Host, options: Options): Promise<number> => {
  const name = options['profile'];
  const helper = await readHelperFile(host);
  const profile = helper.profiles.find((one) => one.name === name);
  const isKnown = profile === undefined || (await isSetUp(host, helper, profile.name));
  if (options['forceSsoReauth'] === true && isKnown) return reauthenticate(host, options);
  if (profile === undefined) return runWords(host, ['setup']);
  const words = setupWords(await readConfig(host), profile, options);
  if (words === undefined && !isKnown) await findTarget(host, profile.name, helper);
  const status = words === undefined ? exitCodes.ok : await runWords(host, words);
  if (status === exitCodes.ok) nextSteps(host, profile.name);
  return status;
};

const isSetUp = async (host: Host, helper: HelperConfig, name: string): Promise<boolean> => {
  const { config, roles } = await loadRoles(host.services);
  return helperTarget(name, { helper, config, roles }).kind !== 'none';
};

const show = async (host: Host, helper: HelperConfig, options: Options): Promise<void> => {
  const config = await readConfig(host);
  for (const profile of helper.profiles) {
    const words = setupWords(config, profile, options);
    // The external id is the customer's business.
    const shown = words?.map((word, at) => (words[at - 1] === '--external-id' ? '...' : word)).join(' ');
    const without = profile.method === 'profile' ? 'used as it is' : 'cannot be taken over';
    host.stderr.write(`${profile.name}: ${shown === undefined ? without : `rolecall ${shown}`}\n`);
  }
  for (const { name, path } of helper.plugins)
    host.stderr.write(`plugin ${name}: ${path}, declared in config.yaml\n`);
};

const takeOver = async (
  host: Host,
  { helper, profile, options }: { helper: HelperConfig; profile: HelperProfile; options: Options },
): Promise<number> => {
  if (await isSetUp(host, helper, profile.name)) return exitCodes.ok;
  const words = setupWords(await readConfig(host), profile, options);
  return words === undefined ? exitCodes.usage : runWords(host, words);
};

/** Takes all of the file over into rolecall's own configuration. One that fails does not keep the others from it. */
export const importFile = async (host: Host, options: Options): Promise<number> => {
  const helper = await readHelperFile(host);
  if (helper.profiles.length === 0) throw new UserError(`There are no profiles in ${helperFilePath(host)}.`);
  for (const problem of helper.problems) host.stderr.write(`${problem}\n`);
  let worst: number = helper.problems.length === 0 ? exitCodes.ok : exitCodes.usage;
  if (options['dryRun'] === true) {
    await show(host, helper, options);
    return worst;
  }
  for (const profile of helper.profiles) {
    const status = await takeOver(host, { helper, profile, options }).catch((error: unknown) =>
      sayError(host, error),
    );
    host.stderr.write(`${profile.name}: ${status === exitCodes.ok ? 'ready' : 'not taken over'}\n`);
    worst = Math.max(worst, status);
  }
  const isDeclared = await importPlugins(host, helper, options);
  return isDeclared ? worst : Math.max(worst, exitCodes.cancelled);
};
