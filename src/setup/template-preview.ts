// What a template makes of real roles. Rendering a name takes microseconds, so thousands are named at each key; of more,
// the first of them stand for all.
import { UserError } from '../domain/errors.ts';
import { profileNamer } from '../domain/profile-name.ts';
import type { Option } from './option.ts';
import { discoveredHere, type PreviewRole, type SetupState } from './state.ts';

export const templatePresets: readonly Option[] = [
  ['{{ account_name | slug }}-{{ role_name }}', 'the usual one'],
  ['{{ account_name | slug }}-{{ role_name | kebab }}', 'all in small letters'],
  ['{{ account_name | nospace }}:{{ role_name }}', 'the names as they are'],
  ['{{ account_id }}-{{ role_name }}', 'always unique in an instance'],
  ['{{ account_name | slug }}-{{ account_id }}-{{ role_name }}', 'unique, and it tells the account'],
  ['{{ instance }}-{{ account_name | slug }}-{{ role_name }}', 'for several instances'],
].map(([id = '', detail = '']) => ({ id, label: id, detail }));

const made = (accountName: string, accountId: string, roleName: string): PreviewRole => ({
  accountId,
  accountName,
  roleName,
  email: `aws+${accountId}@acme.example`,
  instance: 'acme',
  region: 'eu-west-1',
  tags: {},
  ownProfile: undefined,
});

/** For who has not signed in. */
const examples: readonly PreviewRole[] = [
  made('Acme Production', '111111111111', 'AdministratorAccess'),
  made('Acme Production', '111111111111', 'ReadOnlyAccess'),
  made('Acme Development', '222222222222', 'AdministratorAccess'),
  made('Acme Development', '222222222222', 'DeveloperAccess'),
  made('Payments (EU)', '333333333333', 'BillingAdmin'),
  made('Sandbox', '444444444444', 'AdministratorAccess'),
  made('Sandbox', '555555555555', 'AdministratorAccess'),
  made('Log Archive', '666666666666', 'ReadOnlyAccess'),
];

const most = 5000;

export type NamedRole = { readonly role: PreviewRole; readonly name: string; readonly isShared: boolean };

export type Preview =
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'named';
      readonly isExample: boolean;
      /** In all, of which at most 5,000 were named. */
      readonly total: number;
      readonly roles: readonly NamedRole[];
      /** Names that more than one role has. */
      readonly sharedNames: number;
      readonly sharedRoles: number;
    };

const rolesFor = (
  state: SetupState,
): { readonly roles: readonly PreviewRole[]; readonly isExample: boolean } => {
  const here = discoveredHere(state);
  const others = state.knownRoles.filter(({ instance }) => instance !== state.answers.name);
  const own = here?.roles ?? state.knownRoles.filter(({ instance }) => instance === state.answers.name);
  return own.length === 0
    ? { roles: examples, isExample: true }
    : { roles: [...own, ...others], isExample: false };
};

const nameAll = (roles: readonly PreviewRole[], template: string): readonly NamedRole[] => {
  const namer = profileNamer(template);
  const named = roles.slice(0, most).map((role) => ({ role, name: role.ownProfile ?? namer(role) }));
  const counts = new Map<string, number>();
  for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1);
  return named.map(({ role, name }) => ({ role, name, isShared: (counts.get(name) ?? 0) > 1 }));
};

const previewOf = (template: string, roles: readonly PreviewRole[], isExample: boolean): Preview => {
  try {
    const named = nameAll(roles, template);
    const shared = named.filter(({ isShared }) => isShared);
    return {
      kind: 'named',
      isExample,
      total: roles.length,
      roles: named,
      sharedNames: new Set(shared.map(({ name }) => name)).size,
      sharedRoles: shared.length,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: 'refused', reason: error.message.replace(/^profile_template .* is not right: /, '') };
  }
};

type Remembered = {
  readonly template: string;
  readonly discovered: SetupState['discovered'];
  readonly known: SetupState['knownRoles'];
  readonly name: string;
  readonly preview: Preview;
};

let last: Remembered | undefined;

/** Of the template that is typed; remembered, so that a clock that ticks names nothing. */
export const templatePreview = (state: SetupState): Preview => {
  const template = state.inputs.template.text;
  const { discovered, knownRoles: known, answers } = state;
  const isSame =
    last?.template === template &&
    last.discovered === discovered &&
    last.known === known &&
    last.name === answers.name;
  if (last !== undefined && isSame) return last.preview;
  const { roles, isExample } = rolesFor(state);
  const preview = previewOf(template, roles, isExample);
  last = { template, discovered, known, name: answers.name, preview };
  return preview;
};

/** Those to show: shared names first, then one of each account, then the rest. */
export const shownRoles = (roles: readonly NamedRole[], count: number): readonly NamedRole[] => {
  const shared = roles
    .filter(({ isShared }) => isShared)
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .slice(0, Math.max(2, Math.floor(count / 2)));
  const seen = new Set<string>();
  const firsts: NamedRole[] = [];
  const rest: NamedRole[] = [];
  for (const named of roles) {
    if (named.isShared) continue;
    const isNew = !seen.has(named.role.accountId);
    seen.add(named.role.accountId);
    (isNew ? firsts : rest).push(named);
    if (firsts.length >= count) break;
  }
  return [...shared, ...firsts, ...rest].slice(0, count);
};
