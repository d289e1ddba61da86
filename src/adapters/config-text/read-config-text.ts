// The text of config.yaml to Config. What is wrong is said with line and column, and with what may have been meant.
import type { Document, LineCounter } from 'yaml';
import type { Config } from '../../domain/config.ts';
import { configPathText } from '../../domain/config-path.ts';
import { ConfigRefused, type FileFault, UsageError } from '../../domain/errors.ts';
import { type ConfigProblem, parseConfig, type YamlValue } from '../../domain/parse-config.ts';
import { sanitize } from '../../domain/sanitize.ts';
import { isTooDeep, nestsWithoutEnd, tooDeep, yamlFaultText } from '../../domain/yaml-fault.ts';

type Yaml = typeof import('yaml');

type Source = { readonly yaml: Yaml; readonly document: Document; readonly lines: LineCounter };

type Found = { readonly key: unknown; readonly value: unknown };

/** The key and the value at a path, or as far down it as there is something. */
const findAt = (
  { yaml, document }: Source,
  path: readonly string[],
): Found & { readonly isWhole: boolean } => {
  let found: Found = { key: undefined, value: document.contents };
  for (const part of path) {
    const node = yaml.isAlias(found.value) ? found.value.resolve(document) : found.value;
    let next: Found | undefined;
    if (yaml.isMap(node)) {
      const pair = node.items.find(({ key }) => (yaml.isScalar(key) ? String(key.value) : '') === part);
      next = pair && { key: pair.key, value: pair.value };
    } else if (yaml.isSeq(node)) {
      const item = node.items[Number(part)];
      next = item === undefined ? undefined : { key: item, value: item };
    }
    if (next === undefined) return { ...found, isWhole: false };
    found = next;
  }
  return { ...found, isWhole: true };
};

const startOf = (node: unknown): number | undefined =>
  (node as { readonly range?: readonly number[] } | undefined | null)?.range?.[0];

const placeOf = (source: Source, { path, isKey }: ConfigProblem) => {
  const { key, value, isWhole } = findAt(source, path);
  const isText = isWhole && source.yaml.isScalar(value) && value.value !== null && value.value !== '';
  const offset = isText && isKey !== true ? startOf(value) : (startOf(key) ?? startOf(value));
  if (offset === undefined) return { line: undefined, column: undefined };
  const { line, col } = source.lines.linePos(offset);
  return { line, column: col };
};

const longestMessage = 600;

const faultOf =
  (file: string, source: Source) =>
  (found: ConfigProblem): FileFault => ({
    file,
    ...placeOf(source, found),
    path: sanitize(configPathText(found.path), longestMessage),
    message: sanitize(found.path.length === 0 ? `The file ${found.message}` : found.message, longestMessage),
    nearest: found.nearest,
  });

const hint = 'Mend it with: rolecall config edit\nOr move it away and run: rolecall setup';

const syntaxFault =
  (file: string) =>
  (error: Document['errors'][number]): FileFault => ({
    file,
    line: error.linePos?.[0].line,
    column: error.linePos?.[0].col,
    path: '',
    message: yamlFaultText(error),
    nearest: undefined,
  });

/** One mistake makes the parser stumble again and again; only keys that stand twice are mistakes of their own. */
const firstErrors = (errors: Document['errors']): Document['errors'] => {
  const twice = errors.filter(({ code }) => code === 'DUPLICATE_KEY');
  return twice.length === errors.length ? twice : errors.slice(0, 1);
};

const wholeFile = (file: string, hint: string, message: string): ConfigRefused =>
  new ConfigRefused(
    file,
    [{ file, line: undefined, column: undefined, path: '', nearest: undefined, message }],
    hint,
  );

const parsed = async (file: string, text: string, hint: string): Promise<Source> => {
  if (nestsWithoutEnd(text)) throw wholeFile(file, hint, tooDeep);
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  // The failsafe schema reads every scalar as a string: an account id keeps its leading zero.
  const document = yaml.parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  if (document.errors.length === 0) return { yaml, document, lines };
  throw new ConfigRefused(file, firstErrors(document.errors).map(syntaxFault(file)), hint);
};

const jsOf = (document: Document): YamlValue | undefined => {
  try {
    return document.toJS({ mapAsMap: true, maxAliasCount: 50 }) as YamlValue;
  } catch {
    return undefined;
  }
};

