// rolecall for other programs: import { createAwsAuth, fromRolecall } from 'rolecall'. Documented in docs/library.md.
export type { AuthContext, AuthMethod } from './auth-method.ts';
export { type AwsAuth, createAwsAuth } from './aws-auth.ts';
export type {
  CheckProblem,
  CheckReport,
  Expiry,
  Identity,
  PermissionCheck,
  ProfileFacts,
} from './check-report.ts';
export type { AwsCredentials, CredentialProvider, RoleAwsCredentials } from './credentials.ts';
export type { AwsAuthEvents } from './events.ts';
export { fromRolecall, type RolecallOptions } from './from-rolecall.ts';
export type { AwsAuthOptions, Branding, Permission, RequiredAction } from './options.ts';
export { forCi, forCli } from './presets.ts';
export { isRolecallError, RolecallError, type RolecallErrorCode } from './rolecall-error.ts';
export type { SetupMethod, SetupOutcome, SetupRequest, SetupUi } from './setup-ui.ts';
