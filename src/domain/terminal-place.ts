// Where the program runs, told by its variables: decides which browser and which clipboard are the person's.
import type { Environment } from './aws-endpoint.ts';
import { type Argv, withUrl } from './browser-argv.ts';
import { splitWords } from './words.ts';

export type Place = { readonly env: Environment; readonly platform: string };

const isSet = (text: string | undefined): boolean => text !== undefined && text !== '';

/** The person sits at another machine. */
export const isOverSsh = ({ env }: Place): boolean => isSet(env['SSH_CONNECTION']) || isSet(env['SSH_TTY']);

export const isWsl = ({ env, platform }: Place): boolean =>
  platform === 'linux' && (isSet(env['WSL_DISTRO_NAME']) || isSet(env['WSL_INTEROP']));

/** A screen of this system itself, on which its own browsers can show a window. */
export const hasScreen = (place: Place): boolean => {
  if (isOverSsh(place) || isWsl(place)) return false;
  if (place.platform !== 'linux') return place.platform === 'darwin' || place.platform === 'win32';
  return isSet(place.env['DISPLAY']) || isSet(place.env['WAYLAND_DISPLAY']);
};

/** `system`: what the system opens URLs with. `none`: the URL is shown, and opened by hand. */
export type UsualBrowser =
  | { readonly kind: 'commands'; readonly argvs: readonly Argv[]; readonly isOfWindows?: boolean }
  | { readonly kind: 'system' | 'none' };

/** Of `$BROWSER`. Several may be given, `firefox:w3m`; a colon of `https://...` in a word is not one of those. */
const ownCommands = ({ env, platform }: Place, url: string): readonly Argv[] => {
  const text = env['BROWSER'] ?? '';
  const listed = (platform === 'win32' ? [text] : text.split(/:(?!\/\/)/)).map(splitWords);
  return listed.filter((argv) => argv.length > 0).map((argv) => withUrl(argv, '%s', url));
};

/** That of Windows: wslview of wslu, else Windows' own opener, neither of which is a shell. */
const windowsCommands = (url: string): readonly Argv[] => [
  ['wslview', url],
  ['rundll32.exe', 'url.dll,FileProtocolHandler', url],
];

/** The browser where config.yaml names none. The URL is checked before. */
export const usualBrowser = (place: Place, url: string): UsualBrowser => {
  const own = ownCommands(place, url);
  if (own.length > 0) return { kind: 'commands', argvs: own };
  if (isWsl(place) && !isOverSsh(place))
    return { kind: 'commands', argvs: windowsCommands(url), isOfWindows: true };
  return { kind: hasScreen(place) ? 'system' : 'none' };
};

/** `terminal`: by OSC 52, which reaches the machine at which the person sits. */
export type ClipboardWay =
  | { readonly kind: 'command'; readonly argv: Argv }
  | { readonly kind: 'terminal'; readonly isInTmux: boolean };

/** `own` is `clipboard_command` of config.yaml. The terminal of macOS knows no OSC 52. */
export const clipboardWay = (place: Place, own: Argv | undefined): ClipboardWay => {
  if (own !== undefined) return { kind: 'command', argv: own };
  if (place.platform === 'darwin' && !isOverSsh(place)) return { kind: 'command', argv: ['pbcopy'] };
  return { kind: 'terminal', isInTmux: isSet(place.env['TMUX']) };
};
