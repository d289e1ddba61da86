// Where other tools keep their files. They are read as far as they are plain files of a reasonable size: whatever is in
// them is hostile until it was parsed.
import { promises as fs, type Stats } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { YamlValue } from '../domain/config-reader.ts';
import type { ImportTool, TextFile, YamlFile } from '../domain/import/found.ts';
import { isTooDeep, nestsWithoutEnd, tooDeep, yamlFaultText } from '../domain/yaml-fault.ts';
import type { ImportFiles, UnreadableFile } from '../ports/import-files.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { cannotWrite } from './cannot-write.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type ImportFilesOptions = {
  readonly env: Environment;
  readonly home: string;
  /** Where rolecall keeps its state. */
  readonly state: string;
};

const megabyte = 1024 * 1024;

const statOf = (path: string): Promise<Stats | undefined> => fs.stat(path).catch(() => undefined);

const isFolder = async (path: string): Promise<boolean> => (await statOf(path))?.isDirectory() === true;

const codeOf = (error: unknown): string =>
  String((error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown error');

type Read = { readonly file: TextFile } | { readonly reason: string } | undefined;

/** Undefined where there is none. */
const readText = async (path: string, limit: number): Promise<Read> => {
  const stats = await statOf(path);
  if (stats === undefined) return undefined;
  if (!stats.isFile()) return { reason: 'It is no plain file.' };
  if (stats.size > limit) return { reason: `It is larger than ${limit / megabyte} MB.` };
  try {
    const bytes = await fs.readFile(path);
    return { file: { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) } };
  } catch (error) {
    return {
      reason: error instanceof TypeError ? 'It is no UTF-8 text.' : `It cannot be read (${codeOf(error)}).`,
    };
  }
};

const awsSsoFolder = async ({ env, home }: ImportFilesOptions): Promise<string> => {
  const old = join(home, '.aws-sso');
  if (await isFolder(old)) return old;
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'aws-sso');
};

const grantedFolder = async ({ env, home }: ImportFilesOptions): Promise<string> => {
  const usual = join(home, '.granted');
  const { XDG_CONFIG_HOME: xdg } = env;
  return xdg && (await statOf(usual)) === undefined ? join(xdg, 'granted') : usual;
};

const withHome = (path: string, home: string): string =>
  path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path;

type YamlFault = Pick<UnreadableFile, 'reason' | 'line'>;

class NotYaml extends Error {
  constructor(readonly fault: YamlFault) {
    super(fault.reason);
  }
}

const parseYaml = async (text: string) => {
  if (nestsWithoutEnd(text)) throw new NotYaml({ reason: tooDeep });
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  // Every scalar is a text: an account id keeps its leading zero.
  const document = yaml.parseDocument(text, { schema: 'failsafe', merge: true, lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw new NotYaml({ reason: yamlFaultText(error), line: error.linePos?.[0].line });
  const value: YamlValue | undefined =
    document.contents === null ? undefined : document.toJS({ mapAsMap: true, maxAliasCount: 50 });
  if (isTooDeep(value)) throw new NotYaml({ reason: tooDeep });
  const lineOf: YamlFile['lineOf'] = (path) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const parent: unknown = document.getIn(path.slice(0, depth - 1), true);
      if (!yaml.isMap(parent)) continue;
      const pair = parent.items.find(
        ({ key }) => yaml.isScalar(key) && String(key.value) === path[depth - 1],
      );
      const range = yaml.isScalar(pair?.key) ? pair.key.range : undefined;
      if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
    }
    return undefined;
  };
  return { value, lineOf };
};

const readYaml = async ({ path, text }: TextFile): Promise<YamlFile | YamlFault> => {
  try {
    const { value, lineOf } = await parseYaml(text);
    return value === undefined ? { reason: 'It is empty.' } : { path, value, lineOf };
  } catch (error) {
    return error instanceof NotYaml ? error.fault : { reason: 'It repeats itself by too many aliases.' };
  }
};

const find = async (options: ImportFilesOptions): ReturnType<ImportFiles['find']> => {
  const { env, home } = options;
  const unreadable: UnreadableFile[] = [];
  const text = async (
    tool: ImportTool,
    path: string,
    limit = 2 * megabyte,
  ): Promise<TextFile | undefined> => {
    const read = await readText(path, limit);
    if (read === undefined || 'file' in read) return read?.file;
    unreadable.push({ tool, path, reason: read.reason });
    return undefined;
  };
  const awsSso = await awsSsoFolder(options);
  const config = await text(
    'aws-sso-cli',
    withHome(env['AWS_SSO_CONFIG'] || join(awsSso, 'config.yaml'), home),
  );
  const yaml = config === undefined ? undefined : await readYaml(config);
  if (config !== undefined && yaml !== undefined && 'reason' in yaml)
    unreadable.push({ tool: 'aws-sso-cli', path: config.path, ...yaml });
  return {
    sources: {
      awsSsoCli: yaml !== undefined && 'reason' in yaml ? undefined : yaml,
      awsSsoCliCache: await text('aws-sso-cli', join(awsSso, 'cache.json'), 32 * megabyte),
      granted: await text('granted', join(await grantedFolder(options), 'config')),
      leapp: await text('leapp', join(home, '.Leapp', 'Leapp-lock.json'), 16 * megabyte),
    },
    unreadable,
  };
};

export const openImportFiles = (options: ImportFilesOptions): ImportFiles => {
  const undoPath = join(options.state, 'import-undo.json');
  return {
    find: () => find(options),
    tree: async (text) => (await parseYaml(text)).value,
    loadUndo: async () => {
      const read = await readText(undoPath, 64 * megabyte);
      if (read === undefined || !('file' in read)) return undefined;
      try {
        return JSON.parse(read.file.text);
      } catch {
        return undefined;
      }
    },
    keepUndo: async (record) => {
      try {
        await mkdir(dirname(undoPath), { recursive: true, mode: 0o700 });
        await writeFileAtomic(undoPath, JSON.stringify(record), { mode: 0o600 });
      } catch (error) {
        throw cannotWrite(undoPath, error);
      }
    },
    dropUndo: async () => fs.rm(undoPath, { force: true }),
  };
};
