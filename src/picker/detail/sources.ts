// Where what is shown of the selected role comes from, worked out when it is looked at and remembered for that role.
import {
  type Provenance,
  provenanceOf,
  type RoleSources,
  ruleText,
  type TagSource,
} from '../../domain/provenance.ts';
import { isSameRole, type Role } from '../../domain/role.ts';
import type { PickerState } from '../state.ts';

let last: { readonly sources: RoleSources; readonly role: Role; readonly provenance: Provenance } | undefined;

/** Undefined until the config was read. */
export const provenanceIn = ({ roleSources: sources }: PickerState, role: Role): Provenance | undefined => {
  if (sources === undefined) return undefined;
  if (last?.sources === sources && last.role === role) return last.provenance;
  last = { sources, role, provenance: provenanceOf(sources, role) };
  return last.provenance;
};

/** `rule account_name *-prod`; in full also which of the rules. */
export const tagSourceText = (source: TagSource | undefined, isFull: boolean): string => {
  if (source === undefined) return '';
  if (source.kind !== 'rule') return isFull ? `this ${source.kind}, in config.yaml` : `this ${source.kind}`;
  return isFull ? `tag rule ${source.number}: ${ruleText(source.match)}` : `rule ${ruleText(source.match)}`;
};

/** Of an account with a name of the person's own. */
export const accountNameText = ({ roleSources: sources }: PickerState, role: Role): string => {
  const awsName = sources?.instances.get(role.instance)?.accounts.get(role.accountId)?.awsName;
  const own = 'as config.yaml calls it';
  return awsName === undefined || awsName === role.accountName ? own : `${own}; at AWS ${awsName}`;
};

const regionPlaces = {
  role: 'this role, in config.yaml',
  account: 'this account, in config.yaml',
  instance: 'default_region of the instance',
  folder: '.rolecall.yaml of this folder',
} as const;

export const regionSourceText = (state: PickerState, role: Role, isFull: boolean): string => {
  const { folderRole } = state.catalog;
  const isOfFolder = folderRole?.hasRegion === true && isSameRole(folderRole, role);
  const place = isOfFolder ? 'folder' : provenanceIn(state, role)?.region;
  if (place === undefined) return '';
  return isFull ? regionPlaces[place] : `(${place})`;
};

const profilePlaces = {
  role: 'this role, in config.yaml',
  keys: 'the name of its keys',
  template: 'by profile_template',
} as const;

export const profileSourceText = (provenance: Provenance | undefined): string =>
  provenance === undefined ? '' : profilePlaces[provenance.profile];
