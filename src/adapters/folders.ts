// Where the user's files are (DESIGN.md section 7). `ROLECALL_HOME` puts all of them under one folder.
import { join } from 'node:path';

export type Folders = {
  readonly home: string;
  readonly config: string;
  readonly cache: string;
  readonly state: string;
  readonly secrets: string;
};

type Outside = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
};

const withSecrets = (folders: Omit<Folders, 'secrets'>): Folders => ({
  ...folders,
  secrets: join(folders.state, 'secrets'),
});

// A relative XDG path is invalid by its specification, and is ignored.
const absolute = (path: string | undefined, fallback: string): string =>
  path?.startsWith('/') === true ? path : fallback;

export const foldersOf = ({ env, platform, home }: Outside): Folders => {
  const own = env['ROLECALL_HOME'];
  if (own) return withSecrets({ home, config: own, cache: join(own, 'cache'), state: join(own, 'state') });
  if (platform === 'win32') {
    const roaming = env['APPDATA'] || join(home, 'AppData', 'Roaming');
    const local = env['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
    return withSecrets({
      home,
      config: join(roaming, 'rolecall'),
      cache: join(local, 'rolecall', 'cache'),
      state: join(local, 'rolecall', 'state'),
    });
  }
  const config = absolute(env['XDG_CONFIG_HOME'], join(home, '.config'));
  const cache = absolute(env['XDG_CACHE_HOME'], join(home, '.cache'));
  const state = absolute(env['XDG_STATE_HOME'], join(home, '.local', 'state'));
  return withSecrets({
    home,
    config: join(config, 'rolecall'),
    cache: join(cache, 'rolecall'),
    state: join(state, 'rolecall'),
  });
};
