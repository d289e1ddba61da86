// `credentials write|clean`: temporary keys in clear text, for tools that read nothing but a credentials file.
import { cleanCredentials, type RoleKeys, writeCredentials } from '../actions/write-credentials.ts';
import { requireUniqueProfiles } from '../domain/duplicate-profiles.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { isoSeconds } from '../domain/expiry.ts';
import type { Role } from '../domain/role.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import { loadRoles } from '../engine/load-roles.ts';
import { recordUse } from '../engine/record-use.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { findInstance, requireInstances } from './instance-option.ts';
import { addConfirm, passGuard } from './pass-guard.ts';

const help = `
  write   put the keys of these profiles into our block of the credentials file
  clean   remove the block again, from every file it was written to; logout does so too

The keys lie there in clear text until they end; nothing renews them. Where a tool can run a
credential_process, rolecall profiles write is better, and for a single command rolecall exec.
The block holds exactly the given profiles; every byte outside it stays.

Examples:
  rolecall credentials write --profile prod-admin,dev-deploy
  rolecall credentials write --profile prod-admin --file ./keys
  rolecall credentials clean`;

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

const namesOf = (options: Options): readonly string[] => {
  const given = Array.isArray(options['profile']) ? (options['profile'] as readonly string[]) : [];
  const names = given.flatMap((text) => text.split(',')).filter((name) => name !== '');
  if (names.length > 0) return [...new Set(names)];
  throw new UsageError('Which profiles?', 'Say them: rolecall credentials write --profile NAME,NAME');
};

const noSuchProfile = (name: string): UserError =>
  new UserError(`There is no profile ${name}.`, { hint: 'See what there is with: rolecall list' });

const keysFor = async (host: Host, options: Options): Promise<readonly RoleKeys[]> => {
  const names = namesOf(options);
  const { config, roles } = await loadRoles(host.services);
  requireInstances(config);
  const instance = textOf(options['instance']);
  const wanted = instance === undefined ? undefined : findInstance(config, instance).name;
  const own = wanted === undefined ? roles : roles.filter((role) => role.instance === wanted);
  const chosen = names.map((name): Role => {
    const found = own.filter((role) => role.profile === name);
    requireUniqueProfiles(found);
    const [role] = found;
    if (role === undefined) throw noSuchProfile(name);
    return role;
  });
  await passGuard(host, { config, roles: chosen, known: roles, options });
  const keys: RoleKeys[] = [];
  for (const role of chosen) {
    const at = { instance: findInstance(config, role.instance) };
    keys.push({ role, credentials: await handOutCredentials(host.services, role, at) });
  }
  return keys;
};

const write = async (host: Host, options: Options): Promise<number> => {
  const keys = await keysFor(host, options);
  const { path, shadowed } = await writeCredentials(host.services, keys, textOf(options['file']));
  await recordUse(
    host.services,
    keys.map(({ role }) => role),
  );
  const end = isoSeconds(Math.min(...keys.map(({ credentials }) => credentials.expiration)));
  const what = keys.length === 1 ? '1 profile' : `${keys.length} profiles`;
  host.stderr.write(
    `Wrote the keys of ${what} to ${path}.\nWarning: they are in clear text. The first end at ${end}; remove them with: rolecall credentials clean\n`,
  );
  for (const profile of shadowed)
    host.stderr.write(
      `Warning: profile ${profile} is in the AWS config too. The keys in the credentials file win, also after their end.\n`,
    );
  return exitCodes.ok;
};

const clean = async (host: Host, options: Options): Promise<number> => {
  const { cleaned, problems } = await cleanCredentials(host.services, textOf(options['file']));
  for (const path of cleaned) host.stderr.write(`Removed our keys from ${path}.\n`);
  for (const problem of problems) host.stderr.write(`${problem}\n`);
  if (cleaned.length === 0 && problems.length === 0) host.stderr.write('There were no keys of ours.\n');
  return problems.length === 0 ? exitCodes.ok : exitCodes.failed;
};

const collect = (names: string, before: readonly string[] = []): readonly string[] => [...before, names];

export const credentials: CommandModule = {
  configure: (command) =>
    void addConfirm(command)
      .argument('<what>', 'write or clean')
      .option('-p, --profile <names>', 'profile names, separated by commas; may be repeated', collect)
      .option('--instance <name>', 'only roles of this instance')
      .option('--file <file>', 'another file than the shared credentials file')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const [what, ...rest] = args;
    if (rest.length === 0 && what === 'write') return write(host, options);
    if (rest.length === 0 && what === 'clean') return clean(host, options);
    throw new UsageError('Say what to do: write or clean.', 'Choose profiles with --profile NAME,NAME.');
  },
};
