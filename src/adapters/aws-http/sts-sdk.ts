// Named here so that a bundler sees what is used, as in identity-center/sso-sdk.ts.
export {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
