import type { Guarded } from './guarded.ts';

/** Keys that sign a request. Lasting ones (of an IAM user) have no session token. */
export type SigningKeys = Guarded<{
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}>;

/** Short-lived keys of one role. `expiration` is milliseconds since the epoch. */
export type RoleCredentials = Guarded<{
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: number;
}>;

/** Keys that another program or the SDK found. Not all of them tell when they end (ms). */
export type FoundKeys = Guarded<{
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: number | undefined;
}>;
