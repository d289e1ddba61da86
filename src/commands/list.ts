import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { type ListField, listFields, roleRecord, sortRecords } from '../domain/role-record.ts';
import { csvLine, tableLines } from '../domain/table.ts';
import { loadRoles } from '../engine/load-roles.ts';
import { cachedLives } from '../engine/role-credentials.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { filterRoles, sayNoRole } from './filter-roles.ts';
import { addSavedOption } from './saved-option.ts';

const help = `
Fields: ${listFields.join(', ')}.
A table on a terminal, tab-separated without one. No network and no sign-in is needed.
What a query can say: rolecall help query

Examples:
  rolecall list
  rolecall list prod admin --fields profile,account_id,expires
  rolecall list env:prod --sort account_name --csv
  rolecall list @live --fields profile,expires
  rolecall list --saved prod-admins
  rolecall list '@new|@gone' --fields profile,account_name,role_name
  rolecall list --json | jq -r '.[].profile'`;

const defaultFields: readonly ListField[] = [
  'profile',
  'account_name',
  'account_id',
  'role_name',
  'tags',
  'expires',
];

const fieldNamed = (name: string): ListField => {
  const field = listFields.find((candidate) => candidate === name.trim());
  if (field !== undefined) return field;
  throw new UsageError(`There is no field named ${name.trim()}.`, `Fields: ${listFields.join(', ')}`);
};

const fieldsOf = (options: Options): readonly ListField[] => {
  const given = options['fields'];
  return typeof given === 'string' ? given.split(',').map(fieldNamed) : defaultFields;
};

type Layout = { readonly fields: readonly ListField[]; readonly rows: readonly (readonly string[])[] };

const printRows = (host: Host, options: Options, { fields, rows }: Layout): void => {
  if (options['csv'] === true) {
    host.stdout.write([fields, ...rows].map(csvLine).join(''));
  } else if (host.stdout.isTTY) {
    const lines = tableLines({ header: fields, rows, width: host.stdout.columns || 80 });
    host.stdout.write(`${lines.join('\n')}\n`);
  } else {
    host.stdout.write(rows.map((row) => `${row.join('\t')}\n`).join(''));
  }
};

export const list: CommandModule = {
  configure: (command) =>
    void addSavedOption(command)
      .argument('[query...]', 'only roles that match, as in the picker')
      .option('-f, --filter <query>', 'the same, as one text')
      .option('--instance <name>', 'only roles of this instance')
      .option('--fields <names>', 'what to show, comma-separated')
      .option('-s, --sort <field>', 'sort by a field (default: as found, best match first)')
      .option('--reverse', 'sort the other way round')
      .option('--csv', 'comma-separated, with a header')
      .option('--json', 'an array of objects with every field')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const fields = fieldsOf(options);
    const sort = typeof options['sort'] === 'string' ? fieldNamed(options['sort']) : undefined;
    const loaded = await loadRoles(host.services);
    const found = await filterRoles(host, loaded, { args, options });
    const lives = await cachedLives(host.services, loaded.config.instances);
    const facts = { lives, now: host.services.clock.now(), guardRules: loaded.config.guard };
    const records = found.map((role) => roleRecord(role, facts));
    const sorted = sortRecords(records, { field: sort, isReversed: options['reverse'] === true });
    if (options['json'] === true) {
      host.stdout.write(
        `${JSON.stringify(
          sorted.map((record) => record.json),
          null,
          2,
        )}\n`,
      );
    } else if (sorted.length > 0) {
      printRows(host, options, {
        fields,
        rows: sorted.map((record) => fields.map((field) => record.text[field])),
      });
    }
    if (sorted.length > 0) return exitCodes.ok;
    sayNoRole(host, loaded, { args, options });
    return exitCodes.failed;
  },
};
