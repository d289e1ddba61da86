// Which profile a tool takes: the one that its options name, else the one that a setup chose for it (`tools` of config.yaml),
// else the one that has its name.
import { configPathText } from '../domain/config-path.ts';
import { isProfile } from './role-of-profile.ts';
import type { Tool } from './tool.ts';

type Asked = Pick<Tool, 'host' | 'settings'>;

const ofSetup = async ({ host, settings }: Asked): Promise<string | undefined> => {
  const { tools = [] } = await (await host.services.configStore()).load();
  return tools.find(({ name }) => name === settings.toolName)?.profile;
};

/** Undefined where none of them is there. Errors: UsageError for a config that is not right. */
export const chosenProfile = async (asked: Asked): Promise<string | undefined> => {
  const { givenProfile, profileName } = asked.settings;
  for (const name of [givenProfile, await ofSetup(asked), profileName])
    if (name !== undefined && (await isProfile(asked.host.services, name))) return name;
  return undefined;
};

/** The command that chooses one. */
export const chooseHint = ({ settings }: Pick<Asked, 'settings'>): string =>
  `rolecall config set ${configPathText(['tools', settings.toolName])} PROFILE`;

/** What a setup chose. Errors: UsageError, UserError when it cannot be written. */
export const keepChosenProfile = async ({ host, settings }: Asked, profile: string): Promise<void> => {
  const store = await host.services.configStore();
  await store.write(await store.plan([{ path: ['tools', settings.toolName], value: profile }]));
};
