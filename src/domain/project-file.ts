// `.rolecall.yaml`, the role of a folder: YAML of the plainest kind, one `key: value` a line, read by these few rules and
// nothing else. Anybody may have put the file there, so there is nothing in it to expand, to refer to or to run.
import { isInstanceName } from './parse-instance.ts';
import { isRegion } from './region.ts';
import { isAccountId, isRoleName, sanitize } from './sanitize.ts';

/** Bytes. */
export const largestProjectFile = 4096;

export type Project = {
  readonly accountId: string;
  readonly roleName: string;
  /** Undefined = whichever instance has the role. */
  readonly instance: string | undefined;
  readonly region: string | undefined;
};

/** `problem` is a part of a sentence: what is wrong, and in which line. */
export type ReadProject =
  | { readonly kind: 'project'; readonly project: Project }
  | { readonly kind: 'broken'; readonly problem: string };

const keys = ['role', 'region', 'instance'] as const;
type Key = (typeof keys)[number];

const isKey = (text: string): text is Key => keys.some((key) => key === text);

const entryForm = /^([A-Za-z_]+):(?:[ \t]+(.*))?$/;
const plainForm = /^[A-Za-z0-9_+=.@/][A-Za-z0-9_+=,.@:/-]*$/;

/** Undefined for what would need more of YAML. */
const scalar = (text: string): string | undefined => {
  const bare = text.replace(/(^|[ \t]+)#.*$/, '').trim();
  const quoted = /^"([^"\\]*)"$/.exec(bare) ?? /^'([^']*)'$/.exec(bare);
  const value = quoted?.[1] ?? bare;
  return plainForm.test(value) ? value : undefined;
};

const isSkipped = (line: string): boolean => /^[ \t]*(#.*)?$/.test(line);

const checks: Readonly<Record<Key, (value: string) => boolean>> = {
  role: (value) => {
    const [accountId = '', roleName = '', ...more] = value.split(':');
    return more.length === 0 && isAccountId(accountId) && isRoleName(roleName);
  },
  region: isRegion,
  instance: isInstanceName,
};

const forms: Readonly<Record<Key, string>> = {
  role: 'an account id and a role, like 111122223333:ReadOnly',
  region: 'a region, like eu-west-1',
  instance: 'the name of an instance',
};

type Entries = Partial<Record<Key, string>>;

/** Answers what is wrong, if anything. */
const readLine = (line: string, entries: Entries): string | undefined => {
  const [, key = '', rest = ''] = entryForm.exec(line) ?? [];
  if (!isKey(key)) return `has ${JSON.stringify(sanitize(line, 40))}, which is none of ${keys.join(', ')}`;
  if (entries[key] !== undefined) return `has ${key} a second time`;
  const value = scalar(rest);
  if (value === undefined || !checks[key](value))
    return `has ${key === 'instance' ? 'an' : 'a'} ${key} that is not ${forms[key]}`;
  entries[key] = value;
  return undefined;
};

export const readProject = (text: string): ReadProject => {
  const entries: Entries = {};
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (isSkipped(line) || (at === 0 && line === '---')) continue;
    const wrong = readLine(line, entries);
    if (wrong !== undefined) return { kind: 'broken', problem: `line ${at + 1} ${wrong}` };
  }
  if (entries.role === undefined) return { kind: 'broken', problem: 'it names no role' };
  const [accountId = '', roleName = ''] = entries.role.split(':');
  const { instance, region } = entries;
  return { kind: 'project', project: { accountId, roleName, instance, region } };
};

const head = `# The role of this folder, which rolecall offers first here: rolecall use --help. It holds no secret.
# On another machine it counts once it was trusted there: rolecall trust
`;

const entryLines = ({
  accountId,
  roleName,
  region,
  instance,
}: Project): Readonly<Record<Key, string | undefined>> => ({
  // Quoted, as some readers of YAML would make a number of what begins so.
  role: `role: "${accountId}:${roleName}"`,
  region: region === undefined ? undefined : `region: ${region}`,
  instance: instance === undefined ? undefined : `instance: ${instance}`,
});

/** The text with this role in it. Comments, blank lines and their order stay. `before` is a text that reads well. */
export const withProject = (before: string | undefined, project: Project): string => {
  const entries = new Map(Object.entries(entryLines(project)));
  if (before === undefined)
    return `${head}${[...entries.values()].flatMap((line) => (line === undefined ? [] : [`${line}\n`])).join('')}`;
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const kept = before.split(/\r?\n/).flatMap((line) => {
    const key = entryForm.exec(line)?.[1] ?? '';
    if (!isKey(key)) return [line];
    const comment = /[ \t]+#.*$/.exec(line)?.[0] ?? '';
    const mine = entries.get(key);
    entries.delete(key);
    return mine === undefined ? [] : [`${mine}${comment}`];
  });
  while (kept.at(-1) === '') kept.pop();
  const added = [...entries.values()].filter((line) => line !== undefined);
  return `${[...kept, ...added].join(eol)}${eol}`;
};
