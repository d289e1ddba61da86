import type { IncomingHttpHeaders } from 'node:http';
import type { World } from '../world.ts';

export type EmulatorRequest = {
  readonly method: string;
  /** Without the query; not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** One operation: it looks at the world, may change it, and answers. */
export type Handler = (world: World, request: EmulatorRequest) => Reply;
