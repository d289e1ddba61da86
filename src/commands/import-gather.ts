// What there is to import: the files of all tools, and what the chosen ones say.
import { UsageError } from '../domain/errors.ts';
import {
  type Found,
  type ImportSources,
  type ImportTool,
  importTools,
  mergedFound,
  nothingFound,
} from '../domain/import/found.ts';
import { onlyNamed } from '../domain/import/only.ts';
import { readTool } from '../domain/import/read-tool.ts';
import { sanitize } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';
import type { UnreadableFile } from '../ports/import-files.ts';

export type Gathered = {
  readonly sources: ImportSources;
  readonly byTool: ReadonlyMap<ImportTool, Found>;
  /** What is there of the tools, and could not be used. */
  readonly unread: readonly UnreadableFile[];
};

export const toolNamed = (words: readonly string[]): ImportTool | undefined => {
  const [word, ...rest] = words;
  if (word === undefined) return undefined;
  const tool = importTools.find((name) => name === word);
  if (tool !== undefined && rest.length === 0) return tool;
  throw new UsageError(
    rest.length > 0
      ? 'One tool at a time, or none for all of them.'
      : `import does not know ${sanitize(word, 40)}.`,
    `Tools: ${importTools.join(', ')}`,
  );
};

const textFile = (path: string, text: string | undefined) =>
  text === undefined ? undefined : { path, text };

/** `FILE:LINE: was not read. REASON` */
export const unreadText = ({ path, line, reason }: UnreadableFile): string =>
  `${sanitize(path, 300)}${line === undefined ? '' : `:${line}`} was not read. ${sanitize(reason, 200)}`;

/** Errors: UsageError for a file of the named tool, or of AWS, that is not right. */
export const gather = async (host: Host, tool: ImportTool | undefined): Promise<Gathered> => {
  const files = await host.services.awsFiles();
  const credentials = files.keysFile();
  const { sources: others, unreadable } = await (await host.services.importFiles()).find();
  const own = unreadable.find((file) => file.tool === tool && !file.path.endsWith('cache.json'));
  if (own !== undefined) throw new UsageError(unreadText(own), 'Nothing was changed.');
  const config = await (await host.services.configStore()).load();
  const sources: ImportSources = {
    ...others,
    ownUsers: new Set(
      config.instances.flatMap(({ name, base }) =>
        base?.kind === 'keys' ? [`${name}/${base.user.accountId}/${base.user.userName}`] : [],
      ),
    ),
    awsConfig: textFile(files.configPath, await files.readConfig()),
    credentials: textFile(credentials.path, await credentials.read()),
  };
  const tools = tool === undefined ? importTools : [tool];
  const byTool = new Map(tools.map((name) => [name, readTool(name, sources)] as const));
  return { sources, byTool, unread: unreadable.filter((file) => byTool.has(file.tool)) };
};

/** aws-sso-cli and granted say most: what they name comes first. */
const order: readonly ImportTool[] = [
  'aws-sso-cli',
  'granted',
  'aws-sso-util',
  'aws-cli',
  'leapp',
  'credentials',
  'aws-vault',
];

/** Errors: UsageError for a name that was not found. */
export const foundOf = ({ byTool }: Gathered, only: readonly string[] | undefined): Found => {
  const all = mergedFound(order.map((tool) => byTool.get(tool) ?? nothingFound));
  return only === undefined ? all : onlyNamed(all, only);
};

export const isSomething = ({ instances, roles, keys, settings }: Found): boolean =>
  instances.length + roles.length + keys.length + settings.length > 0;

const counted = (count: number, one: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : `${one}s`}`];

export const summaryOf = ({ instances, roles, keys, settings }: Found): string => {
  const portals = new Set(instances.map(({ key }) => key)).size;
  const parts = [
    ...counted(portals, 'instance'),
    ...counted(roles.length, 'role'),
    ...counted(keys.length, 'pair').map((text) => `${text} of keys`),
    ...counted(settings.length, 'setting'),
  ];
  return parts.join(', ');
};
