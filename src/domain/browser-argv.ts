// Which program is started for a browser, and with which words: an argv for each place where the program may be, to be
// tried in turn. Never a line for a shell.
import type { Environment } from './aws-endpoint.ts';
import { type ContainerBrowser, fillFields, isContainerBrowser, type WantedBrowser } from './browser.ts';
import { foldToAscii } from './portable-name.ts';

export type BrowserPlace = {
  readonly platform: string;
  readonly isWsl: boolean;
  readonly env: Environment;
  /** The folder that Firefox's profiles lie in, one for each role. */
  readonly profiles: string;
};

export type Argv = readonly string[];

/**
 * The URL as it is opened: a web page without a user, in printable ASCII and without spaces. Undefined for anything else,
 * which could be a command to the program, or a script.
 */
export const webUrl = (text: string): string | undefined => {
  // `URL` would quietly leave out line ends, and take blanks around it off.
  if (!/^https?:\/\/[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(text) || !URL.canParse(text)) return undefined;
  const { href, username, password } = new URL(text);
  return username === '' && password === '' && /^https?:\/\/[!-~]+$/.test(href) ? href : undefined;
};

/** The argv with the URL in its place, or at its end where it has none. */
export const withUrl = (argv: Argv, placeholder: string, url: string): Argv =>
  argv.some((word) => word.includes(placeholder))
    ? argv.map((word) => word.split(placeholder).join(url))
    : [...argv, url];

// FNV-1a: only to keep two names apart that look the same once they are plain.
const hashOf = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
};

/** A name for a folder, on any system, and the same one every time. */
export const profileFolder = (name: string): string => {
  const plain = foldToAscii(name)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 48);
  return `rolecall-${plain === name && plain !== '' ? plain : [plain, hashOf(name)].filter(Boolean).join('-')}`;
};

const schemes: Readonly<Record<ContainerBrowser, string>> = {
  'granted-containers': 'ext+granted-containers',
  'open-url-in-container': 'ext+container',
};

/** The address that makes the extension open a page in a container; all of a name is percent-encoded. */
export const containerUrl = (kind: ContainerBrowser, { fields }: WantedBrowser, url: string): string => {
  const parts = { name: fields.name, url, color: fields.color, icon: fields.icon };
  const query = Object.entries(parts).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `${schemes[kind]}:${query.join('&')}`;
};

type Program = {
  readonly linux: readonly string[];
  readonly mac: string;
  /** Below `Program Files` and the like. */
  readonly windows: string;
};

const programs: Readonly<Record<string, Program>> = {
  firefox: {
    linux: ['firefox', 'firefox-esr'],
    mac: '/Applications/Firefox.app/Contents/MacOS/firefox',
    windows: 'Mozilla Firefox\\firefox.exe',
  },
  chrome: {
    linux: ['google-chrome', 'google-chrome-stable'],
    mac: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    windows: 'Google\\Chrome\\Application\\chrome.exe',
  },
  chromium: {
    linux: ['chromium', 'chromium-browser'],
    mac: '/Applications/Chromium.app/Contents/MacOS/Chromium',
    windows: 'Chromium\\Application\\chrome.exe',
  },
  edge: {
    linux: ['microsoft-edge', 'microsoft-edge-stable'],
    mac: '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    windows: 'Microsoft\\Edge\\Application\\msedge.exe',
  },
  brave: {
    linux: ['brave-browser', 'brave'],
    mac: '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
    windows: 'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  },
  vivaldi: {
    linux: ['vivaldi', 'vivaldi-stable'],
    mac: '/Applications/Vivaldi.app/Contents/MacOS/Vivaldi',
    windows: 'Vivaldi\\Application\\vivaldi.exe',
  },
};

const windowsFolders = ({ env }: BrowserPlace): readonly string[] =>
  ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .map((name) => env[name])
    .filter((folder) => folder !== undefined && folder !== '') as readonly string[];

const wslFolders = ['/mnt/c/Program Files', '/mnt/c/Program Files (x86)'];

const placesOf = (program: string, place: BrowserPlace): readonly string[] => {
  const known = programs[program];
  if (known === undefined) return [];
  if (place.platform === 'darwin') return [known.mac];
  if (place.platform === 'win32') return windowsFolders(place).map((folder) => `${folder}\\${known.windows}`);
  const inWindows = wslFolders.map((folder) => `${folder}/${known.windows.replaceAll('\\', '/')}`);
  return place.isWsl ? [...inWindows, ...known.linux] : known.linux;
};

const firefoxProfile = ({ fields }: WantedBrowser, { platform, profiles }: BrowserPlace): string =>
  `${profiles}${platform === 'win32' ? '\\' : '/'}${profileFolder(fields.name)}`;

/** The folder that has to be there before the browser starts; undefined where it needs none. */
export const neededFolder = (wanted: WantedBrowser, place: BrowserPlace): string | undefined =>
  wanted.kind === 'firefox' ? firefoxProfile(wanted, place) : undefined;

const wordsFor = (wanted: WantedBrowser, place: BrowserPlace, url: string): Argv => {
  const { kind, fields } = wanted;
  if (isContainerBrowser(kind)) return [containerUrl(kind, wanted, url)];
  if (kind === 'firefox') return ['--profile', firefoxProfile(wanted, place), url];
  return [
    `--profile-directory=${profileFolder(fields.name)}`,
    '--no-first-run',
    '--no-default-browser-check',
    url,
  ];
};

/** In the order in which they are to be tried; none for a browser that this system has not. The URL is checked before. */
export const browserArgvs = (wanted: WantedBrowser, place: BrowserPlace, url: string): readonly Argv[] => {
  const { kind, command, fields } = wanted;
  const own = command?.map((word) => fillFields(word, fields));
  if (kind === 'system') return [];
  if (kind === 'command') return own === undefined ? [] : [withUrl(own, '{url}', url)];
  if (kind === 'safari')
    return place.platform === 'darwin' ? [[...(own ?? ['open', '-a', 'Safari']), url]] : [];
  const words = wordsFor(wanted, place, url);
  if (own !== undefined) return [[...own, ...words]];
  return placesOf(isContainerBrowser(kind) ? 'firefox' : kind, place).map((program) => [program, ...words]);
};
