// A way to come by credentials: an own one is an object with these three members.
import type { AwsCredentials } from './credentials.ts';

/** What a method is told. */
export type AuthContext = {
  readonly toolName: string;
  readonly region: string;
  readonly profileName: string;
  /** Nobody is to be asked. */
  readonly ciMode: boolean;
};

export type AuthMethod = {
  /** Stands in events, in reports and in what is said when nothing is found. */
  readonly name: string;
  /** False: it is passed over without a word. */
  readonly available: (context: AuthContext) => boolean | Promise<boolean>;
  /** Errors: any; the next method is tried then. */
  readonly authenticate: (context: AuthContext) => Promise<AwsCredentials>;
};
