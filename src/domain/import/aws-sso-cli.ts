// aws-sso-cli: its config.yaml (instances, accounts, roles, tags, chains), and the block of profiles that it keeps in the
// AWS config, whose names scripts know.

import type { YamlValue } from '../config-reader.ts';
import { isRoleName, sanitize } from '../sanitize.ts';
import { foundAssumedRoles } from './assumed-roles.ts';
import { readAwsWorld, toolOf } from './aws-profiles.ts';
import { type AwsSsoCache, readAwsSsoCache } from './aws-sso-cli-cache.ts';
import { awsSsoSettings } from './aws-sso-cli-settings.ts';
import {
  type Found,
  type FoundAccount,
  type FoundInstance,
  type FoundRole,
  type FoundSetting,
  type FoundUse,
  type ImportNote,
  type ImportSources,
  mergedFound,
  nothingFound,
  settingsOf,
  type YamlFile,
} from './found.ts';
import { awsSsoKey, awsSsoRole, defaultAwsSso, rolePath } from './program-roles.ts';
import { sectionOf } from './sso-profiles.ts';
import { entriesOf, textAt, textMapAt } from './yaml-values.ts';

const tool = 'aws-sso-cli';

type Context = { readonly file: YamlFile; readonly cache: AwsSsoCache };

type Place = { readonly file: YamlFile; readonly path: readonly string[] };

const originOf = ({ file, path }: Place) => ({ file: file.path, line: file.lineOf(path) });

/** Also written `1.2e+11`, or without its zeros. */
const accountIdOf = (key: string): string | undefined => {
  const digits = /^\d+(?:\.\d+)?e\+?\d+$/i.test(key) ? String(Number(key)) : key.trim();
  return /^\d{1,12}$/.test(digits) ? digits.padStart(12, '0') : undefined;
};

const flows: ReadonlyMap<string, string> = new Map([
  ['pkce', 'pkce'],
  ['device_code', 'device'],
]);

const instanceOf = ({ file }: Context, name: string, value: YamlValue): FoundInstance => ({
  tool,
  key: awsSsoKey(name),
  name,
  startUrl: textAt(value, 'StartUrl') ?? '',
  region: textAt(value, 'SSORegion') ?? '',
  settings: settingsOf({
    default_region: textAt(value, 'DefaultRegion') ?? textAt(file.value, 'DefaultRegion'),
    login: flows.get(textAt(file.value, 'AuthWorkflow') ?? ''),
  }),
  origin: originOf({ file, path: ['SSOConfig', name] }),
});

type RolePlace = { readonly instance: string; readonly accountId: string; readonly path: readonly string[] };

const roleOf = (
  { file, cache }: Context,
  { instance, accountId, path }: RolePlace,
  value: YamlValue,
): FoundRole => ({
  tool,
  instance: awsSsoKey(instance),
  accountId,
  roleName: path.at(-1) ?? '',
  profile: textAt(value, 'Profile'),
  settings: settingsOf({
    region: textAt(value, 'DefaultRegion'),
    tags: textMapAt(value, 'Tags'),
    via: rolePath(textAt(value, 'Via')),
    external_id: textAt(value, 'ExternalId'),
    source_identity: textAt(value, 'SourceIdentity'),
  }),
  origin: originOf({ file, path }),
  section: undefined,
  known: cache.accounts.get(`${instance}/${accountId}`),
});

type Accounts = Pick<Found, 'accounts' | 'roles' | 'notes'>;

