// Leapp's own file is encrypted with a key in the system's keychain, and is not ours to open. What is readable: the
// profiles in the AWS config that call it, and the file of a version that wrote it in the clear.
import { isRegion } from '../region.ts';
import { isAccountId, isRoleName, sanitize } from '../sanitize.ts';
import { type AwsWorld, readAwsWorld, toolOf } from './aws-profiles.ts';
import {
  type Found,
  type FoundInstance,
  type FoundRole,
  type ImportNote,
  type ImportSources,
  nothingFound,
  settingsOf,
  type TextFile,
} from './found.ts';
import { portalKey } from './sso-profiles.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const listIn = (fields: Fields, key: string): readonly Fields[] => {
  const list = fields[key];
  return Array.isArray(list) ? list.map(fieldsOf) : [];
};

const textIn = (fields: Fields, key: string): string => {
  const value = fields[key];
  return typeof value === 'string' ? value : '';
};

const parse = (text: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? fieldsOf(value) : undefined;
  } catch {
    return undefined;
  }
};

const note = (file: string, text: string): ImportNote => ({
  tool: 'leapp',
  origin: { file, line: undefined },
  text,
});

const instancesOf = (workspace: Fields, file: string): ReadonlyMap<string, FoundInstance> =>
  new Map(
    listIn(workspace, '_awsSsoIntegrations').flatMap((integration) => {
      const [startUrl, region] = [textIn(integration, 'portalUrl'), textIn(integration, 'region')];
      if (startUrl === '' || region === '') return [];
      const key = portalKey(startUrl, region);
      const name = textIn(integration, 'alias');
      const origin = { file, line: undefined };
      return [
        [
          textIn(integration, 'id'),
          { tool: 'leapp', key, name, startUrl, region, settings: new Map(), origin } as const,
        ] as const,
      ];
    }),
  );

/** Leapp gives most sessions the profile `default`: only a name of their own is one. */
const profileOf = (workspace: Fields, session: Fields): string | undefined => {
  const id = textIn(session, 'profileId');
  const name = textIn(
    listIn(workspace, '_profiles').find((profile) => textIn(profile, 'id') === id) ?? {},
    'name',
  );
  const users = listIn(workspace, '_sessions').filter((other) => textIn(other, 'profileId') === id);
  return name === '' || name === 'default' || users.length > 1 ? undefined : name;
};

const foundWorkspace = (workspace: Fields, file: string): Found => {
  const instances = instancesOf(workspace, file);
  const sessions = listIn(workspace, '_sessions');
  const roles = sessions.flatMap((session): readonly FoundRole[] => {
    const instance = instances.get(textIn(session, 'awsSsoConfigurationId'));
    const [, accountId = '', roleName = ''] =
      /^arn:[a-z-]+:iam::(\d{12}):?(?:role)?\/(?:.*\/)?([^/]+)$/.exec(textIn(session, 'roleArn')) ?? [];
    if (textIn(session, 'type') !== 'awsSsoRole' || instance === undefined) return [];
    if (!isAccountId(accountId) || !isRoleName(roleName)) return [];
    const region = textIn(session, 'region');
    return [
      {
        tool: 'leapp',
        instance: instance.key,
        accountId,
        roleName,
        profile: profileOf(workspace, session),
        settings: settingsOf({ region: isRegion(region) ? region : undefined }),
        origin: { file, line: undefined },
        section: undefined,
      },
    ];
  });
  const others = sessions.filter((session) => /^awsIam/.test(textIn(session, 'type'))).length;
  return {
    ...nothingFound,
    instances: [...instances.values()],
    roles,
    notes:
      others === 0
        ? []
        : [
            note(
              file,
              `Sessions of IAM users, chained or federated roles (${others} of them) are not carried over: their keys are in the keychain. Keep keys with: rolecall keys add NAME`,
            ),
          ],
  };
};

const foundFile = ({ path: file, text }: TextFile): Found => {
  const workspace = parse(text);
  if (workspace !== undefined) return foundWorkspace(workspace, file);
  return {
    ...nothingFound,
    notes: [
      note(
        file,
        'Leapp keeps its integrations and sessions encrypted, and only Leapp reads them. Add each start URL, which Leapp shows in its integrations, with: rolecall setup',
      ),
    ],
  };
};

const calls = (world: AwsWorld): readonly ImportNote[] =>
  world.profiles
    .filter((profile) => toolOf(profile) === 'leapp')
    .map(({ header, file, line }) => ({
      tool: 'leapp',
      origin: { file, line },
      text: `[${sanitize(header, 128)}] asks Leapp for its credentials, and only Leapp knows for which role; left alone.`,
    }));

export const readLeapp = (sources: ImportSources): Found => {
  const found = sources.leapp === undefined ? nothingFound : foundFile(sources.leapp);
  return { ...found, notes: [...found.notes, ...calls(readAwsWorld(sources))] };
};
