import { at, oneOf, type Place, type Reader } from './config-reader.ts';
import type { ExportsConfig } from './exports-config.ts';

export const exportKeys = ['overwrite_region', 'on_expiry'] as const;

/** The keys of what a role leaves in a shell. Undefined where none is set. */
export const exportsConfigOf = (reader: Reader, top: Place): ExportsConfig | undefined => {
  const config: ExportsConfig = {
    overwritesRegion: oneOf(reader, at(top, 'overwrite_region'), ['true', 'false']) === 'true',
    onExpiry: oneOf(reader, at(top, 'on_expiry'), ['renew', 'warn', 'off']) ?? 'off',
  };
  const isSet = exportKeys.some((key) => at(top, key).value !== undefined);
  return isSet ? config : undefined;
};
