import type { SigningKeys } from '../domain/credentials.ts';

export type AccessKeyFacts = {
  readonly accessKeyId: string;
  readonly isActive: boolean;
  /** ms since the epoch */
  readonly createdAt: number;
};

/** The access keys of the user who signs. Errors of all: UpstreamFailed, StsRefused, UsageError for the endpoint. */
export type Iam = {
  readonly listAccessKeys: () => Promise<readonly AccessKeyFacts[]>;
  readonly createAccessKey: () => Promise<SigningKeys>;
  readonly deactivateAccessKey: (accessKeyId: string) => Promise<void>;
  readonly deleteAccessKey: (accessKeyId: string) => Promise<void>;
};
