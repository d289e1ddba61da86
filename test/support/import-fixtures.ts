// The fixtures of test/fixtures/import: each is a home folder as a tool leaves it.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openAwsFiles } from '../../src/adapters/aws-files.ts';
import { openImportFiles } from '../../src/adapters/import-files.ts';
import { type ImportSources, type ImportTool, importTools } from '../../src/domain/import/found.ts';

const root = resolve('test/fixtures/import');

export type Fixture = { readonly tool: ImportTool; readonly shape: string; readonly home: string };

export const fixtures: readonly Fixture[] = importTools.flatMap((tool) =>
  readdirSync(join(root, tool)).map((shape) => ({ tool, shape, home: join(root, tool, shape) })),
);

export const fixtureHome = (tool: ImportTool, shape: string): string => join(root, tool, shape);

const relative = <T extends { readonly path: string }>(file: T | undefined, home: string): T | undefined =>
  file === undefined ? undefined : { ...file, path: file.path.replace(home, '~') };

/** As the program reads them, with paths below `~`. */
export const sourcesOf = async (home: string): Promise<ImportSources> => {
  const xdg = join(home, '.config');
  const env = existsSync(xdg) ? { XDG_CONFIG_HOME: xdg } : {};
  const { sources } = await openImportFiles({ env, home, state: home }).find();
  const files = openAwsFiles({ env: {}, home });
  const keys = files.keysFile();
  const [config, credentials] = [await files.readConfig(), await keys.read()];
  return {
    awsConfig: config === undefined ? undefined : { path: '~/.aws/config', text: config },
    credentials: credentials === undefined ? undefined : { path: '~/.aws/credentials', text: credentials },
    awsSsoCli: relative(sources.awsSsoCli, home),
    awsSsoCliCache: relative(sources.awsSsoCliCache, home),
    granted: relative(sources.granted, home),
    leapp: relative(sources.leapp, home),
    ownUsers: new Set(),
  };
};
