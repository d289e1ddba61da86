// What is known of the selected role, and what Enter will do with it.
import type { ActionId } from '../domain/action.ts';
import { exactLifeText } from '../domain/expiry.ts';
import { isSameRole, type Role, roleKey } from '../domain/role.ts';
import { roleText } from './columns.ts';
import { rolesOfAccount } from './found-roles.ts';
import { failureLine, failureLines, failureOfRole } from './last-failure-view.ts';
import { faint, type Line, muted, plain, type Segment, strong } from './line.ts';
import { lifeTone } from './row-view.ts';
import type { PickerState } from './state.ts';
import { cutEnd, padEnd, shorten, textWidth, wrapWords } from './text-width.ts';

/** `1111 1111 1111`: grouped to be read, never where it is copied. */
export const groupedAccountId = (id: string): string => id.replace(/(\d{4})(?=\d)/g, '$1 ');

let lastSiblings:
  | { readonly roles: readonly Role[]; readonly key: string; readonly names: readonly string[] }
  | undefined;

/** Other roles of the same account, remembered for the row under the bar. */
const siblings = (roles: readonly Role[], role: Role): readonly string[] => {
  const selected = roleKey(role);
  if (lastSiblings?.roles === roles && lastSiblings.key === selected) return lastSiblings.names;
  const names = rolesOfAccount(roles, role)
    .filter((other) => !isSameRole(other, role))
    .map((other) => other.roleName);
  lastSiblings = { roles, key: selected, names };
  return names;
};

/** `15:42`, in the person's time. */
export const clockText = (at: number, utcOffset: number): string =>
  new Date(at + utcOffset * 60_000).toISOString().slice(11, 16);

const lifeSegments = (state: PickerState, role: Role): readonly Segment[] => {
  const expiresAt = state.lives.get(roleKey(role));
  if (expiresAt === undefined) return [muted('not cached')];
  const tone = lifeTone(expiresAt, state.now);
  const text = exactLifeText(expiresAt, state.now);
  const until = clockText(expiresAt, state.utcOffset);
  return [{ text, tone }, muted(expiresAt <= state.now ? ` at ${until}` : `, until ${until}`)];
};

const labelWidth = 10;

const field = (label: string, value: readonly Segment[]): Line => [
  muted(padEnd(label, labelWidth)),
  ...value,
];

/** The profiles of the AWS config that stand for the role: rolecall's, and the person's own. */
const writtenField = ({ awsProfiles }: PickerState, role: Role, room: number): readonly Line[] => {
  if (awsProfiles === undefined) return [];
  const found = awsProfiles.get(roleKey(role)) ?? [];
  if (found.length === 0) return [field('AWS file', [muted('no profile')])];
  const names = found.map(({ name, isOurs }) => {
    const whose = isOurs ? '' : ' (your own)';
    return shorten(name, room - whose.length) + whose;
  });
  const shown = names.length > 3 ? [...names.slice(0, 2), `and ${names.length - 2} more`] : names;
  return shown.map((name, index) => field(index === 0 ? 'AWS file' : '', [plain(name)]));
};

const facts = (state: PickerState, role: Role, width: number): readonly Line[] => {
  const room = width - labelWidth;
  return [
    field('Account', [plain(groupedAccountId(role.accountId))]),
    ...(role.email === '' ? [] : [field('Email', [plain(shorten(role.email, room))])]),
    ...(role.via === undefined ? [] : [field('Via', [plain(shorten(role.via, room))])]),
    field('Profile', [plain(shorten(role.profile, room))]),
    ...writtenField(state, role, room),
    field('Region', role.region === undefined ? [muted('not set')] : [plain(role.region)]),
    ...(state.instances.length > 1 ? [field('Instance', [plain(shorten(role.instance, room))])] : []),
    field('Life', lifeSegments(state, role)),
  ];
};

const tagLines = (role: Role, width: number): readonly Line[] => {
  const entries = Object.entries(role.tags);
  if (entries.length === 0) return [];
  const keyWidth = Math.min(16, Math.max(...entries.map(([name]) => name.length)));
  return [
    [],
    [faint('Tags')],
    ...entries.map(
      ([name, value]): Line => [
        muted(`  ${padEnd(shorten(name, keyWidth), keyWidth)}  `),
        plain(shorten(value, width - keyWidth - 4)),
      ],
    ),
  ];
};

const siblingLines = (names: readonly string[], width: number): readonly Line[] => {
  if (names.length === 0) return [];
  const shown = names.slice(0, 12).join(', ') + (names.length > 12 ? `, ${names.length - 12} more` : '');
  return [
    [],
    [faint('Also in this account')],
    ...wrapWords(shown, width - 2).map((text): Line => [plain(`  ${text}`)]),
  ];
};

const promises: Readonly<Record<ActionId, (role: Role) => readonly string[]>> = {
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

const promiseLines = (role: Role, action: ActionId, width: number): readonly Line[] => [
  [],
  [faint('Enter will')],
  ...promises[action](role).map((text): Line => [{ text: `  ${shorten(text, width - 2)}`, tone: 'code' }]),
];

// Below this the pane holds little more than the facts.
const tallFrom = 14;

/** The pane at the right, at most `height` lines; what matters least is last. */
export const detailLines = (
  state: PickerState,
  role: Role,
  size: { width: number; height: number },
): readonly Line[] => {
  const { width, height } = size;
  const failure = failureOfRole(state, role);
  const isTall = height >= tallFrom;
  const head: Line[] = [
    [strong(shorten(roleText(role), width))],
    [muted('in '), plain(shorten(role.accountName, width - 3))],
    isTall || failure === undefined ? [] : failureLine(failure, state.now, width),
    ...facts(state, role, width),
  ];
  if (isTall && failure !== undefined)
    head.push(...failureLines(failure, state.now, { width, height: height - head.length }));
  const parts = [
    tagLines(role, width),
    promiseLines(role, state.enterAction, width),
    siblingLines(siblings(state.catalog.roles, role), width),
  ];
  const lines = [...head];
  for (const part of parts) if (lines.length + part.length <= height) lines.push(...part);
  return lines.slice(0, height);
};

/** The lines under the list where there is no pane: `height` of them, or fewer. */
export const belowLines = (
  state: PickerState,
  role: Role,
  size: { width: number; height: number },
): readonly Line[] => {
  const { width, height } = size;
  if (height === 0) return [];
  if (height > 3)
    return [
      [],
      ...detailLines(state, role, { width: width - 1, height: height - 1 }).map((line) => [
        plain(' '),
        ...line,
      ]),
    ];
  const tags = Object.entries(role.tags).map(([name, value]) => `${name}:${value}`);
  const failure = failureOfRole(state, role);
  const life = lifeSegments(state, role);
  const lifeWidth = life.reduce((sum, { text }) => sum + textWidth(text), 0);
  const account = shorten(role.accountName, Math.floor(width / 2));
  const where = [groupedAccountId(role.accountId), role.region ?? '', role.email].filter(
    (text) => text !== '',
  );
  return [
    [],
    [plain(' '), strong(account), muted(cutEnd(`   ${where.join('   ')}`, width - textWidth(account) - 2))],
    failure === undefined
      ? [plain(' '), ...life, muted(cutEnd(`   ${tags.join(' ')}`, width - 24))]
      : [plain(' '), ...life, plain('   '), ...failureLine(failure, state.now, width - 5 - lifeWidth)],
  ];
};
