// What config.yaml says of plugins: programs that give credentials, and who uses which. An instance or a role says only
// what differs from the plugin's own config; what comes of both is worked out here, so that nobody looks for it later.
import { at, isAbsent, mapping, notKnown, type Place, problem, type Reader, text } from './config-reader.ts';
import { isPlainName } from './parse-keys.ts';
import type { Plugin, PluginUse } from './plugin.ts';

const usualTimeout = 20;
const longestTimeout = 25;

const timeoutOf = (reader: Reader, place: Place): number => {
  const found = text(reader, place);
  const seconds = Number(found ?? usualTimeout);
  if (!(seconds >= 1 && seconds <= longestTimeout))
    problem(reader, place.path, `must be a number of seconds from 1 to ${longestTimeout}.`);
  return seconds * 1000;
};

const valuesOf = (reader: Reader, place: Place): Readonly<Record<string, string>> =>
  Object.fromEntries(
    mapping(reader, place).flatMap(([key, entry]) => {
      const value = text(reader, entry);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );

const isAbsolute = (path: string): boolean => /^(?:\/|[A-Za-z]:[/\\])/.test(path);

const pluginOf = (reader: Reader, name: string, place: Place): Plugin => {
  mapping(reader, place, ['path', 'timeout', 'config']);
  if (!isPlainName(name)) problem(reader, place.path, 'is no good name of a plugin.');
  const path = text(reader, at(place, 'path')) ?? '';
  if (!isAbsolute(path)) problem(reader, at(place, 'path').path, 'must be the absolute path of a program.');
  const timeout = timeoutOf(reader, at(place, 'timeout'));
  return { name, path, timeout, config: valuesOf(reader, at(place, 'config')) };
};

export const pluginsOf = (reader: Reader, place: Place): readonly Plugin[] =>
  mapping(reader, place).map(([name, entry]) => pluginOf(reader, name, entry));

/** The keys of an instance or a role that say what plugin it uses. */
export const pluginKeys = ['plugin', 'plugin_config'];

const namedPlugin = (reader: Reader, place: Place, plugins: readonly Plugin[]): Plugin | undefined => {
  const name = text(reader, place);
  const found = plugins.find((plugin) => plugin.name === name);
  if (name === undefined || found !== undefined) return found;
  const known = plugins.map((plugin) => plugin.name);
  const message = `names no plugin of this file: ${name}.`;
  return notKnown(reader, { path: place.path }, { word: name, known, message });
};

/**
 * What the place uses: the plugin that it names or, where it has a config of its own, that of the instance around it.
 * Undefined where it says neither.
 */
export const pluginUseOf = (
  reader: Reader,
  place: Place,
  { plugins, around }: { readonly plugins: readonly Plugin[]; readonly around: Plugin | undefined },
): PluginUse | undefined => {
  const [named, config] = [at(place, 'plugin'), at(place, 'plugin_config')];
  if (isAbsent(named) && isAbsent(config)) return undefined;
  const plugin = isAbsent(named) ? around : namedPlugin(reader, named, plugins);
  if (plugin === undefined) {
    if (isAbsent(named)) problem(reader, config.path, 'needs a plugin beside it.');
    return undefined;
  }
  return { ...plugin, config: { ...plugin.config, ...valuesOf(reader, config) } };
};
