// aws-vault keeps keys in the system's keyring, which only it reads: they are handed over by a pipe of its own. Everything
// else is in the AWS config.
import { sanitize } from '../sanitize.ts';
import { foundAssumedRoles, includedValue, keysKey, vaultProfile } from './assumed-roles.ts';
import { type AwsProfile, type AwsWorld, readAwsWorld, toolOf } from './aws-profiles.ts';
import { type Found, type ImportNote, type ImportSources, nothingFound } from './found.ts';
import { keysNameOf } from './keys-name.ts';
import { ssoRoleOf } from './sso-profiles.ts';

const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A profile whose keys must be in the vault: nothing else gives it any. */
const isKept = (world: AwsWorld, profile: AwsProfile): boolean => {
  if (world.keys.has(profile.name) || includedValue(world, profile, 'role_arn') !== undefined) return false;
  if (ssoRoleOf(world, profile) !== undefined) return false;
  const isBase = world.profiles.some(({ values }) => values.get('include_profile') === profile.name);
  const tool = toolOf(profile);
  if (tool === 'aws-vault' || isBase) return !isBase;
  return profile.words.length === 0 && includedValue(world, profile, 'mfa_serial') !== undefined;
};

const handOver = (world: AwsWorld, name: string, profile: AwsProfile): ImportNote => {
  const serial = includedValue(world, profile, 'mfa_serial');
  const mfa = serial === undefined ? '' : ` --mfa-serial ${shellWord(serial)}`;
  return {
    tool: 'aws-vault',
    origin: { file: profile.file, line: profile.line },
    text: `The keys of ${sanitize(name, 64)} are in aws-vault's keyring, which only aws-vault reads. Hand them over, then import again for their roles: aws-vault export --no-session --format=json ${sanitize(shellWord(name), 64)} | rolecall keys add ${keysNameOf(name)}${sanitize(mfa, 300)}`,
  };
};

/** By the name in the vault; with a profile that says something of it. */
const vaultNames = (world: AwsWorld, roles: Found['roles']): ReadonlyMap<string, AwsProfile> => {
  const names = new Map<string, AwsProfile>();
  for (const profile of world.profiles.filter((candidate) => isKept(world, candidate))) {
    const name = vaultProfile(profile) ?? profile.name;
    if (!world.keys.has(name)) names.set(name, world.byName.get(name) ?? profile);
  }
  for (const { instance, profile } of roles) {
    const name = instance.replace(/^keys:/, '');
    const told = world.byName.get(name) ?? world.byName.get(profile ?? '');
    if (told !== undefined && !names.has(name)) names.set(name, told);
  }
  return names;
};

export const readAwsVault = (sources: ImportSources): Found => {
  const world = readAwsWorld(sources);
  const { roles, notes } = foundAssumedRoles(world, 'aws-vault');
  const commands = world.profiles.filter((profile) => profile.values.has('mfa_process'));
  const handOvers = new Map(
    [...vaultNames(world, roles)].map(
      ([name, profile]) => [keysKey(name), handOver(world, name, profile)] as const,
    ),
  );
  return {
    ...nothingFound,
    roles,
    notes: [
      ...notes,
      ...commands.map((profile) => ({
        tool: 'aws-vault' as const,
        origin: { file: profile.file, line: profile.line },
        text: `[${sanitize(profile.header, 128)}]: mfa_process is not carried over; mfa_command of the instance in config.yaml does the same.`,
      })),
    ],
    handOvers,
  };
};
