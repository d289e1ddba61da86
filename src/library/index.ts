// rolecall for other programs: import { fromRolecall } from 'rolecall'. Documented in docs/library.md.
export type { AwsCredentials, CredentialProvider, RoleAwsCredentials } from './credentials.ts';
export { fromRolecall, type RolecallOptions } from './from-rolecall.ts';
export { isRolecallError, RolecallError, type RolecallErrorCode } from './rolecall-error.ts';
