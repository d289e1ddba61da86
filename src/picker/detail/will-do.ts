// What an action will do, to the letter: the exports with the secrets left out, and the command that does the same.
import type { ActionId } from '../../domain/action.ts';
import { confirmationFor } from '../../domain/confirmation.ts';
import {
  type Holding,
  roleVariables,
  type ShellBefore,
  type Variables,
} from '../../domain/export-variables.ts';
import type { ExportMode } from '../../domain/exports-config.ts';
import { guarded } from '../../domain/guarded.ts';
import type { Role } from '../../domain/role.ts';
import { faint, type Line } from '../line.ts';
import type { PickerState } from '../state.ts';
import { ellipsis, shorten, wrapWords } from '../text-width.ts';
import { indented } from './field.ts';

const noCredentials = guarded({
  accessKeyId: ellipsis,
  secretAccessKey: ellipsis,
  sessionToken: ellipsis,
  expiration: 0,
});

const bare = /^[\w./:@%+,=-]+$/;

/** As a POSIX shell would want it; other shells are given their own quotes. */
const quoted = (value: string): string =>
  value === ellipsis || bare.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;

/** Known only when AWS answers. */
const told: ReadonlySet<string> = new Set(['AWS_CREDENTIAL_EXPIRATION', 'AWS_SESSION_EXPIRATION']);

const holdings: Readonly<Record<ExportMode, (role: Role) => Holding>> = {
  credentials: () => ({ kind: 'credentials', credentials: noCredentials }),
  profile: ({ profile }) => ({ kind: 'profile', name: profile }),
  server: () => guarded({ kind: 'server', uri: ellipsis, token: undefined, tokenFile: ellipsis }),
};

const variablesOf = (role: Role, shell: ShellBefore): Variables =>
  roleVariables({ ...shell, role, holding: holdings[shell.exports.mode](role), region: undefined });

export const exportLines = (role: Role, shell: ShellBefore): readonly string[] => {
  const { set, unset } = variablesOf(role, shell);
  return [
    ...set.map(([name, value]) => `export ${name}=${told.has(name) ? ellipsis : quoted(value)}`),
    `unset ${unset.join(' ')}`,
  ];
};

/** What a guard of the role asks for. */
const confirmed = ({ guardRules }: PickerState, role: Role): string => {
  const [answer] = confirmationFor([role], guardRules)?.answers ?? [];
  return answer === undefined ? '' : ` --confirm ${quoted(answer)}`;
};

/** The role by what no other role has. */
const selector = (state: PickerState, role: Role): string => {
  const { accountId, roleName, instance } = role;
  const where = state.instances.length > 1 ? ` --instance ${quoted(instance)}` : '';
  return `--account ${accountId} --role ${quoted(roleName)}${where}${confirmed(state, role)}`;
};

/** What does the same from a script, the action of Enter first. */
const commands = (state: PickerState, role: Role): readonly string[] => {
  const which = selector(state, role);
  const all: readonly (readonly [ActionId, string])[] = [
    ['export', `eval "$(rolecall env ${which})"`],
    ['exec', `rolecall exec ${which}`],
    ['console', `rolecall console ${which}`],
  ];
  const isFirst = ([id]: (typeof all)[number]): boolean => id === state.enterAction;
  return [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))].map(([, command]) => command);
};

const main: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_REGION',
]);

const brief: Readonly<Record<ActionId, (role: Role, shell: ShellBefore) => readonly string[]>> = {
  export: (role, shell) =>
    variablesOf(role, shell)
      .set.filter(([name]) => main.has(name))
      .map(([name, value]) => `export ${name}=${value}`),
  exec: () => ['start a subshell that holds the role'],
  console: () => ['open the console in the browser'],
  profile: (role) => [`write [profile ${role.profile}]`, 'to the AWS config file'],
  copy: () => ['copy the ARN'],
  print: (role) => [`print ${role.profile}`],
};

export const promiseLines = (
  { enterAction, shell }: Pick<PickerState, 'enterAction' | 'shell'>,
  role: Role,
  width: number,
): readonly Line[] => [
  [],
  [faint('Enter will')],
  ...indented(
    brief[enterAction](role, shell).map((text) => shorten(text, width - 2)),
    'code',
  ),
];

const block = (title: string, texts: readonly string[], width: number): readonly Line[] => [
  [],
  [faint(title)],
  ...texts.flatMap((text) => indented(wrapWords(text, Math.max(1, width - 2)), 'code')),
];

/** Every export, and every command. */
export const wholePromiseLines = (state: PickerState, role: Role, width: number): readonly Line[] => [
  ...block('The same from a script', commands(state, role), width),
  ...block('What it exports, the secrets left out', exportLines(role, state.shell), width),
];
