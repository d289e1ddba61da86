// What aws-sso-cli's config.yaml says beside its instances.

import { mayBeEmpty } from '../aws-ini/writable-section.ts';
import { isContainerBrowser } from '../browser.ts';
import { UsageError } from '../errors.ts';
import { tagVariable } from '../extra-variables.ts';
import { profileNamer } from '../profile-name.ts';
import { sanitize } from '../sanitize.ts';
import { liquidFields } from './aws-sso-cli-names.ts';
import type { Found, FoundSetting, ImportNote, YamlFile } from './found.ts';
import { goTemplateToLiquid } from './go-template/to-liquid.ts';
import { entriesOf, textAt, textsAt, valueAt } from './yaml-values.ts';

type Part = Pick<Found, 'settings' | 'notes'>;

const tool = 'aws-sso-cli';

/** What it takes where the file says nothing (2.3). */
const usualFormat = '{{ FirstItem .AccountName (.AccountAlias | nospace) }}:{{ .RoleName }}';

const originOf = (file: YamlFile, key: string) => ({ file: file.path, line: file.lineOf([key]) });

const noteOf = (file: YamlFile, key: string, text: string): ImportNote => ({
  tool,
  origin: originOf(file, key),
  text,
});

const setting = (file: YamlFile, from: string, made: Pick<FoundSetting, 'key' | 'value'>): Part => ({
  settings: [{ tool, ...made, origin: originOf(file, from) }],
  notes: [],
});

const noteOnly = (file: YamlFile, key: string, text: string): Part => ({
  settings: [],
  notes: [noteOf(file, key, text)],
});

const nothing: Part = { settings: [], notes: [] };

const nameFormat = (file: YamlFile): Part => {
  const template = textAt(file.value, 'ProfileFormat') ?? usualFormat;
  try {
    const value = goTemplateToLiquid(template, liquidFields);
    profileNamer(value);
    return setting(file, 'ProfileFormat', { key: 'profile_template', value });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const reason = error.message.replace(/\.$/, '');
    return noteOnly(
      file,
      'ProfileFormat',
      `ProfileFormat ${sanitize(template, 100)} is not carried over: ${reason}. The profiles that are written keep their names; for others write a profile_template.`,
    );
  }
};

const browser = (file: YamlFile): Part => {
  const action = textAt(file.value, 'UrlAction') ?? 'open';
  const command = textsAt(file.value, 'UrlExecCommand');
  const program = textAt(file.value, 'Browser');
  if (action === 'exec' && command.some((word) => word.includes('%s')))
    return setting(file, 'UrlExecCommand', {
      key: 'browser',
      value: command.map((word) => word.replaceAll('%s', '{url}')),
    });
  if (isContainerBrowser(action)) return setting(file, 'UrlAction', { key: 'browser', value: action });
  if (['print', 'printurl', 'clip', 'ansi-osc52'].includes(action))
    return noteOnly(
      file,
      'UrlAction',
      `UrlAction ${action}: rolecall console --print and rolecall login --no-browser print links; the picker copies them.`,
    );
  if (program === undefined) return nothing;
  return setting(file, 'Browser', { key: 'browser', value: [program, '{url}'] });
};

const cacheAge = (file: YamlFile): Part => {
  const hours = Number(textAt(file.value, 'CacheRefresh') ?? Number.NaN);
  if (Number.isNaN(hours)) return nothing;
  const value = hours <= 0 ? '0' : String(Math.min(hours, 24 * 366));
  return setting(file, 'CacheRefresh', { key: 'catalog_max_age', value });
};

const variables = (file: YamlFile): Part => {
  const entries = entriesOf(valueAt(file.value, 'ConfigVariables')).flatMap(([key, value]) =>
    typeof value === 'string' && (value !== '' || mayBeEmpty(key)) ? [[key, value] as const] : [],
  );
  if (entries.length === 0) return nothing;
  return setting(file, 'ConfigVariables', { key: 'profile_settings', value: new Map(entries) });
};

/** Who chose tags for variables reads them by that tool's names. */
const tagVariables = (file: YamlFile): Part => {
  const byName = new Map(textsAt(file.value, 'EnvVarTags').map((key) => [tagVariable(key), key]));
  const keys = [...byName].flatMap(([name, key]) => (name === undefined ? [] : [key]));
  if (keys.length === 0) return nothing;
  const parts = [
    setting(file, 'EnvVarTags', { key: 'tag_variables', value: keys }),
    setting(file, 'EnvVarTags', { key: 'compat', value: tool }),
  ];
  return { settings: parts.flatMap(({ settings }) => settings), notes: [] };
};

const duration = (file: YamlFile): Part => {
  const minutes = textAt(file.value, 'ConsoleDuration');
  if (minutes === undefined) return nothing;
  return noteOnly(
    file,
    'ConsoleDuration',
    `ConsoleDuration ${sanitize(minutes, 20)} is not kept in a file here: rolecall console --duration MINUTES.`,
  );
};

const stores = ['SecureStore', 'JsonStore', 'OnePassword', 'SecretServiceCollection'];

const secrets = (file: YamlFile): Part =>
  noteOnly(
    file,
    stores.find((key) => valueAt(file.value, key) !== undefined) ?? 'SSOConfig',
    'Tokens are not taken from its secure store: sign in once with rolecall login.',
  );

const carried = new Set([
  'SSOConfig',
  'DefaultSSO',
  'DefaultRegion',
  'AuthWorkflow',
  'CacheRefresh',
  'Browser',
  'UrlAction',
  'UrlExecCommand',
  'ProfileFormat',
  'ConfigVariables',
  'EnvVarTags',
  'ConsoleDuration',
  'HistoryLimit',
  'HistoryMinutes',
  ...stores,
]);

const leftOut = (file: YamlFile): Part => {
  const names = entriesOf(file.value)
    .map(([key]) => key)
    .filter((key) => !carried.has(key));
  const [first] = names;
  if (first === undefined) return nothing;
  return noteOnly(
    file,
    first,
    `Left out, since they have no counterpart: ${sanitize(names.join(', '), 300)}.`,
  );
};

export const awsSsoSettings = (file: YamlFile): Part => {
  const parts = [nameFormat, browser, cacheAge, variables, tagVariables, duration, secrets, leftOut].map(
    (read) => read(file),
  );
  return {
    settings: parts.flatMap(({ settings }) => settings),
    notes: parts.flatMap(({ notes }) => notes),
  };
};
