import type { IncomingHttpHeaders } from 'node:http';
import type { World } from '../world.ts';

export type EmulatorRequest = {
  readonly method: string;
  /** Without the query; not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What came over the wire, where that was compressed: what a signature is of. */
  readonly sent?: Uint8Array;
};

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** One operation: it looks at the world, may change it, and answers. */
export type Handler = (world: World, request: EmulatorRequest) => Reply;
