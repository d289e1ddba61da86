import type { RoleCredentials } from '../domain/credentials.ts';

/** Console federation. The token it gives signs a browser in for 15 minutes: handle it as a secret. */
export type Federation = {
  /** Base URL that `Action=login` is added to. */
  readonly endpoint: string;
  /** What console pages are under: `https://console.aws.amazon.com`, or `ROLECALL_ENDPOINT_URL_CONSOLE`. */
  readonly consoleBase: string;
  /** Errors: UpstreamFailed. `sessionDuration` in seconds. */
  readonly signinToken: (credentials: RoleCredentials, sessionDuration?: number) => Promise<string>;
};
