// Named here so that a bundler sees what is used, as in identity-center/sso-sdk.ts.
export { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
