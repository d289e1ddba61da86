// `history`: the roles that were used and those that are pinned, as the picker shows them first.
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { ageText, isoSeconds } from '../domain/expiry.ts';
import { type History, noHistory, pinNumber, usesByRecency } from '../domain/history.ts';
import { roleKey } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { tableLines } from '../domain/table.ts';
import { loadRoles } from '../engine/load-roles.ts';
import { isHistoryOn } from '../engine/record-use.ts';
import type { Host } from '../host.ts';
import type { CommandModule } from './command.ts';

const help = `
A use is what env, exec, each, console, serve and credentials write did with a role, and the picker's actions; what SDKs
fetch through process is not counted (rolecall report tells of that). history: off in config.yaml keeps no uses, and a
number there is how many the picker shows before all others. --clear forgets the uses; pins stay.

Examples:
  rolecall history
  rolecall history --json | jq -r '.[0].profile'
  rolecall history --clear`;

type Entry = {
  readonly instance: string;
  readonly account_id: string;
  readonly role_name: string;
  /** null: no role of that name is known any more */
  readonly profile: string | null;
  readonly account_name: string | null;
  readonly uses: number;
  readonly last_used: string | null;
  readonly pin: number | null;
};

/** Pins by number, then what was used, the latest first. */
const entriesOf = (history: History, roles: RoleList): readonly Entry[] => {
  const used = usesByRecency(history).map(([key]) => key);
  const keys = [...history.pins, ...used.filter((key) => !history.pins.includes(key))];
  const wanted = new Set(keys);
  const known = new Map(
    roles.flatMap((role) => (wanted.has(roleKey(role)) ? [[roleKey(role), role] as const] : [])),
  );
  return keys.map((key) => {
    const [instance = '', account_id = '', role_name = ''] = key.split('/');
    const role = known.get(key);
    const use = history.uses.get(key);
    return {
      instance,
      account_id,
      role_name,
      profile: role?.profile ?? null,
      account_name: role?.accountName ?? null,
      uses: use?.count ?? 0,
      last_used: use === undefined ? null : isoSeconds(use.lastUsedAt),
      pin: pinNumber(history, key) ?? null,
    };
  });
};

const header = ['pin', 'profile', 'account', 'role', 'uses', 'last_used'];

const rowOf = (entry: Entry, now: number): readonly string[] => [
  entry.pin === null ? '' : String(entry.pin),
  entry.profile ?? '(gone)',
  entry.account_name ?? entry.account_id,
  entry.role_name,
  entry.uses === 0 ? '' : String(entry.uses),
  entry.last_used === null ? '' : ageText(Date.parse(entry.last_used), now),
];

const noneText = async (host: Host): Promise<string> => {
  const config = await (await host.services.configStore()).load();
  return isHistoryOn(config)
    ? 'No role was used yet.\n'
    : 'No use is remembered: history is off in config.yaml.\n';
};

export const history: CommandModule = {
  configure: (command) =>
    void command
      .option('--clear', 'forget which roles were used, and how often')
      .option('--json', 'an array of objects: pins first, then the latest used')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    if (args.length > 0)
      throw new UsageError('history takes no words.', 'Pin a role with: rolecall pin QUERY');
    const store = await host.services.history();
    if (options['clear'] === true) {
      await store.change((kept) => (kept.uses.size === 0 ? kept : { ...kept, uses: noHistory.uses }));
      host.stderr.write('The uses are forgotten.\n');
      return exitCodes.ok;
    }
    const { roles } = await loadRoles(host.services);
    const entries = entriesOf(await store.load(), roles);
    if (options['json'] === true) {
      host.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
      return exitCodes.ok;
    }
    if (entries.length === 0) host.stderr.write(await noneText(host));
    const now = host.services.clock.now();
    const rows = entries.map((entry) => rowOf(entry, now));
    const width = host.stdout.columns ?? 160;
    if (rows.length > 0) host.stdout.write(`${tableLines({ header, rows, width }).join('\n')}\n`);
    return exitCodes.ok;
  },
};
