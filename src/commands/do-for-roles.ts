// The same work for several roles, some at a time. What fails for one role does not keep the others from being done.
import { Cancelled, LoginNeeded, SecretStoreFailed } from '../domain/errors.ts';
import type { Role } from '../domain/role.ts';
import type { RoleFailure, TaskReport } from '../picker/task.ts';
import { failureOf } from '../terminal/failure-of.ts';

export type RoleWork<Answer> = (role: Role) => Promise<Answer>;

type Wanted = {
  readonly roles: readonly Role[];
  readonly signal: AbortSignal;
  /** Told how many are done with. */
  readonly onProgress: (done: number) => void;
};

export type Done<Answer> = {
  /** Of those that went well, in the order of the roles. */
  readonly answers: readonly { readonly role: Role; readonly answer: Answer }[];
  readonly report: (text: string) => TaskReport;
};

type Outcome<Answer> =
  | { readonly isDone: true; readonly answer: Answer }
  | { readonly isDone: false; readonly error: unknown };

/** What concerns all of them: no other role could fare better. */
const isForAll = (error: unknown): boolean =>
  error instanceof SecretStoreFailed || error instanceof Cancelled;

const failuresOf = <Answer>(
  roles: readonly Role[],
  outcomes: readonly (Outcome<Answer> | undefined)[],
): readonly RoleFailure[] =>
  roles.flatMap((role, index) => {
    const outcome = outcomes[index];
    const failure = outcome?.isDone === false ? failureOf(outcome.error) : undefined;
    return failure === undefined ? [] : [{ role, failure }];
  });

/** The one instance that nothing but a sign-in stands in the way of. */
const signedOutOf = <Answer>(outcomes: readonly (Outcome<Answer> | undefined)[]): string | undefined => {
  const errors = outcomes.flatMap((outcome) => (outcome?.isDone === false ? [outcome.error] : []));
  const needed = errors.flatMap((error) => (error instanceof LoginNeeded ? [error.instance] : []));
  return needed.length === errors.length ? needed[0] : undefined;
};

/** At most `limit` at once. Errors: SecretStoreFailed, Cancelled, and the signal's reason: then no more are begun. */
export const doForRoles = async <Answer>(
  { roles, signal, onProgress }: Wanted,
  limit: number,
  work: RoleWork<Answer>,
): Promise<Done<Answer>> => {
  const outcomes = new Array<Outcome<Answer> | undefined>(roles.length);
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < roles.length) {
      signal.throwIfAborted();
      const index = next;
      next += 1;
      outcomes[index] = await work(roles[index] as Role).then(
        (answer): Outcome<Answer> => ({ isDone: true, answer }),
        (error: unknown): Outcome<Answer> => {
          if (isForAll(error)) throw error;
          return { isDone: false, error };
        },
      );
      done += 1;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, roles.length) }, worker));
  const answers = roles.flatMap((role, index) => {
    const outcome = outcomes[index];
    return outcome?.isDone === true ? [{ role, answer: outcome.answer }] : [];
  });
  return {
    answers,
    report: (text) => ({ text, failures: failuresOf(roles, outcomes), signedOut: signedOutOf(outcomes) }),
  };
};
