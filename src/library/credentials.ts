// What is handed out, in the form that version 3 of the AWS SDK for JavaScript takes.

/** Keys of AWS. They print as `[redacted]`, by console.log and as JSON: read each field by its name. */
export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Undefined for the lasting keys of an IAM user. */
  readonly sessionToken?: string;
  /** When they end; undefined where nobody tells. */
  readonly expiration?: Date;
  /** 12 digits, where it is known. */
  readonly accountId?: string;
};

/** Keys of a role, which always end. */
export type RoleAwsCredentials = AwsCredentials & {
  readonly sessionToken: string;
  readonly expiration: Date;
  readonly accountId: string;
};

/** What an SDK client takes as `credentials`. It is asked again ahead of the end of what it gave. */
export type CredentialProvider<Credentials extends AwsCredentials = AwsCredentials> =
  () => Promise<Credentials>;
