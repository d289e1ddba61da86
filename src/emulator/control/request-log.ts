export type LoggedRequest = {
  /** ms since the epoch, by the unshifted clock: differences are real time. */
  readonly at: number;
  /** AWS's name of the operation. */
  readonly operation: string;
  /** null while it is not answered, and for good when the connection ended before. */
  readonly status: number | null;
  /** How many requests were being answered when this one came, itself included. */
  readonly in_flight: number;
};

export type RequestLog = {
  /** Call what it returns when the request is answered, or with null when it never will be. */
  readonly begin: (operation: string) => (status: number | null) => void;
  readonly entries: () => readonly LoggedRequest[];
  readonly clear: () => void;
};

const keptAtMost = 10_000;

/** The last 10,000 requests. Nothing of a request but its operation is kept, so no secret can be. */
export const createRequestLog = (now: () => number): RequestLog => {
  let entries: { at: number; operation: string; status: number | null; in_flight: number }[] = [];
  let inFlight = 0;
  return {
    begin: (operation) => {
      inFlight += 1;
      const entry = { at: now(), operation, status: null as number | null, in_flight: inFlight };
      entries.push(entry);
      if (entries.length > 2 * keptAtMost) entries = entries.slice(-keptAtMost);
      let isOpen = true;
      return (status) => {
        if (!isOpen) return;
        isOpen = false;
        inFlight -= 1;
        entry.status = status;
      };
    },
    entries: () => entries.slice(-keptAtMost).map((entry) => ({ ...entry })),
    clear: () => {
      entries = [];
    },
  };
};