const accountsOf = (context: Context, instance: string, value: YamlValue): Accounts => {
  const accounts: FoundAccount[] = [];
  const roles: FoundRole[] = [];
  const notes: ImportNote[] = [];
  const place = (path: readonly string[]) => originOf({ file: context.file, path });
  for (const [key, account] of entriesOf(value instanceof Map ? value.get('Accounts') : undefined)) {
    const path = ['SSOConfig', instance, 'Accounts', key];
    const accountId = accountIdOf(key);
    if (accountId === undefined) {
      notes.push({
        tool,
        origin: place(path),
        text: `Account ${sanitize(key, 40)} is left out: it is no account id.`,
      });
      continue;
    }
    const settings = settingsOf({
      name: textAt(account, 'Name'),
      region: textAt(account, 'DefaultRegion'),
      tags: textMapAt(account, 'Tags'),
    });
    accounts.push({ tool, instance: awsSsoKey(instance), accountId, settings, origin: place(path) });
    for (const [roleName, role] of entriesOf(account instanceof Map ? account.get('Roles') : undefined)) {
      const rolePlace = { instance, accountId, path: [...path, 'Roles', roleName] };
      const via = textAt(role, 'Via');
      if (!isRoleName(roleName) || (via !== undefined && rolePath(via) === undefined))
        notes.push({
          tool,
          origin: place(rolePlace.path),
          text: `Role ${sanitize(roleName, 64)} is left out: ${isRoleName(roleName) ? 'its Via is not the ARN of a role' : 'that is no name of a role'}.`,
        });
      else roles.push(roleOf(context, rolePlace, role));
    }
  }
  return { accounts, roles, notes };
};

const defaultInstance = (file: YamlFile): readonly FoundSetting[] => {
  const name = defaultAwsSso(file);
  if (name === undefined) return [];
  const origin = originOf({ file, path: ['DefaultSSO'] });
  return [{ tool, key: 'default_instance', value: awsSsoKey(name), origin }];
};

const foundConfig = (file: YamlFile, cache: AwsSsoCache): Found => {
  const context: Context = { file, cache };
  const instances = entriesOf(file.value instanceof Map ? file.value.get('SSOConfig') : undefined);
  const accounts = instances.map(([name, value]) => accountsOf(context, name, value));
  const { settings, notes } = awsSsoSettings(file);
  return mergedFound([
    {
      ...nothingFound,
      instances: instances.map(([name, value]) => instanceOf(context, name, value)),
      settings: [...settings, ...defaultInstance(file)],
      notes,
    },
    ...accounts.map((found) => ({ ...nothingFound, ...found })),
  ]);
};

const foundBlock = (sources: ImportSources, cache: AwsSsoCache): Found => {
  const world = readAwsWorld(sources);
  const { profiles, blocks } = world;
  const roles: FoundRole[] = [];
  const notes: ImportNote[] = [];
  for (const profile of profiles) {
    if (toolOf(profile) !== tool && !profile.isManaged) continue;
    const origin = { file: profile.file, line: profile.line };
    const role = toolOf(profile) === tool ? awsSsoRole(profile, world.awsSsoInstance) : undefined;
    if (role === undefined) {
      notes.push({
        tool,
        origin,
        text: `[${sanitize(profile.header, 128)}] is left alone: it does not say which role of aws-sso it is for.`,
      });
      continue;
    }
    const known = cache.accounts.get(`${role.instance.replace(/^aws-sso:/, '')}/${role.accountId}`);
    const section = sectionOf(profile, (key) => key === 'credential_process');
    roles.push({ tool, ...role, profile: profile.name, settings: new Map(), origin, section, known });
  }
  return { ...nothingFound, roles, notes: blocks.length === 0 ? [] : notes };
};

export const readAwsSsoCli = (sources: ImportSources): Found => {
  const cache = readAwsSsoCache(sources.awsSsoCliCache);
  const { awsSsoCli: file, awsSsoCliCache } = sources;
  const origin = { file: awsSsoCliCache?.path ?? '', line: undefined };
  const uses = cache.history.map(
    (use): FoundUse => ({ ...use, tool, origin, instance: awsSsoKey(use.instance) }),
  );
  return mergedFound([
    // The block comes first: the names that it holds are the ones in use.
    foundBlock(sources, cache),
    foundAssumedRoles(readAwsWorld(sources), tool),
    file === undefined ? nothingFound : foundConfig(file, cache),
    { ...nothingFound, uses },
  ]);
};
