// Where each shell looks for its startup file in a terminal.
import type { IntegratedShell } from './startup-block.ts';

export type StartupPlace = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
};

type Join = (...parts: readonly string[]) => string;

const configFolder = ({ env, home }: StartupPlace, join: Join): string =>
  env['XDG_CONFIG_HOME'] || join(home, '.config');

/** Of these bash reads the first that is there. macOS opens login shells, which do not read ~/.bashrc. */
const bashFiles = ({ platform, home }: StartupPlace, join: Join): readonly string[] =>
  (platform === 'darwin' ? ['.bash_profile', '.bash_login', '.profile'] : ['.bashrc']).map((name) =>
    join(home, name),
  );

/** Programs of Windows keep such files in the roaming folder. */
const roaming = (place: StartupPlace, join: Join): string =>
  place.env['APPDATA'] || join(place.home, 'AppData', 'Roaming');

const nushellFolder = (place: StartupPlace, join: Join): string => {
  if (place.platform === 'win32') return join(roaming(place, join), 'nushell');
  return place.platform === 'darwin' && !place.env['XDG_CONFIG_HOME']
    ? join(place.home, 'Library', 'Application Support', 'nushell')
    : join(configFolder(place, join), 'nushell');
};

/** `$PROFILE` of PowerShell 7, then of Windows PowerShell; a Documents folder elsewhere takes `--file`. */
const powershellFiles = (place: StartupPlace, join: Join): readonly string[] => {
  const name = 'Microsoft.PowerShell_profile.ps1';
  return place.platform === 'win32'
    ? ['PowerShell', 'WindowsPowerShell'].map((folder) => join(place.home, 'Documents', folder, name))
    : [join(configFolder(place, join), 'powershell', name)];
};

const elvishFiles = (place: StartupPlace, join: Join): readonly string[] =>
  place.platform === 'win32'
    ? [join(roaming(place, join), 'elvish', 'rc.elv')]
    : [join(configFolder(place, join), 'elvish', 'rc.elv'), join(place.home, '.elvish', 'rc.elv')];

const filesOf: Readonly<Record<IntegratedShell, (place: StartupPlace, join: Join) => readonly string[]>> = {
  bash: bashFiles,
  zsh: ({ env, home }, join) => [join(env['ZDOTDIR'] || home, '.zshrc')],
  fish: (place, join) => [join(configFolder(place, join), 'fish', 'config.fish')],
  powershell: powershellFiles,
  nushell: (place, join) => [join(nushellFolder(place, join), 'config.nu')],
  xonsh: (place, join) => [join(place.home, '.xonshrc'), join(configFolder(place, join), 'xonsh', 'rc.xsh')],
  elvish: elvishFiles,
  // A ~/.tcshrc beside a ~/.cshrc hides it.
  tcsh: ({ home }, join) => [join(home, '.tcshrc'), join(home, '.cshrc')],
};

/** The files that a shell may read, in its own order. Where none is there, the first is the one to make. */
export const startupPlaces = (shell: IntegratedShell, place: StartupPlace): readonly string[] => {
  const separator = place.platform === 'win32' ? '\\' : '/';
  return filesOf[shell](place, (...parts) => parts.join(separator));
};
