// CloudWatch, for figures of use. Which host that is in each partition, the SDK's own rules say.
import { type Environment, endpointOverride, hostSwitches, refuseSwitches } from '../domain/aws-endpoint.ts';
import type { SigningKeys } from '../domain/credentials.ts';
import { UsageError } from '../domain/errors.ts';
import type { MetricDatum } from '../domain/metrics.ts';
import { isRegion } from '../domain/region.ts';
import type { MetricSink } from '../ports/metric-sink.ts';
import { translateQueryError } from './aws-http/query-error.ts';
import { hushSdk, plainSdkConfig, sdkHandler } from './aws-http/sdk-handler.ts';

export type CloudWatchOptions = {
  readonly region: string;
  readonly credentials: SigningKeys;
  readonly env: Environment;
};

const inAwsForm = ({ name, at, unit, dimensions, sum, count, least, most }: MetricDatum) => ({
  MetricName: name,
  Timestamp: new Date(at),
  Unit: unit,
  Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
  StatisticValues: { SampleCount: count, Sum: sum, Minimum: least, Maximum: most },
});

/** Errors here: UsageError for a region or endpoint that may not be used. */
export const connectCloudWatch = ({ region, credentials, env }: CloudWatchOptions): MetricSink => {
  if (!isRegion(region)) throw new UsageError(`"${region.slice(0, 40)}" is not an AWS region.`);
  const endpoint = endpointOverride('cloudwatch', env);
  if (endpoint !== undefined) refuseSwitches('cloudwatch', env);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const { isFips, isDualStack } = hostSwitches(env);
  return {
    put: async (namespace, data) => {
      hushSdk();
      const sdk = await import('./aws-http/cloudwatch-sdk.ts');
      const client = new sdk.CloudWatchClient({
        ...plainSdkConfig,
        useFipsEndpoint: isFips,
        useDualstackEndpoint: isDualStack,
        region,
        ...(endpoint === undefined ? {} : { endpoint: endpoint.href }),
        credentials: {
          accessKeyId,
          secretAccessKey,
          ...(sessionToken === undefined ? {} : { sessionToken }),
        },
        requestHandler: sdkHandler({ env }, () => undefined),
      });
      try {
        await client.send(
          new sdk.PutMetricDataCommand({ Namespace: namespace, MetricData: data.map(inAwsForm) }),
        );
      } catch (error) {
        throw translateQueryError('CloudWatch', error);
      }
    },
  };
};