const rawValue = (file: string, { document }: Source, hint: string): YamlValue => {
  if (document.contents === null) return new Map();
  const value = jsOf(document);
  if (value === undefined) throw wholeFile(file, hint, 'The file repeats itself by too many aliases.');
  if (isTooDeep(value)) throw wholeFile(file, hint, tooDeep);
  return value;
};

export type Parsed<T> = { readonly value: T; readonly problems: readonly ConfigProblem[] };

export type YamlFile = {
  readonly file: string;
  readonly text: string;
  /** What to do about a file that is not right. */
  readonly hint: string;
};

/** Any YAML or JSON, as `parse` has it. Errors: ConfigRefused, with the line of each problem. */
export const readYamlText = async <T>(
  { file, text, hint }: YamlFile,
  parse: (value: YamlValue) => Parsed<T>,
): Promise<T> => {
  const source = await parsed(file, text, hint);
  const { value, problems } = parse(rawValue(file, source, hint));
  if (problems.length === 0) return value;
  throw new ConfigRefused(file, problems.map(faultOf(file, source)), hint);
};

/** `ownThemes`: names that a theme may have besides those that ship. Errors: ConfigRefused. */
export const readConfigText = (file: string, text: string, ownThemes: readonly string[]): Promise<Config> =>
  readYamlText({ file, text, hint }, (value) => {
    const { config, problems } = parseConfig(value, ownThemes);
    return { value: config, problems };
  });

type Check = {
  readonly ownThemes: readonly string[];
  /** What is wrong with a config that can be read. */
  readonly further?: FurtherCheck | undefined;
};

export type FurtherCheck = (config: Config) => Promise<readonly ConfigProblem[]>;

/**
 * As `readConfigText`, and the template is parsed too, which costs more than all the rest; and what else is to be
 * checked. Errors: ConfigRefused.
 */
export const checkConfigText = async (
  file: string,
  text: string,
  { ownThemes, further }: Check,
): Promise<Config> => {
  const config = await readConfigText(file, text, ownThemes);
  const { profileNamer } = await import('../../domain/profile-name.ts');
  try {
    profileNamer(config.profileTemplate);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const message = error.message.replace(/^profile_template /, '');
    const source = await parsed(file, text, hint);
    const found = { path: ['profile_template'], message };
    throw new ConfigRefused(file, [faultOf(file, source)(found)], error.hint ?? hint);
  }
  const problems = (await further?.(config)) ?? [];
  if (problems.length === 0) return config;
  throw new ConfigRefused(file, problems.map(faultOf(file, await parsed(file, text, hint))), hint);
};

const withPlaceFor = (value: YamlValue | undefined, [part, ...rest]: readonly string[]): YamlValue => {
  if (part === undefined) return value ?? '';
  if (Array.isArray(value)) {
    const items: readonly YamlValue[] = value;
    return items.map((item, index) => (String(index) === part ? withPlaceFor(item, rest) : item));
  }
  const map = value instanceof Map ? (value as ReadonlyMap<string, YamlValue>) : new Map<string, YamlValue>();
  return new Map(map).set(part, withPlaceFor(map.get(part), rest));
};

const isPrefix = (part: readonly string[], whole: readonly string[]): boolean =>
  part.every((key, index) => key === whole[index]);

/** The value at a path, undefined where it is not set. Errors: ConfigRefused when there can be no such key. */
export const valueInConfigText = async (
  file: string,
  text: string,
  path: readonly string[],
): Promise<YamlValue | undefined> => {
  const source = await parsed(file, text, hint);
  const whole = rawValue(file, source, hint);
  let value: YamlValue | undefined = whole;
  for (const part of path)
    value =
      value instanceof Map
        ? (value as ReadonlyMap<string, YamlValue>).get(part)
        : Array.isArray(value)
          ? (value as readonly YamlValue[])[Number(part)]
          : undefined;
  if (value !== undefined && value !== null) return value;
  const { problems } = parseConfig(withPlaceFor(whole, path));
  const wrong = problems.filter((found) => found.isKey === true && isPrefix(found.path, path));
  if (wrong.length === 0) return undefined;
  const faults = wrong.map(faultOf(file, source));
  throw new ConfigRefused(
    file,
    faults.map((fault) => ({ ...fault, line: undefined, column: undefined })),
    hint,
  );
};
