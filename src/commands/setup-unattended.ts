// `setup` by flags alone: for scripts, and for terminals that cannot draw.

import { UsageError } from '../domain/errors.ts';
import { nameFromStartUrl } from '../domain/found-start-urls.ts';
import type { InstanceAnswers } from '../domain/setup-answers.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { audited } from '../engine/audit.ts';
import { planSetup } from '../engine/plan-setup.ts';
import type { Host } from '../host.ts';
import type { Answers, FilePlan } from '../setup/state.ts';
import { diffText } from './diff-text.ts';
import { checkedName, checkedRegion } from './setup-options.ts';
import { isIntegrated, planStartupFile, writeStartupFile } from './startup-file.ts';

type Given = Partial<Answers>;

type Field = {
  readonly key: keyof Given;
  readonly flag: string;
  readonly question: string;
  readonly fallback?: string | undefined;
};

export type Unattended = { readonly given: Given; readonly isAgreed: boolean };

const needed = async (host: Host, { given, isAgreed }: Unattended, field: Field): Promise<string> => {
  const value = given[field.key];
  if (typeof value === 'string') return value;
  if (host.isInteractive && !isAgreed) return host.ask(field.question, field.fallback);
  throw new UsageError(
    `setup needs ${field.flag}.`,
    'Without a terminal to ask on, give --instance, --start-url and --region.',
  );
};

const instanceFlags: readonly (keyof Given)[] = ['name', 'startUrl', 'region', 'defaultRegion', 'login'];
const programFlags: readonly (keyof Given)[] = ['template', 'defaultAction', 'theme', 'shell'];

const has = (given: Given, keys: readonly (keyof Given)[]): boolean =>
  keys.some((key) => given[key] !== undefined);

/** Undefined where the flags are about the program alone. Errors: UsageError, UpstreamFailed, Cancelled. */
const instanceOf = async (host: Host, unattended: Unattended): Promise<InstanceAnswers | undefined> => {
  const { given } = unattended;
  if (!has(given, instanceFlags) && has(given, programFlags)) return undefined;
  const { instances } = await (await host.services.configStore()).load();
  const known = instances.find(({ name, base }) => name === given.name && base === undefined);
  const asked: Unattended = {
    ...unattended,
    given: known === undefined ? given : { startUrl: known.startUrl, region: known.region, ...given },
  };
  const url = await needed(host, asked, {
    key: 'startUrl',
    flag: '--start-url',
    question: 'Start URL (https://...awsapps.com/start):',
  });
  const startUrl = await host.resolveStartUrl(url);
  const region = await needed(host, asked, {
    key: 'region',
    flag: '--region',
    question: 'Region of Identity Center:',
    fallback: 'us-east-1',
  });
  const name = await needed(host, asked, {
    key: 'name',
    flag: '--instance',
    question: 'Name for it:',
    fallback: nameFromStartUrl(startUrl) ?? 'main',
  });
  return {
    startUrl,
    name: checkedName(name),
    region: checkedRegion(region),
    login: given.login ?? known?.login ?? 'auto',
    defaultRegion: given.defaultRegion ?? known?.defaultRegion,
  };
};

/** A diff on stderr, and a question; without a terminal, `yes` has to be said. */
export const agree = async (
  host: Host,
  { file, edit }: FilePlan,
  { isAgreed, question }: { readonly isAgreed: boolean; readonly question: string },
): Promise<boolean> => {
  if (isAgreed) return true;
  if (!host.isInteractive)
    throw new UsageError(
      `${file} would be changed, and there is no terminal to ask on. Nothing was changed.`,
      'Say --yes to go on.',
    );
  const diff = unifiedDiff({
    before: edit.before ?? '',
    after: edit.after,
    beforeLabel: file,
    afterLabel: `${file} (new)`,
  });
  host.stderr.write(diffText(diff, { isTerminal: true, isColoured: !host.env['NO_COLOR'] }));
  return host.confirm(question);
};

const agreedStartupFile = async (
  host: Host,
  { given, isAgreed }: Unattended,
): Promise<FilePlan | undefined> => {
  const { shell } = given;
  if (shell === undefined || !isIntegrated(shell)) return undefined;
  const plan = await planStartupFile(host, { shell });
  if (plan.edit.before === plan.edit.after) {
    host.stderr.write(`${plan.file} loads the function already.\n`);
    return undefined;
  }
  const question = `Add these lines to ${plan.file}?`;
  return (await agree(host, plan, { isAgreed, question })) ? plan : undefined;
};

/**
 * Writes what the flags say, all of it or nothing. Answers the instance's name, where they are about one. Errors:
 * UsageError, UpstreamFailed, UserError, Cancelled.
 */
export const setUpByFlags = async (host: Host, unattended: Unattended): Promise<string | undefined> => {
  const { services } = host;
  const { template, defaultAction, theme } = unattended.given;
  const instance = await instanceOf(host, unattended);
  const store = await services.configStore();
  const edit = await planSetup(services, { instance, program: { template, defaultAction, theme } });
  const startup = await agreedStartupFile(host, unattended);
  if (edit.before !== edit.after)
    await audited(services, {
      subject: { event: 'config', instance: instance?.name },
      run: () => store.write(edit),
    });
  if (instance !== undefined) host.stderr.write(`${instance.name} is in ${store.path}.\n`);
  else if (edit.before !== edit.after) host.stderr.write(`${store.path} is changed.\n`);
  if (startup !== undefined && (await writeStartupFile(host, startup)))
    host.stderr.write(`Added lines to ${startup.file}. They count from the next shell on.\n`);
  return instance?.name;
};
