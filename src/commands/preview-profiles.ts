// `profiles preview`: what a template makes of one's own roles, before any file is touched.
import { exitCodes } from '../domain/exit-codes.ts';
import { type NamedRole, previewNames } from '../domain/name-preview.ts';
import { type Role, roleArn, roleKey } from '../domain/role.ts';
import { tableLines } from '../domain/table.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { chosenRoles, textOf } from './profiles-job.ts';

const notesText = ({ notes, sharedWith }: NamedRole): string =>
  [...notes, ...(sharedWith.length > 0 ? [`shared with ${sharedWith.map(roleArn).join(', ')}`] : [])].join(
    '; ',
  );

const record = (named: NamedRole) => ({
  profile: named.role.profile,
  instance: named.role.instance,
  account_id: named.role.accountId,
  account_name: named.role.accountName,
  role_name: named.role.roleName,
  arn: roleArn(named.role),
  notes: named.notes,
  shared_with: named.sharedWith.map(roleArn),
});

const print = (host: Host, options: Options, names: readonly NamedRole[]): void => {
  if (options['json'] === true) {
    host.stdout.write(`${JSON.stringify(names.map(record), null, 2)}\n`);
    return;
  }
  const rows = names.map((named) => {
    const { profile, accountName, accountId, roleName } = named.role;
    return [profile, accountName, accountId, roleName, notesText(named)];
  });
  const header = ['profile', 'account', 'id', 'role', 'notes'];
  const lines = host.stdout.isTTY
    ? tableLines({ header, rows, width: host.stdout.columns || 80 })
    : rows.map((row) => row.join('\t'));
  host.stdout.write(lines.map((line) => `${line}\n`).join(''));
};

const summarise = (host: Host, names: readonly NamedRole[]): number => {
  const shared = names.filter(({ sharedWith }) => sharedWith.length > 0);
  const changed = names.filter(({ notes }) => notes.some((note) => note.startsWith('changed:')));
  host.stderr.write(
    `${names.length} names, ${changed.length} had to change, ${new Set(shared.map(({ role }) => role.profile)).size} are shared.\n`,
  );
  if (shared.length === 0) return exitCodes.ok;
  host.stderr.write(
    'Put what tells roles apart into the template, such as {{ account_id }}, name a role in config.yaml, or let names be told apart by themselves: profiles: {unique: suffix}.\n',
  );
  return exitCodes.failed;
};

export const previewProfiles = async (host: Host, options: Options): Promise<number> => {
  const loaded = await loadRoles(host.services);
  const { config } = loaded;
  const profileTemplate = textOf(options['template']) ?? config.profileTemplate;
  const catalog = await (await host.services.catalogStore()).load();
  const names = previewNames(catalog, { ...config, profileTemplate });
  const roles: readonly Role[] = names.map(({ role }) => role);
  const chosen = new Set((await chosenRoles(host, { ...loaded, roles }, options)).map(roleKey));
  const shown = names.filter(({ role }) => chosen.has(roleKey(role)));
  print(host, options, shown);
  return summarise(host, shown);
};
