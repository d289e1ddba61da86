/** What happens to the next `count` requests of an operation, instead of (or, with only a delay, before) its answer. */
export type Fault = {
  /** AWS's name, in any case; `*` is every operation. */
  readonly operation: string;
  /** How many requests: 1. */
  readonly count?: number;
  readonly status?: number;
  /** The exception, such as `TooManyRequestsException`. */
  readonly error?: string;
  readonly message?: string;
  /** ms */
  readonly delay?: number;
  /** Never answers. */
  readonly hang?: boolean;
  /** Breaks the connection off (a TCP reset) instead of answering. */
  readonly reset?: boolean;
  /** Sent as it is. */
  readonly body?: string;
  /** Of a raw body: `text/html`. */
  readonly contentType?: string;
};

export type FaultQueue = {
  readonly add: (fault: Fault) => void;
  /** The fault that this request meets, first added first; each one is used `count` times. */
  readonly take: (operation: string) => Fault | undefined;
  readonly clear: () => void;
};

export const createFaultQueue = (): FaultQueue => {
  let queue: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      queue.push({ fault, left: fault.count ?? 1 });
    },
    take: (operation) => {
      const wanted = operation.toLowerCase();
      const found = queue.find(
        ({ fault }) => fault.operation === '*' || fault.operation.toLowerCase() === wanted,
      );
      if (found === undefined) return undefined;
      found.left -= 1;
      if (found.left <= 0) queue = queue.filter((item) => item !== found);
      return found.fault;
    },
    clear: () => {
      queue = [];
    },
  };
};
