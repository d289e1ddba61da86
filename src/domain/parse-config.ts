// config.yaml, as nested Maps of strings, to Config. Every problem is kept with its path, so that the adapter can
// say the line; an unknown key is a problem too, since a misspelt key would silently do nothing.
import type { Config, TagRule } from './config.ts';
import { defaultProfileTemplate } from './config.ts';
import {
  at,
  type ConfigProblem,
  hoursOf,
  isAbsent,
  mapping,
  notKnown,
  oneOf,
  type Place,
  problem,
  type Reader,
  tagsOf,
  text,
  wordsOf,
  type YamlValue,
} from './config-reader.ts';
import { hour } from './expiry.ts';
import { browserRefOf, browsersOf, checkBrowsers, consoleLinkOf } from './parse-browser.ts';
import { exportKeys, exportsConfigOf } from './parse-exports.ts';
import { filtersOf } from './parse-filters.ts';
import { guardRulesOf } from './parse-guard.ts';
import { recentRolesOf } from './parse-history.ts';
import { instanceOf } from './parse-instance.ts';
import { keymapOf } from './parse-keymap.ts';
import { metricsOf } from './parse-metrics.ts';
import { pluginsOf } from './parse-plugins.ts';
import { profilesOf, settingsOf } from './parse-profiles.ts';
import { toolsOf } from './parse-tools.ts';
import { heightForm, parseHeight } from './screen-height.ts';
import { themeNames } from './theme-name.ts';

export type { ConfigProblem, YamlValue } from './config-reader.ts';
export { isInstanceName } from './parse-instance.ts';

const matchKeys = ['account_name', 'account_id', 'role_name', 'email', 'instance'];

const tagRulesOf = (reader: Reader, place: Place): readonly TagRule[] => {
  if (isAbsent(place)) return [];
  if (!Array.isArray(place.value)) {
    problem(reader, place.path, 'must be a list of rules.');
    return [];
  }
  return place.value.map((value: YamlValue, index) => {
    const rule: Place = { value, path: [...place.path, String(index)] };
    mapping(reader, rule, ['match', 'tags', 'browser', 'profile_settings']);
    mapping(reader, at(rule, 'match'), matchKeys);
    return {
      match: tagsOf(reader, at(rule, 'match')),
      tags: tagsOf(reader, at(rule, 'tags')),
      browser: browserRefOf(reader, at(rule, 'browser')),
      profileSettings: settingsOf(reader, at(rule, 'profile_settings')),
    };
  });
};

const secretStoreOf = (reader: Reader, place: Place): Config['secretStore'] => {
  mapping(reader, place, ['backend', 'passphrase_command']);
  return {
    backend: oneOf(reader, at(place, 'backend'), ['auto', 'keychain', 'passphrase']) ?? 'auto',
    passphraseCommand: wordsOf(reader, at(place, 'passphrase_command')),
  };
};

const topKeys = [
  'default_instance',
  'profile_template',
  'instances',
  'tag_rules',
  'guard',
  'catalog_max_age',
  'secret_store',
  'plugins',
  'browser',
  'browsers',
  'sign_in_browser',
  'console_link',
  'theme',
  'default_action',
  'audit',
  'metrics',
  'clipboard_command',
  'notify',
  'history',
  'group_by',
  'group_by_tag',
  'profiles',
  'profile_settings',
  'keymap',
  'filters',
  'tools',
  'mouse',
  'accessible',
  'height',
  ...exportKeys,
];

const heightOf = (reader: Reader, place: Place): Config['height'] => {
  const word = text(reader, place);
  return word === undefined
    ? undefined
    : (parseHeight(word) ?? problem(reader, place.path, `${heightForm}.`));
};

const notifyOf = (reader: Reader, top: Place): boolean | undefined => {
  const word = oneOf(reader, at(top, 'notify'), ['true', 'false']);
  return word === undefined ? undefined : word === 'true';
};

/** Reads a whole configuration. With any problem the config is not to be used. `ownThemes`: names of files. */
export const parseConfig = (
  value: YamlValue,
  ownThemes: readonly string[] = [],
): { readonly config: Config; readonly problems: readonly ConfigProblem[] } => {
  const reader: Reader = { problems: [] };
  const top: Place = { value, path: [] };
  mapping(reader, top, topKeys);
  const plugins = pluginsOf(reader, at(top, 'plugins'));
  const instances = mapping(reader, at(top, 'instances')).map(([name, place]) =>
    instanceOf({ reader, plugins }, name, place),
  );
  const defaultInstance = text(reader, at(top, 'default_instance'));
  const names = instances.map(({ name }) => name);
  if (defaultInstance !== undefined && !names.includes(defaultInstance)) {
    const message = `names no instance: ${defaultInstance}.`;
    notKnown(reader, { path: ['default_instance'] }, { word: defaultInstance, known: names, message });
  }
  const config: Config = {
    defaultInstance:
      defaultInstance ?? (instances.find(({ base }) => base === undefined) ?? instances[0])?.name,
    profileTemplate: text(reader, at(top, 'profile_template')) ?? defaultProfileTemplate,
    instances,
    tagRules: tagRulesOf(reader, at(top, 'tag_rules')),
    guard: guardRulesOf(reader, at(top, 'guard'), matchKeys),
    profiles: profilesOf(reader, at(top, 'profiles')),
    profileSettings: settingsOf(reader, at(top, 'profile_settings')),
    catalogMaxAge: hoursOf(reader, at(top, 'catalog_max_age')) ?? 24 * hour,
    secretStore: secretStoreOf(reader, at(top, 'secret_store')),
    plugins,
    browser: browserRefOf(reader, at(top, 'browser')),
    browsers: browsersOf(reader, at(top, 'browsers')),
    signInBrowser: browserRefOf(reader, at(top, 'sign_in_browser')),
    consoleLink: consoleLinkOf(reader, at(top, 'console_link')),
    theme: oneOf(reader, at(top, 'theme'), [...themeNames, ...ownThemes]) ?? 'auto',
    notify: notifyOf(reader, top),
    clipboardCommand: wordsOf(reader, at(top, 'clipboard_command')),
    isAudited: oneOf(reader, at(top, 'audit'), ['true', 'false']) !== 'false',
    metrics: metricsOf(reader, at(top, 'metrics')),
    recentRoles: recentRolesOf(reader, at(top, 'history')),
    groupBy: oneOf(reader, at(top, 'group_by'), ['flat', 'account', 'role', 'tag', 'instance']),
    groupByTag: text(reader, at(top, 'group_by_tag')),
    defaultAction: oneOf(reader, at(top, 'default_action'), ['export', 'exec', 'console']) ?? 'export',
    accessible: oneOf(reader, at(top, 'accessible'), ['true', 'false']) === 'true',
    mouse: oneOf(reader, at(top, 'mouse'), ['true', 'false']) !== 'false',
    height: heightOf(reader, at(top, 'height')),
    keymap: keymapOf(reader, at(top, 'keymap')),
    exports: exportsConfigOf(reader, top),
    filters: filtersOf(reader, at(top, 'filters')),
    tools: toolsOf(reader, at(top, 'tools')),
  };
  checkBrowsers(reader, config);
  return { config, problems: reader.problems };
};
