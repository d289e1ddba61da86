// `browser`, `browsers`, `sign_in_browser` and `console_link` of config.yaml.
import {
  type BrowserConfig,
  type BrowserRef,
  type ConsoleLink,
  containerColors,
  containerIcons,
  isContainerBrowser,
  namedBrowsers,
  unknownField,
} from './browser.ts';
import { browserRefs } from './browser-refs.ts';
import type { Config } from './config.ts';
import {
  at,
  isAbsent,
  mapping,
  notKnown,
  oneOf,
  type Place,
  problem,
  type Reader,
  text,
  wordsOf,
} from './config-reader.ts';
import { browserNames } from './role-browser.ts';

const argvOf = (reader: Reader, place: Place): readonly string[] | undefined => {
  const words = wordsOf(reader, place);
  const wrong = words?.map(unknownField).find((field) => field !== undefined);
  if (wrong === undefined) return words;
  return problem(reader, place.path, `has no field {${wrong}}. See docs/console.md.`);
};

/** A name or an argv; whether there is a browser of that name is looked at once all are read. */
export const browserRefOf = (reader: Reader, place: Place): BrowserRef | undefined => {
  if (place.value instanceof Map)
    return problem(
      reader,
      place.path,
      'names a browser, it does not describe one: put this under browsers, with a name, and give the name here.',
    );
  return Array.isArray(place.value) ? argvOf(reader, place) : text(reader, place);
};

export const consoleLinkOf = (reader: Reader, place: Place): ConsoleLink | undefined =>
  oneOf(reader, place, ['signin', 'portal']);

const nameOf = (reader: Reader, place: Place): string | undefined => {
  const name = text(reader, place);
  const wrong = name === undefined ? undefined : unknownField(name);
  if (wrong === undefined) return name;
  return problem(reader, place.path, `has no field {${wrong}}. See docs/console.md.`);
};

const browserOf = (reader: Reader, place: Place): BrowserConfig => {
  const plain = { name: undefined, color: undefined, icon: undefined };
  if (Array.isArray(place.value)) return { kind: 'command', command: argvOf(reader, place), ...plain };
  mapping(reader, place, ['kind', 'command', 'name', 'color', 'icon']);
  const kind = oneOf(reader, at(place, 'kind'), [...namedBrowsers, 'command']);
  const command = argvOf(reader, at(place, 'command'));
  if (kind === undefined && command === undefined)
    problem(reader, place.path, `needs a kind (${namedBrowsers.join(', ')}), or a command.`);
  if (kind === 'command' && command === undefined) problem(reader, place.path, 'needs a command.');
  if (kind !== undefined && kind !== 'command' && command?.some((word) => word.includes('{url}')))
    problem(reader, [...place.path, 'command'], 'has its URL put at its end. Leave {url} out, or the kind.');
  const own = { color: text(reader, at(place, 'color')), icon: text(reader, at(place, 'icon')) };
  if (kind !== undefined && isContainerBrowser(kind)) {
    oneOf(reader, at(place, 'color'), containerColors);
    oneOf(reader, at(place, 'icon'), containerIcons);
  }
  return { kind: kind ?? 'command', command, name: nameOf(reader, at(place, 'name')), ...own };
};

export const browsersOf = (
  reader: Reader,
  place: Place,
): Readonly<Record<string, BrowserConfig>> | undefined => {
  if (isAbsent(place)) return undefined;
  const browsers: Record<string, BrowserConfig> = Object.create(null);
  for (const [name, entry] of mapping(reader, place)) {
    if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(name))
      problem(reader, entry.path, 'is no good name: letters, digits and _.- only.');
    browsers[name] = browserOf(reader, entry);
  }
  return browsers;
};

/** Every name must be one of `browsers`, or of a kind. */
export const checkBrowsers = (reader: Reader, config: Config): void => {
  const known = browserNames(config);
  for (const { ref, path } of browserRefs(config)) {
    if (typeof ref !== 'string' || known.includes(ref)) continue;
    const message = `is no browser: ${ref}. Give a name of browsers, one of ${namedBrowsers.join(', ')}, or a list of words such as [firefox, "{url}"].`;
    notKnown(reader, { path }, { word: ref, known, message });
  }
};
