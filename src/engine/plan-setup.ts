// The answers of `setup` as changes of config.yaml. What is so already, or would say the default, is not written.
import type { InstanceConfig } from '../domain/config.ts';
import { UsageError } from '../domain/errors.ts';
import { hour } from '../domain/expiry.ts';
import type { InstanceAnswers, ProgramAnswers } from '../domain/setup-answers.ts';
import type { TextEdit } from '../domain/text-edit.ts';
import type { ConfigChange } from '../ports/config-store.ts';
import type { Services } from '../ports/services.ts';

type Wish = {
  readonly path: readonly string[];
  readonly value: string | undefined;
  readonly is: string | undefined;
};

const changesFor = (wishes: readonly Wish[]): readonly ConfigChange[] =>
  wishes.flatMap(({ path, value, is }) => (value === is ? [] : [{ path, value }]));

const instanceWishes = (answers: InstanceAnswers, known: InstanceConfig | undefined): readonly Wish[] => {
  const at = (key: string): readonly string[] => ['instances', answers.name, key];
  return [
    { path: at('start_url'), value: answers.startUrl, is: known?.startUrl },
    { path: at('region'), value: answers.region, is: known?.region },
    { path: at('default_region'), value: answers.defaultRegion, is: known?.defaultRegion },
    { path: at('login'), value: answers.login, is: known?.login ?? 'auto' },
  ];
};

/** Of an instance and of the program, each where it is given. Errors: UsageError when the file is not right. */
export const planSetup = async (
  services: Services,
  { instance, program }: { readonly instance?: InstanceAnswers; readonly program: Partial<ProgramAnswers> },
): Promise<TextEdit> => {
  const store = await services.configStore();
  const config = await store.load();
  const known = config.instances.find(({ name }) => name === instance?.name);
  if (known?.base !== undefined)
    throw new UsageError(
      `${known.name} is no Identity Center (auth in config.yaml).`,
      'Choose another name, or change it with: rolecall config edit',
    );
  const isFirst = instance !== undefined && (await store.valueAt(['default_instance'])) === undefined;
  const { template = config.profileTemplate, defaultAction, theme } = program;
  return store.plan(
    changesFor([
      ...(instance === undefined ? [] : instanceWishes(instance, known)),
      { path: ['default_instance'], value: isFirst ? instance.name : undefined, is: undefined },
      { path: ['profile_template'], value: template, is: config.profileTemplate },
      { path: ['default_action'], value: defaultAction ?? config.defaultAction, is: config.defaultAction },
      { path: ['theme'], value: theme ?? config.theme, is: config.theme },
    ]),
  );
};

/** The instance that the answers describe, before it is in the config. */
export const instanceFrom = (
  answers: InstanceAnswers,
  known: InstanceConfig | undefined,
): InstanceConfig => ({
  accounts: known?.accounts ?? [],
  sessionDuration: known?.sessionDuration ?? 8 * hour,
  name: answers.name,
  startUrl: answers.startUrl,
  region: answers.region,
  login: answers.login,
  defaultRegion: answers.defaultRegion,
});
