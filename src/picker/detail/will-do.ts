// What an action will do, to the letter: the exports with the secrets left out, and the command that does the same.
import type { ActionId } from '../../domain/action.ts';
import { confirmationFor } from '../../domain/confirmation.ts';
import { exportVariables } from '../../domain/export-variables.ts';
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

export const exportLines = (role: Role): readonly string[] => {
  const { set, unset } = exportVariables({
    role,
    credentials: noCredentials,
    region: undefined,
    currentEnv: {},
  });
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

const brief: Readonly<Record<ActionId, (role: Role) => readonly string[]>> = {
  export: (role) => [
    'export AWS_ACCESS_KEY_ID=…',
    'export AWS_SECRET_ACCESS_KEY=…',
    'export AWS_SESSION_TOKEN=…',
    ...(role.region === undefined ? [] : [`export AWS_REGION=${role.region}`]),
  ],
  exec: () => ['start a subshell that holds the role'],
  console: () => ['open the console in the browser'],
  profile: (role) => [`write [profile ${role.profile}]`, 'to the AWS config file'],
  copy: () => ['copy the ARN'],
  print: (role) => [`print ${role.profile}`],
};

export const promiseLines = (role: Role, action: ActionId, width: number): readonly Line[] => [
  [],
  [faint('Enter will')],
  ...indented(
    brief[action](role).map((text) => shorten(text, width - 2)),
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
  ...block('What it exports, the secrets left out', exportLines(role), width),
];
