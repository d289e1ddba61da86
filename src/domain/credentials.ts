/** Keys that sign a request. Lasting ones (of an IAM user) have no session token. */
export type SigningKeys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

/** Short-lived keys of one role. `expiration` is milliseconds since the epoch. */
export type RoleCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: number;
};
