// The facts of the selected role, a field each: as a line each for the pane, in full for the panel.
import { type GuardConfirm, guardOf } from '../../domain/guard.ts';
import { type Role, roleArn, roleKey } from '../../domain/role.ts';
import { type Line, muted, plain } from '../line.ts';
import type { PickerState } from '../state.ts';
import { shorten } from '../text-width.ts';
import { chainOf } from './chain.ts';
import { clockLines, usageField, wholeClockLines } from './clocks.ts';
import { type FieldText, field, labelWidth, shortField, wholeField } from './field.ts';
import { accountNameText, profileSourceText, provenanceIn, regionSourceText } from './sources.ts';

/** `1111 1111 1111`: grouped to be read, never where it is copied. */
export const groupedAccountId = (id: string): string => id.replace(/(\d{4})(?=\d)/g, '$1 ');

const asks: Readonly<Record<GuardConfirm, string>> = {
  account: 'asks for the account',
  role: 'asks for the role',
  profile: 'asks for the profile',
  yes: 'asks first',
  none: 'asks for nothing',
};

const guardField = ({ guardRules }: PickerState, role: Role): readonly Line[] => {
  const guard = guardOf(guardRules, role);
  if (guard === undefined) return [];
  const sdks = guard.refusesProcess ? ', not for SDKs' : '';
  return [field('Guard', [{ text: guard.word, tone: guard.tone }, muted(`  ${asks[guard.confirm]}${sdks}`)])];
};

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

const regionField = (state: PickerState, role: Role, isFull: boolean): FieldText =>
  role.region === undefined
    ? { label: 'Region', text: 'not set', tone: 'muted' }
    : { label: 'Region', text: role.region, note: regionSourceText(state, role, isFull) };

const given = (label: string, text: string | undefined): readonly FieldText[] =>
  text === undefined || text === '' ? [] : [{ label, text }];

const viaFields = ({ catalog }: PickerState, role: Role): readonly FieldText[] =>
  chainOf(catalog.roles, role).map((via, index) => ({ label: index === 0 ? 'Via' : '', text: via }));

const instanceField = ({ instances }: PickerState, { instance }: Role): readonly FieldText[] =>
  instances.length > 1 ? [{ label: 'Instance', text: instance }] : [];

export const factLines = (state: PickerState, role: Role, width: number): readonly Line[] => {
  const short = (fields: readonly FieldText[]): readonly Line[] =>
    fields.map((one) => shortField(one, width));
  return [
    field('Account', [plain(groupedAccountId(role.accountId))]),
    ...short([
      ...given('Email', role.email),
      ...viaFields(state, role),
      { label: 'Profile', text: role.profile },
    ]),
    ...guardField(state, role),
    ...writtenField(state, role, width - labelWidth),
    ...short([regionField(state, role, false), ...instanceField(state, role)]),
    ...clockLines(state, role, width),
    ...usageField(state, role),
  ];
};

const allWritten = ({ awsProfiles }: PickerState, role: Role): readonly FieldText[] => {
  const found = awsProfiles?.get(roleKey(role)) ?? [];
  if (awsProfiles !== undefined && found.length === 0)
    return [{ label: 'AWS file', text: 'no profile', tone: 'muted' }];
  return found.map(({ name, isOurs }, index) => ({
    label: index === 0 ? 'AWS file' : '',
    text: name,
    note: isOurs ? 'written by rolecall' : 'your own',
  }));
};

/** Nothing cut, and each with where it comes from. */
export const wholeFactLines = (state: PickerState, role: Role, width: number): readonly Line[] => {
  const provenance = provenanceIn(state, role);
  const nameSource = provenance?.accountName === 'config' ? accountNameText(state, role) : '';
  const fields: readonly FieldText[] = [
    { label: 'Account', text: role.accountName, note: nameSource },
    { label: '', text: groupedAccountId(role.accountId) },
    ...given('Email', role.email),
    { label: 'ARN', text: roleArn(role) },
    ...viaFields(state, role),
    { label: 'Profile', text: role.profile, note: profileSourceText(provenance) },
    ...allWritten(state, role),
    regionField(state, role, true),
    { label: 'Instance', text: role.instance },
  ];
  return [
    ...fields.flatMap((one) => wholeField(one, width)),
    ...guardField(state, role),
    ...wholeClockLines(state, role, width),
    ...usageField(state, role),
  ];
};
