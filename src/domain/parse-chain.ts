// How a role of the config is reached by sts:AssumeRole. AWS's own forms are checked here, since what STS refuses later
// is told without the line that it stands on.
import type { ChainConfig, RoleName } from './config.ts';
import { at, isAbsent, type Place, problem, type Reader, text } from './config-reader.ts';
import { minute } from './expiry.ts';
import { serialOf } from './parse-keys.ts';
import { isAccountId, isRoleName } from './sanitize.ts';

export const chainKeys = [
  'via',
  'path',
  'external_id',
  'source_identity',
  'session_name',
  'duration',
  'mfa_serial',
];

type Form = { readonly pattern: RegExp; readonly is: string };

const sessionForm: Form = { pattern: /^[\w+=,.@-]{2,64}$/, is: '2 to 64 letters, digits and _+=,.@-' };
const externalForm: Form = { pattern: /^[\w+=,.@:/-]{2,512}$/, is: '2 to 512 letters, digits and _+=,.@:/-' };
const pathForm: Form = { pattern: /^\/(?:[\w+=,.@/-]{1,510}\/)?$/, is: 'like /teams/deploy/' };

export const isExternalId = (text: string): boolean => externalForm.pattern.test(text);

const formed = (reader: Reader, place: Place, form: Form): string | undefined => {
  const found = text(reader, place);
  if (found === undefined || form.pattern.test(found)) return found;
  return problem(reader, place.path, `must be ${form.is}.`);
};

const viaOf = (reader: Reader, place: Place): RoleName | undefined => {
  const found = text(reader, place);
  if (found === undefined) return undefined;
  const [accountId = '', roleName = '', ...rest] = found.split('/');
  if (rest.length === 0 && isAccountId(accountId) && isRoleName(roleName)) return { accountId, roleName };
  return problem(reader, place.path, 'must be ACCOUNT/ROLE, such as "111111111111/AdministratorAccess".');
};

/** In minutes. AWS lets what a role assumes live an hour at most, and what lasting keys assume twelve. */
const durationOf = (reader: Reader, place: Place, most: number): number | undefined => {
  const found = text(reader, place);
  if (found === undefined) return undefined;
  const minutes = Number(found);
  if (Number.isInteger(minutes) && minutes >= 15 && minutes <= most) return minutes * minute;
  return problem(reader, place.path, `must be a number of minutes from 15 to ${most}.`);
};

/** AWS takes codes from users only: a role that another role assumes cannot give one. */
const ownSerialOf = (reader: Reader, place: Place, isVia: boolean): string | undefined => {
  if (!isVia) return serialOf(reader, place);
  if (!isAbsent(place)) problem(reader, place.path, 'cannot be with via: a role has no MFA device.');
  return undefined;
};

/** Undefined for a role that Identity Center grants. `hasBase`: roles without `via` are assumed from the base. */
export const chainOf = (reader: Reader, place: Place, hasBase: boolean): ChainConfig | undefined => {
  const isVia = !isAbsent(at(place, 'via'));
  if (!isVia && !hasBase) {
    const [stray] = chainKeys.filter((key) => !isAbsent(at(place, key)));
    if (stray !== undefined) problem(reader, at(place, stray).path, 'goes with via only.');
    return undefined;
  }
  return {
    via: viaOf(reader, at(place, 'via')),
    path: formed(reader, at(place, 'path'), pathForm) ?? '/',
    externalId: formed(reader, at(place, 'external_id'), externalForm),
    sourceIdentity: formed(reader, at(place, 'source_identity'), sessionForm),
    sessionName: formed(reader, at(place, 'session_name'), sessionForm),
    mfaSerial: ownSerialOf(reader, at(place, 'mfa_serial'), isVia),
    duration: durationOf(reader, at(place, 'duration'), isVia ? 60 : 720),
  };
};
