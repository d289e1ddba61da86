// granted: its profiles in the AWS config (`granted_sso_*` with its credential_process), and the portals, browser and
// names in its own config file.
import type { NamedBrowser } from '../browser.ts';
import { UsageError } from '../errors.ts';
import { profileNamer } from '../profile-name.ts';
import { sanitize } from '../sanitize.ts';
import { foundAssumedRoles } from './assumed-roles.ts';
import { type AwsWorld, readAwsWorld, toolOf } from './aws-profiles.ts';
import {
  type Found,
  type FoundInstance,
  type FoundSetting,
  type ImportNote,
  type ImportSources,
  mergedFound,
  nothingFound,
  type TextFile,
} from './found.ts';
import { goTemplateToLiquid } from './go-template/to-liquid.ts';
import { readToml, type TomlValues } from './read-toml.ts';
import { foundSsoProfiles, portalKey } from './sso-profiles.ts';

const usualTemplate = '{{ .AccountName }}/{{ .RoleName }}';

const fields = new Map([
  ['AccountName', 'account_name'],
  ['AccountID', 'account_id'],
  ['AccountId', 'account_id'],
  ['RoleName', 'role_name'],
]);

type Context = { readonly file: string; readonly values: TomlValues };

type Portal = { readonly name: string; readonly line: number; readonly values: ReadonlyMap<string, string> };

const portalsIn = (values: TomlValues): readonly Portal[] => {
  const portals = new Map<string, { name: string; line: number; values: Map<string, string> }>();
  for (const { value, line, path } of values.values()) {
    const [table, name, key, ...more] = path;
    if (table !== 'SSO' || name === undefined || key === undefined || more.length > 0) continue;
    const portal = portals.get(name) ?? { name, line, values: new Map() };
    portal.values.set(key, value);
    portals.set(name, portal);
  }
  return [...portals.values()];
};

const instancesOf = ({ file, values }: Context): readonly FoundInstance[] =>
  portalsIn(values).flatMap(({ name, line, values: own }): readonly FoundInstance[] => {
    const [startUrl, region] = [own.get('StartURL'), own.get('SSORegion')];
    if (!startUrl || !region) return [];
    const key = portalKey(startUrl, region);
    return [{ tool: 'granted', key, name, startUrl, region, settings: new Map(), origin: { file, line } }];
  });

/** A template that names roles, or why there is none, as the end of a sentence. */
const liquidOf = (template: string, prefix: string): string | UsageError => {
  try {
    const liquid = goTemplateToLiquid(prefix.replaceAll('{', '') + template, fields);
    profileNamer(liquid);
    return liquid;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
};

const namesOf = ({ file, values }: Context): Pick<Found, 'settings' | 'notes'> => {
  const settings: FoundSetting[] = [];
  const notes: ImportNote[] = [];
  for (const { line, values: own } of portalsIn(values)) {
    const [template, prefix] = [own.get('ProfileTemplate'), own.get('Prefix')];
    if (!template && !prefix) continue;
    const origin = { file, line };
    const liquid = liquidOf(template || usualTemplate, prefix ?? '');
    if (typeof liquid === 'string')
      settings.push({ tool: 'granted', key: 'profile_template', value: liquid, origin });
    else
      notes.push({
        tool: 'granted',
        origin,
        text: `ProfileTemplate ${sanitize(template ?? '', 100)} is not carried over: ${liquid.message}. The names of profiles that are there stay.`,
      });
  }
  return { settings, notes };
};

/** Granted's words, each with a profile or a container for each role, as here. */
const kinds: Readonly<Record<string, NamedBrowser>> = {
  FIREFOX: 'granted-containers',
  CHROME: 'chrome',
  CHROMIUM: 'chromium',
  BRAVE: 'brave',
  EDGE: 'edge',
  VIVALDI: 'vivaldi',
  SAFARI: 'safari',
};

const browserOf = ({ file, values }: Context): Pick<Found, 'settings' | 'notes'> => {
  const [browser, custom, sso] = ['DefaultBrowser', 'CustomBrowserPath', 'CustomSSOBrowserPath'].map((key) =>
    values.get(key),
  );
  const origin = { file, line: (custom ?? browser)?.line };
  const word = browser?.value.toUpperCase() ?? '';
  const isStdout = word === 'STDOUT' || word === 'FIREFOX_STDOUT';
  const note = (text: string): ImportNote => ({ tool: 'granted', origin, text });
  const path = sso?.value || custom?.value;
  const kind = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
  const value = path ? [path, '{url}'] : kind;
  const stdout =
    'DefaultBrowser = STDOUT: print links with rolecall console --print and rolecall login --no-browser.';
  const plain = `DefaultBrowser = ${word}: with a path of its own, links open in plain tabs. For one profile or container a role, write it under browsers: docs/console.md.`;
  return {
    settings: value === undefined ? [] : [{ tool: 'granted', key: 'browser', value, origin }],
    notes: [...(isStdout ? [note(stdout)] : []), ...(path && kind !== undefined ? [note(plain)] : [])],
  };
};

const foundConfig = ({ path: file, text }: TextFile): Found => {
  const context: Context = { file, values: readToml(text) };
  const [names, browser] = [namesOf(context), browserOf(context)];
  const registry = [...context.values.values()].find(({ path }) => path[0] === 'ProfileRegistry');
  const notes: readonly ImportNote[] =
    registry === undefined
      ? []
      : [
          {
            tool: 'granted',
            origin: { file, line: registry.line },
            text: 'Profile registries have no counterpart; profiles that they brought stay.',
          },
        ];
  return {
    ...nothingFound,
    instances: instancesOf(context),
    settings: [...names.settings, ...browser.settings],
    notes: [...names.notes, ...browser.notes, ...notes],
  };
};

/** Profiles that `granted sso populate` made go on being named as it names them. */
const usualNames = (world: AwsWorld): Found => {
  const made = world.profiles.find(
    (profile) =>
      toolOf(profile) === 'granted' &&
      (profile.values.has('granted_generated_from') || profile.values.has('common_fate_generated_from')),
  );
  if (made === undefined) return nothingFound;
  const value = liquidOf(usualTemplate, '');
  const origin = { file: made.file, line: made.line };
  return typeof value === 'string'
    ? { ...nothingFound, settings: [{ tool: 'granted', key: 'profile_template', value, origin }] }
    : nothingFound;
};

export const readGranted = (sources: ImportSources): Found => {
  const world = readAwsWorld(sources);
  return mergedFound([
    sources.granted === undefined ? nothingFound : foundConfig(sources.granted),
    foundSsoProfiles(world, 'granted'),
    foundAssumedRoles(world, 'granted'),
    usualNames(world),
  ]);
};
