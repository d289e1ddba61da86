// The setup page's way from the first page to a profile that works: where it stands, and work that shows how far it is.
// What the browser may ask for is actions.ts.
import { Cancelled, UserError } from '../../domain/errors.ts';
import type { Role } from '../../domain/role.ts';
import { inertLines } from '../../domain/sanitize.ts';
import type { Host } from '../../host.ts';
import type { SetupOutcome, SetupRequest } from '../setup-ui.ts';
import type { Page, Problem } from './page.ts';

export type Flow = {
  readonly host: Host;
  readonly request: SetupRequest;
  readonly page: () => Page;
  /** Grows with each page. */
  readonly version: () => number;
  readonly show: (page: Page) => void;
  /** The roles that are offered, in the order of their ids. */
  readonly offered: { roles: readonly Role[] };
  /** Shows what the work leads to, unless the person has gone elsewhere meanwhile. */
  readonly begin: (work: Work) => void;
  /** Ends what is being worked at. */
  readonly leave: () => void;
  readonly isOver: () => boolean;
  /** Shows a last page. */
  readonly end: (outcome: SetupOutcome) => void;
  readonly ended: Promise<SetupOutcome>;
  /** The browser has the last page: resolves at `seen`. */
  readonly lastPage: Promise<void>;
  readonly seen: () => void;
};

export type Work = {
  readonly text: string;
  readonly run: (signal: AbortSignal) => Promise<Page>;
  readonly failed: (problem: Problem) => Page;
};

const problemOf = (host: Host, error: unknown): Problem => {
  if (!(error instanceof UserError))
    return { what: 'Something went wrong that should not have.', next: undefined };
  const text = (words: string): string => inertLines(host.redact(words));
  return { what: text(error.message), next: error.hint === undefined ? undefined : text(error.hint) };
};

export const startFlow = (host: Host, request: SetupRequest): Flow => {
  let page: Page = { kind: 'methods' };
  let version = 0;
  let work = new AbortController();
  let settle: (outcome: SetupOutcome) => void = () => undefined;
  const ended = new Promise<SetupOutcome>((resolve) => {
    settle = resolve;
  });
  let seen: () => void = () => undefined;
  const lastPage = new Promise<void>((resolve) => {
    seen = resolve;
  });
  const show = (next: Page): void => {
    page = next;
    version += 1;
  };
  const isOver = (): boolean => page.kind === 'done' || page.kind === 'cancelled';
  return {
    ...{ host, request, show, isOver, ended, lastPage, seen, offered: { roles: [] } },
    page: () => page,
    version: () => version,
    begin: ({ text, run, failed }) => {
      work = new AbortController();
      const { signal } = work;
      show({ kind: 'working', text });
      request.step(text);
      run(signal).then(
        (next) => signal.aborted || show(next),
        (error: unknown) =>
          signal.aborted || error instanceof Cancelled || show(failed(problemOf(host, error))),
      );
    },
    leave: () => work.abort(),
    end: (outcome) => {
      work.abort();
      if (!isOver()) show(outcome.kind === 'done' ? outcome : { kind: 'cancelled' });
      settle(outcome);
    },
  };
};
