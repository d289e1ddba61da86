// What config.yaml says of profiles: how they are written (`profiles`), and what stands in them (`profile_settings`).
import { valueFault } from './aws-ini/writable-section.ts';
import type { ProfileSettings, ProfilesConfig } from './config.ts';
import {
  at,
  isAbsent,
  mapping,
  oneOf,
  type Place,
  problem,
  type Reader,
  regionOf,
  text,
} from './config-reader.ts';
import { isCredentialKey, isSettingKey } from './profile-settings.ts';

const isYes = (reader: Reader, place: Place): boolean | undefined => {
  const found = oneOf(reader, place, ['true', 'false']);
  return found === undefined ? undefined : found === 'true';
};

export const profilesOf = (reader: Reader, place: Place): ProfilesConfig => {
  mapping(reader, place, ['unique', 'style', 'default', 'only', 'block', 'auto']);
  return {
    unique: oneOf(reader, at(place, 'unique'), ['refuse', 'suffix']) ?? 'refuse',
    style: oneOf(reader, at(place, 'style'), ['process', 'sso']) ?? 'process',
    default: text(reader, at(place, 'default')),
    only: text(reader, at(place, 'only')),
    block: isYes(reader, at(place, 'block')),
    auto: isYes(reader, at(place, 'auto')) ?? false,
  };
};

const keyFault = (key: string): string | undefined => {
  if (isCredentialKey(key)) return 'is not yours to set here: rolecall writes where credentials come from.';
  return isSettingKey(key)
    ? undefined
    : 'is not a key of the AWS config: lower-case letters, digits and _ only.';
};

const settingOf = (reader: Reader, key: string, place: Place): string | undefined => {
  const { value = '' } = place;
  if (value === null || value === '') return '';
  if (typeof value !== 'string') return problem(reader, place.path, 'must be a text.');
  if (key === 'region') return regionOf(reader, place);
  const fault = valueFault(value);
  return fault === undefined
    ? value
    : problem(reader, place.path, `${fault}: no AWS SDK would be sure to read it back.`);
};

/** Undefined where there are none. `cli_pager: ""` is written so; any other empty value takes a setting away. */
export const settingsOf = (reader: Reader, place: Place): ProfileSettings | undefined => {
  if (isAbsent(place)) return undefined;
  const settings: Record<string, string> = Object.create(null);
  for (const [key, entry] of mapping(reader, place)) {
    const fault = keyFault(key);
    if (fault !== undefined) problem(reader, entry.path, fault);
    const value = settingOf(reader, key, entry);
    if (value !== undefined) settings[key] = value;
  }
  return settings;
};
