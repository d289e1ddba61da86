// The part of Go's text/template that names of profiles are made with. What goes beyond it is refused with a reason for
// people, never guessed.
import { UsageError } from '../../errors.ts';
import { sanitize } from '../../sanitize.ts';

export type GoExpr =
  /** `.RoleName`, `.Tags.Env` */
  | { readonly kind: 'field'; readonly path: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly GoExpr[] };

export type GoBranch = { readonly condition: GoExpr; readonly body: readonly GoNode[] };

export type GoNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly value: GoExpr }
  | { readonly kind: 'if'; readonly branches: readonly GoBranch[]; readonly otherwise: readonly GoNode[] };

/** Why a template cannot be carried over, as the end of a sentence. */
export const notCarried = (reason: string): UsageError => new UsageError(sanitize(reason, 200));
