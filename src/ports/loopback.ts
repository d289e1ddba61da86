/** A PKCE callback that listens on loopback (security.md R20). */
export type CallbackListener = {
  /** `http://127.0.0.1:PORT/oauth/callback` */
  readonly redirectUri: string;
  /**
   * The authorization code of the first request with the right state. Requests that are not that are answered 400
   * and waiting goes on. Errors: OidcFailed when the right state comes with an error, UserError after 5 minutes or
   * too many bad hits, Cancelled when the signal aborts.
   */
  readonly code: (state: string, signal?: AbortSignal) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** A URL with a secret in it, handed to the browser through a one-shot redirect on loopback (R11). */
export type OneShotRedirect = {
  /** `http://127.0.0.1:PORT/NONCE`: answers once, with a 302 to the secret URL. */
  readonly url: string;
  /** Resolves true when it was fetched, false after the time limit (ms). */
  readonly fetched: (limit: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export type PageRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Empty for a GET. */
  readonly form: URLSearchParams;
  /** Of this answer's styles and scripts. */
  readonly nonce: string;
};

export type PageReply = {
  readonly status: number;
  /** `text/html` unless given. */
  readonly type?: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Once it is on its way, or the browser has hung up. */
  readonly afterwards?: () => void;
};

export type PageServerOptions = {
  /** Of a logo: `https://acme.example`. Nothing else is loaded from anywhere. */
  readonly imageOrigin: string | undefined;
  readonly answer: (request: PageRequest) => Promise<PageReply> | PageReply;
};

/** Pages for the one browser that opens `url` first. */
export type PageServer = {
  /** `http://127.0.0.1:PORT/?token=...`: good once. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

export type Loopback = {
  readonly listenForCallback: (port?: number) => Promise<CallbackListener>;
  readonly redirectOnce: (target: string) => Promise<OneShotRedirect>;
  readonly servePages: (options: PageServerOptions) => Promise<PageServer>;
};
