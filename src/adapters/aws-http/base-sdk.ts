// Named here so that a bundler sees what is used, as in identity-center/sso-sdk.ts.
export { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
