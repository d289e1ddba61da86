// Named here so that a bundler sees what is used, as in identity-center/sso-sdk.ts.
export { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
