// Changing profiles of the AWS config, or config.yaml, without leaving the picker: what would change is shown first, and only then asked.
import type { Role } from '../domain/role.ts';
import type { ConfigWish } from './config-wish.ts';
import type { Failure } from './failure.ts';

export type ProfileChangeKind = 'write' | 'remove';

/** Profiles of the AWS config, or what config.yaml says of the roles. */
export type ChangeKind = ProfileChangeKind | ConfigWish['kind'];

/** A profile of the AWS config that stands for a role. */
export type WrittenProfile = {
  readonly name: string;
  /** Written by rolecall; others it leaves alone. */
  readonly isOurs: boolean;
};

/** By roleKey. */
export type WrittenProfiles = ReadonlyMap<string, readonly WrittenProfile[]>;

/** What would be done. It holds no value that may be a secret: those of the file are masked. */
export type ProfilePlan = {
  /** Lines of a unified diff; none = nothing would change. */
  readonly diff: readonly string[];
  /** Sentences. */
  readonly warnings: readonly string[];
  /** The path of the file that would change. */
  readonly file: string;
};

/** Is there something to say yes to? */
export const canAgree = ({ plan, failure, isSaving }: ProfileChange): boolean =>
  plan !== undefined && plan.diff.length > 0 && failure === undefined && !isSaving;

/** Is the world still to answer? */
export const isWorking = ({ plan, failure, isSaving }: ProfileChange): boolean =>
  failure === undefined && (plan === undefined || isSaving);

/** The change that is on the screen. */
export type ProfileChange = {
  readonly request: number;
  readonly kind: ChangeKind;
  /** For a change of config.yaml: what is wished. */
  readonly wish?: ConfigWish | undefined;
  readonly roles: readonly Role[];
  /** Undefined while it is being worked out. */
  readonly plan: ProfilePlan | undefined;
  readonly failure: Failure | undefined;
  readonly isSaving: boolean;
  /** Of the news: the other change would be of other roles. */
  readonly isOfNews?: true;
  /** The first line of the diff that is shown. */
  readonly scroll: number;
};
