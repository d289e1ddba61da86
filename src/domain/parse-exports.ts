import { at, isAbsent, oneOf, type Place, problem, type Reader } from './config-reader.ts';
import { type ExportsConfig, exportModes } from './exports-config.ts';
import { tagVariable } from './extra-variables.ts';
import { lengthLimits, sanitize } from './sanitize.ts';

export const exportKeys = [
  'export_mode',
  'overwrite_region',
  'on_expiry',
  'tag_variables',
  'compat',
] as const;

/** Two tags in one variable would hide one another. */
const tagVariablesOf = (reader: Reader, place: Place): readonly string[] => {
  if (isAbsent(place)) return [];
  const keys = place.value;
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) {
    problem(reader, place.path, 'must be a list of tag keys, such as [env, team].');
    return [];
  }
  const seen = new Map<string, string>();
  return keys.map((text: string, index) => {
    const key = sanitize(text, lengthLimits.name);
    const name = tagVariable(key);
    const path = [...place.path, String(index)];
    if (name === undefined) problem(reader, path, `has no letter or digit for a variable's name: ${key}.`);
    else if (seen.has(name))
      problem(reader, path, `would be ROLECALL_TAG_${name}, as ${seen.get(name)} is already.`);
    else seen.set(name, key);
    return key;
  });
};

/** The keys of what a role leaves in a shell. Undefined where none is set. */
export const exportsConfigOf = (reader: Reader, top: Place): ExportsConfig | undefined => {
  const config: ExportsConfig = {
    mode: oneOf(reader, at(top, 'export_mode'), exportModes) ?? 'credentials',
    overwritesRegion: oneOf(reader, at(top, 'overwrite_region'), ['true', 'false']) === 'true',
    onExpiry: oneOf(reader, at(top, 'on_expiry'), ['renew', 'warn', 'off']) ?? 'off',
    tagVariables: tagVariablesOf(reader, at(top, 'tag_variables')),
    compat: oneOf(reader, at(top, 'compat'), ['aws-sso-cli']),
  };
  const isSet = exportKeys.some((key) => at(top, key).value !== undefined);
  return isSet ? config : undefined;
};
