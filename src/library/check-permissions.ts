import { isAction, isResource } from '../domain/iam-action.ts';
import type { Permission } from './options.ts';
import { wrongOption } from './rolecall-error.ts';

const keys = ['sid', 'effect', 'actions', 'resources', 'condition', 'why'];

const isText = (value: unknown): value is string => typeof value === 'string';

const areTexts = (value: unknown, isRight: (text: string) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((text) => isText(text) && isRight(text));

const isValues = (value: unknown): boolean => isText(value) || areTexts(value, () => true);

/** Operator -> key -> values. */
const isCondition = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(
    (tests: unknown) => typeof tests === 'object' && tests !== null && Object.values(tests).every(isValues),
  );

const problemOf = (permission: Permission): string | undefined => {
  if (typeof permission !== 'object' || permission === null) return ' is to be an object.';
  const unknown = Object.keys(permission).find((key) => !keys.includes(key));
  if (unknown !== undefined) return `.${unknown} is no part of a permission.`;
  const { sid, effect, actions, resources, condition, why } = permission;
  if (sid !== undefined && !(isText(sid) && /^[A-Za-z0-9]{1,64}$/.test(sid)))
    return '.sid is to be letters and digits.';
  if (effect !== undefined && effect !== 'Allow' && effect !== 'Deny')
    return '.effect is to be Allow or Deny.';
  if (!areTexts(actions, isAction)) return '.actions is to be a list of actions such as s3:GetObject.';
  if (resources !== undefined && !areTexts(resources, isResource))
    return '.resources is to be a list of ARNs, or of *.';
  if (condition !== undefined && !isCondition(condition))
    return '.condition is to be as IAM has it: { StringEquals: { key: [values] } }.';
  return why === undefined || isText(why) ? undefined : '.why is to be a text.';
};

/** Errors: RolecallError (`wrong-options`). */
export const checkPermissions = (permissions: readonly Permission[]): void => {
  for (const [index, permission] of permissions.entries()) {
    const problem = problemOf(permission);
    if (problem !== undefined) throw wrongOption(`customPermissions[${index}]${problem}`);
  }
};
