// Lasting keys in clear text, in `~/.aws/credentials` or in the config, and the roles that profiles assume with them.
// The keys themselves are not read here; only where they are.

import { isMfaSerial } from '../parse-keys.ts';
import { isRegion } from '../region.ts';
import { sanitize } from '../sanitize.ts';
import { foundAssumedRoles, includedValue, keysKey } from './assumed-roles.ts';
import { type AwsWorld, type KeysSection, readAwsWorld } from './aws-profiles.ts';
import {
  type Found,
  type FoundKeys,
  type ImportNote,
  type ImportSources,
  mergedFound,
  nothingFound,
} from './found.ts';
import { keysNameOf } from './keys-name.ts';

/** A name that no other pair has. */
const freeName = (wanted: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(wanted)) return wanted;
  for (let count = 2; ; count += 1) if (!taken.has(`${wanted}-${count}`)) return `${wanted}-${count}`;
};

const keysOf = (world: AwsWorld, { name, header, file, line }: KeysSection): FoundKeys => {
  const profile = world.byName.get(name);
  const value = (key: string): string | undefined =>
    profile === undefined ? undefined : includedValue(world, profile, key);
  const [region, serial] = [value('region'), value('mfa_serial')];
  // A profile may have keys and a role: then the name is the role's.
  const isRole = value('role_arn') !== undefined;
  return {
    tool: 'credentials',
    key: keysKey(name),
    name: isRole ? `${keysNameOf(name).replace(/-keys$/, '')}-keys` : keysNameOf(name),
    isRole,
    header,
    profile: name,
    file,
    line,
    region: region !== undefined && isRegion(region) ? region : undefined,
    mfaSerial: !isRole && serial !== undefined && isMfaSerial(serial) ? serial : undefined,
  };
};

export const readCredentials = (sources: ImportSources): Found => {
  const world = readAwsWorld(sources);
  const taken = new Set<string>();
  const keys = [...world.keys.values()].map((section) => {
    const found = keysOf(world, section);
    const own = { ...found, name: freeName(found.name, taken) };
    taken.add(own.name);
    return own;
  });
  const [first, ...more] = world.temporary;
  const notes: readonly ImportNote[] =
    first === undefined
      ? []
      : [
          {
            tool: 'credentials',
            origin: first,
            text: `${sanitize(more.length === 0 ? 'A section holds' : `${more.length + 1} sections hold`, 40)} temporary keys, which end by themselves; left alone.`,
          },
        ];
  return mergedFound([{ ...nothingFound, keys, notes }, foundAssumedRoles(world, 'credentials')]);
};
