// Profile names from a Liquid template. A template is parsed once and then renders a role in a few microseconds.
// Templates are the user's own, yet get no files (`include`, `render`) and no large ranges.
import { Liquid, type Template, TokenKind } from 'liquidjs';
import { UsageError } from './errors.ts';
import { portableProfileName } from './portable-name.ts';
import { asText, profileFilters } from './profile-filters.ts';
import type { ProfileFields, ProfileNamer } from './resolve-roles.ts';
import { noTags, type Tags } from './tag.ts';

const texts: Readonly<Record<string, (fields: ProfileFields) => string>> = {
  account_name: ({ accountName }) => accountName,
  account_id: ({ accountId }) => accountId,
  role_name: ({ roleName }) => roleName,
  email: ({ email }) => email,
  instance: ({ instance }) => instance,
  region: ({ region = '' }) => region,
};
const variables = [...Object.keys(texts), 'tags'];

let engine: Liquid | undefined;

const liquid = (): Liquid => {
  if (engine === undefined) {
    engine = new Liquid({ strictFilters: true, templates: {}, memoryLimit: 100_000 });
    for (const [name, filter] of Object.entries(profileFilters)) engine.registerFilter(name, filter);
  }
  return engine;
};

const badTemplate = (template: string, reason: string): UsageError =>
  new UsageError(
    `profile_template ${JSON.stringify(template)} is not right: ${reason}`,
    `It may use ${variables.map((name) => (name === 'tags' ? 'tags.KEY' : name)).join(', ')}, and the filters ${Object.keys(profileFilters).join(', ')} and those of Liquid.\nExample: profile_template: "{{ account_name | slug }}-{{ role_name }}"`,
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

const render = (parts: Template[], fields: ProfileFields): string =>
  asText(liquid().renderSync(parts, scopeOf(fields)));

/** Of one part. The roles of an account follow one another, and accounts have the same few roles. */
const mostKept = 4096;

/** What a part says depends on the variables that it names alone: each of what these hold is rendered once. */
const partNamer = (part: Template): ProfileNamer => {
  const used = liquid().globalVariablesSync([part]);
  const needsTags = used.includes('tags');
  const reads = used.flatMap((name) => texts[name] ?? []);
  const [first = () => ''] = reads;
  const keyOf: ProfileNamer =
    reads.length < 2 ? first : (fields) => JSON.stringify(reads.map((read) => read(fields)));
  const sets = new WeakMap<Tags, Map<string, string>>();
  return (fields) => {
    const set = needsTags ? fields.tags : noTags;
    let kept = sets.get(set);
    if (kept === undefined) {
      kept = new Map();
      sets.set(set, kept);
    }
    const key = keyOf(fields);
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const text = render([part], fields);
    kept.set(key, text);
    return text;
  };
};

/** A template without `{% %}` says its parts one after another, and none of them changes what another says. */
const rendererOf = (template: string): ProfileNamer => {
  const parsed = parse(template);
  const says: readonly TokenKind[] = [TokenKind.HTML, TokenKind.Output];
  // Filters like `where_exp` hold an expression as a text: nobody lists the variables in it.
  const isListed = !template.includes('_exp') && parsed.every(({ token }) => says.includes(token.kind));
  if (!isListed) return (fields) => render(parsed, fields);
  const parts = parsed.map(partNamer);
  return (fields) => {
    let text = '';
    for (const part of parts) text += part(fields);
    return text;
  };
};

/** What the template makes of a role, before it is made portable. Errors: as `profileNamer`. */
export const profileTexts = (template: string): ProfileNamer => {
  const textOf = rendererOf(template);
  return (fields) => {
    try {
      return textOf(fields).trim();
    } catch (error) {
      throw badTemplate(template, reasonOf(error));
    }
  };
};

/**
 * A function that makes the portable profile name of a role. Errors: UsageError for a template that does not parse,
 * uses a variable or a filter that does not exist, or fails while rendering.
 */
export const profileNamer = (template: string): ProfileNamer => {
  const textOf = profileTexts(template);
  return (fields) => portableProfileName(textOf(fields));
};
