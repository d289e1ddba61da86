/** Short-lived keys of one role. `expiration` is milliseconds since the epoch. */
export type RoleCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: number;
};
