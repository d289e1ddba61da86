import type { ActionId } from '../domain/action.ts';
import type { Role } from '../domain/role.ts';

/** What the person left the picker with. The command acts on it after the screen is restored. */
export type PickerResult =
  | { readonly kind: 'chosen'; readonly action: ActionId; readonly role: Role }
  /** For the action `print`: the roles, none where nothing matched, and the key that took them ('' = Enter). */
  | {
      readonly kind: 'printed';
      readonly roles: readonly Role[];
      readonly key: string;
      readonly query: string;
    }
  /** A line for the shell, to be run with each of the roles. */
  | { readonly kind: 'across'; readonly command: string; readonly roles: readonly Role[] }
  | { readonly kind: 'cancelled' }
  /** First run: the person asked to set up an instance. */
  | { readonly kind: 'setup' }
  /** First run: take over what other tools know, or look around in the demo. */
  | { readonly kind: 'import' }
  | { readonly kind: 'demo' };
