// What is still known of a role that is gone.
import { ageText } from '../../domain/expiry.ts';
import type { Role } from '../../domain/role.ts';
import { ofKey } from '../bindings/name.ts';
import { roleText } from '../columns.ts';
import { type Line, muted, plain, strong } from '../line.ts';
import { paragraph } from '../paragraph.ts';
import type { PickerState } from '../state.ts';
import { cutEnd, shorten, textWidth } from '../text-width.ts';
import { groupedAccountId } from './facts.ts';
import { type FieldText, shortField } from './field.ts';
import { siblingLines } from './siblings.ts';

const timeFields = ({ gone }: Role, now: number): readonly FieldText[] => [
  ...(gone?.seenAt === undefined ? [] : [{ label: 'Was there', text: ageText(gone.seenAt, now) }]),
  ...(gone?.missedAt === undefined ? [] : [{ label: 'Gone by', text: ageText(gone.missedAt, now) }]),
];

const whatToDo = (state: PickerState): string =>
  [
    'It is no longer assigned to you, so it cannot be used. Whoever manages Identity Center can assign it again.',
    ofKey(state, 'refresh', (key) => ` ${key} reads the roles again.`),
    ofKey(state, 'news', (key) => ` ${key} shows what else changed, and removes its profile.`),
  ].join('');

export const goneLines = (state: PickerState, role: Role, width: number): readonly Line[] => {
  const fields: readonly FieldText[] = [
    { label: 'Account', text: groupedAccountId(role.accountId) },
    ...(role.email === '' ? [] : [{ label: 'Email', text: role.email }]),
    ...(state.instances.length > 1 ? [{ label: 'Instance', text: role.instance }] : []),
    ...timeFields(role, state.now),
  ];
  return [
    [strong(shorten(roleText(role), width - 6)), muted(' gone')],
    [muted('in '), plain(shorten(role.accountName, width - 3))],
    [],
    ...fields.map((one) => shortField(one, width)),
    [],
    ...paragraph(whatToDo(state), width, 'muted'),
    ...siblingLines(role, { roles: state.catalog.roles, width, most: 12 }),
  ];
};

/** In two lines. */
export const goneBelow = (state: PickerState, role: Role, width: number): readonly Line[] => {
  const account = shorten(role.accountName, Math.floor(width / 2));
  const times = timeFields(role, state.now).map(({ label, text }) => `${label.toLowerCase()} ${text}`);
  return [
    [
      plain(' '),
      strong(account),
      muted(cutEnd(`   ${groupedAccountId(role.accountId)}   ${role.email}`, width - textWidth(account) - 2)),
    ],
    [plain(' '), muted(cutEnd(['No longer assigned to you', ...times].join(', '), width - 2))],
  ];
};
