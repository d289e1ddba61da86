// How a person sets the tool up. The library says what is needed and keeps what comes out of it; an own way to ask is an
// object with these two members.
import type { Branding, Permission } from './options.ts';

/** Ways to come by credentials that a setup may offer. */
export type SetupMethod = 'identity-center' | 'profile' | 'iam-user';

export type SetupRequest = {
  readonly toolName: string;
  readonly toolVersion: string | undefined;
  readonly region: string;
  /** Seconds. */
  readonly sessionDuration: number;
  /** In the order to offer them. */
  readonly methods: readonly SetupMethod[];
  readonly requiredActions: readonly { readonly action: string; readonly why: string | undefined }[];
  readonly customPermissions: readonly Permission[];
  readonly branding: Branding;
  /** Profiles that there are, of rolecall and of the AWS files. */
  readonly profiles: readonly string[];
  /** Tells whoever listens to `setup-step`. One line, without secrets. */
  readonly step: (text: string) => void;
};

/** `profile` is one of rolecall or of the AWS files: the tool takes it from now on. */
export type SetupOutcome =
  | { readonly kind: 'done'; readonly profile: string }
  | { readonly kind: 'cancelled' };

export type SetupUi = {
  readonly name: string;
  readonly run: (request: SetupRequest) => Promise<SetupOutcome>;
};
