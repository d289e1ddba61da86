// Profile names from a Liquid template. A template is parsed once and then renders a role in a few microseconds.
// Templates are the user's own, yet get no files (`include`, `render`) and no large ranges.
import { Liquid, type Template } from 'liquidjs';
import { UsageError } from './errors.ts';
import { foldToAscii, portableProfileName } from './portable-name.ts';
import type { ProfileFields, ProfileNamer } from './resolve-roles.ts';

const variables = ['account_name', 'account_id', 'role_name', 'email', 'instance', 'region', 'tags'];

const asText = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

const words = (value: unknown): string =>
  foldToAscii(asText(value))
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim();

const slug = (value: unknown): string => words(value).replaceAll(' ', '-').toLowerCase();

/** Words of `AdministratorAccess`, `HTTPServer`, `read only`, joined. */
const cased = (value: unknown, separator: string): string =>
  words(value)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll(' ', separator)
    .toLowerCase();

const filters: Readonly<Record<string, (...values: readonly unknown[]) => string>> = {
  slug,
  kebab: (value) => cased(value, '-'),
  snake: (value) => cased(value, '_'),
  first_of: (...values) => asText(values.find((value) => asText(value) !== '')),
  nospace: (value) => asText(value).replace(/\s+/g, ''),
  trim_prefix: (value, start) =>
    asText(value).startsWith(asText(start)) ? asText(value).slice(asText(start).length) : asText(value),
  trim_suffix: (value, end) =>
    asText(end) !== '' && asText(value).endsWith(asText(end))
      ? asText(value).slice(0, -asText(end).length)
      : asText(value),
};

let engine: Liquid | undefined;

const liquid = (): Liquid => {
  if (engine === undefined) {
    engine = new Liquid({ strictFilters: true, templates: {}, memoryLimit: 100_000 });
    for (const [name, filter] of Object.entries(filters)) engine.registerFilter(name, filter);
  }
  return engine;
};

const badTemplate = (template: string, reason: string): UsageError =>
  new UsageError(
    `profile_template ${JSON.stringify(template)} is not right: ${reason}`,
    `It may use ${variables.map((name) => (name === 'tags' ? 'tags.KEY' : name)).join(', ')}, and the filters ${Object.keys(filters).join(', ')} and those of Liquid.\nExample: profile_template: "{{ account_name | slug }}-{{ role_name }}"`,
  );

const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return `${text.replace(/\.$/, '')}.`;
};

const parse = (template: string): Template[] => {
  let used: readonly string[];
  let parsed: Template[];
  try {
    parsed = liquid().parse(template);
    used = liquid().globalVariablesSync(parsed);
  } catch (error) {
    throw badTemplate(template, reasonOf(error));
  }
  const unknown = used.find((name) => !variables.includes(name));
  if (unknown !== undefined) throw badTemplate(template, `there is no variable ${unknown}.`);
  if (used.length === 0) throw badTemplate(template, 'it gives every role the same name.');
  return parsed;
};

const scopeOf = (fields: ProfileFields): object => ({
  account_name: fields.accountName,
  account_id: fields.accountId,
  role_name: fields.roleName,
  email: fields.email,
  instance: fields.instance,
  region: fields.region ?? '',
  tags: fields.tags,
});

/**
 * A function that makes the portable profile name of a role. Errors: UsageError for a template that does not parse,
 * uses a variable or a filter that does not exist, or fails while rendering.
 */
export const profileNamer = (template: string): ProfileNamer => {
  const parsed = parse(template);
  return (fields) => {
    try {
      return portableProfileName(asText(liquid().renderSync(parsed, scopeOf(fields))).trim());
    } catch (error) {
      throw badTemplate(template, reasonOf(error));
    }
  };
};
