// What config.yaml says of lasting keys: whose they are, under which name they are kept, and where MFA codes come from.
// The keys themselves are in the secret store only.
import type { BaseSource, MfaConfig, UserName } from './config.ts';
import { at, isAbsent, type Place, problem, type Reader, text, wordsOf } from './config-reader.ts';
import { parseUserArn } from './user-arn.ts';

const nameForm = /^[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,63}$/;

/**
 * Of keys and of instances: letters, digits and `_.@+-`, not first a `-`, and nothing that an object has by itself. They
 * go into records, arguments and profiles.
 */
export const isPlainName = (name: string): boolean => nameForm.test(name) && !(name in Object.prototype);

/** An ARN, or the number on the back of a token. */
export const isMfaSerial = (serial: string): boolean => /^[\w+=/:,.@-]{9,256}$/.test(serial);

export const serialOf = (reader: Reader, place: Place): string | undefined => {
  const found = text(reader, place);
  if (found === undefined || isMfaSerial(found)) return found;
  return problem(reader, place.path, 'must be like arn:aws:iam::111111111111:mfa/NAME.');
};

const nobody: UserName = { accountId: '', path: '/', userName: '' };

const userOf = (reader: Reader, place: Place): UserName => {
  const arn = text(reader, place);
  const user = arn === undefined ? undefined : parseUserArn(arn);
  if (user === undefined) problem(reader, place.path, 'must be like arn:aws:iam::111111111111:user/NAME.');
  return user ?? nobody;
};

/** `instance` is the place of the whole instance; its own name serves where `keys` is not given. */
export const keysBaseOf = (reader: Reader, instance: Place, instanceName: string): BaseSource => {
  const place = at(instance, 'keys');
  const name = text(reader, place) ?? instanceName;
  if (!isPlainName(name)) problem(reader, place.path, 'must be a name of: rolecall keys list.');
  return { kind: 'keys', name, user: userOf(reader, at(instance, 'user')) };
};

/** Undefined where the instance says nothing of it. */
export const mfaOf = (reader: Reader, instance: Place): MfaConfig | undefined => {
  const [serial, command] = [at(instance, 'mfa_serial'), at(instance, 'mfa_command')];
  if (isAbsent(serial) && isAbsent(command)) return undefined;
  return { serial: serialOf(reader, serial), command: wordsOf(reader, command) };
};
