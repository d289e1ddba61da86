// The guard of dangerous roles: what is on its screen, and whether it has to be opened first. What is to be done once
// it is passed is kept as data; update-guard.ts does it.
import type { ActionId } from '../domain/action.ts';
import { type Confirmation, confirmationFor } from '../domain/confirmation.ts';
import { readOnlySibling } from '../domain/read-only-sibling.ts';
import { type Role, roleKey } from '../domain/role.ts';
import type { KeyEvent } from './event.ts';
import { rolesOfAccount } from './found-roles.ts';
import { type QueryInput, queryOf } from './query-input.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';

/** What is done once the roles are confirmed: an action with one role, or a key's event once more. */
export type GuardedStep =
  | { readonly kind: 'action'; readonly action: ActionId; readonly role: Role }
  | { readonly kind: 'event'; readonly event: KeyEvent };

export type GuardScreen = {
  readonly confirmation: Confirmation;
  readonly next: GuardedStep;
  readonly typed: QueryInput;
  /** What was typed is not the name. */
  readonly isWrong: boolean;
  /** A role of the same account that can do less, for the same action. */
  readonly sibling: Role | undefined;
};

/** The longest name of an account, and some more. */
export const typedLimit = 160;

const siblingFor = (
  { catalog }: PickerState,
  { roles }: Confirmation,
  next: GuardedStep,
): Role | undefined => {
  const [one] = roles;
  if (one === undefined || roles.length > 1 || next.kind !== 'action') return undefined;
  return readOnlySibling(one.role, rolesOfAccount(catalog.roles, one.role), one.guard);
};

/** Opens the guard's screen where one of the roles needs it; undefined where they may be used at once. */
export const guardFirst = (
  state: PickerState,
  roles: readonly Role[],
  next: GuardedStep,
): Step | undefined => {
  const unconfirmed = roles.filter((role) => !state.confirmed.has(roleKey(role)));
  const confirmation = confirmationFor(unconfirmed, state.guardRules);
  if (confirmation === undefined) return undefined;
  const sibling = siblingFor(state, confirmation, next);
  const guard: GuardScreen = { confirmation, next, typed: queryOf(''), isWrong: false, sibling };
  return [{ ...state, panel: undefined, guard }, []];
};
