// CloudWatch's PutMetricData, in the JSON 1.0 protocol that today's SDKs speak: checked as AWS checks it, and kept.
import { randomUUID } from 'node:crypto';
import type { Handler, Reply } from '../http/handler.ts';
import { roleAllows } from '../iam/permissions.ts';
import { callerOf } from '../query/caller.ts';
import type { QueryService } from '../query/query-service.ts';

const reply = (status: number, value: object): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(value),
});

const error: QueryService['error'] = (status, code, message) =>
  reply(status, { __type: `com.amazonaws.cloudwatch#${code}`, message });

export const cloudWatch: QueryService = {
  id: 'monitoring',
  result: (_action, content = {}) => reply(200, content),
  error,
  anyError: ({ name, status = 400, message = 'The request failed.' }) =>
    error(
      status,
      name ?? (status >= 500 ? 'InternalServiceFault' : 'InvalidParameterValueException'),
      message,
    ),
};

/** One thing that was measured, as it came. */
export type KeptDatum = {
  readonly accountId: string;
  readonly namespace: string;
  readonly datum: Readonly<Record<string, unknown>>;
};

const day = 24 * 3_600_000;
const mostData = 1000;
const mostDimensions = 30;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What AWS would say of a datum; undefined when it is right. */
const faultOf = (datum: unknown, now: number): string | undefined => {
  if (!isRecord(datum)) return 'The parameter MetricData.member is not a structure.';
  const { MetricName, Timestamp, Value, Values, StatisticValues, Dimensions = [] } = datum;
  if (typeof MetricName !== 'string' || MetricName === '' || MetricName.length > 255)
    return 'The parameter MetricData.member.MetricName is required.';
  const forms = [Value, Values, StatisticValues].filter((form) => form !== undefined);
  if (forms.length !== 1) return 'Exactly one of Value, Values and StatisticValues is required.';
  if (!Array.isArray(Dimensions) || Dimensions.length > mostDimensions)
    return `At most ${mostDimensions} dimensions are allowed.`;
  const isNamed = Dimensions.every(
    (one) =>
      isRecord(one) && [one['Name'], one['Value']].every((text) => typeof text === 'string' && text !== ''),
  );
  if (!isNamed) return 'A dimension needs a name and a value.';
  const at = typeof Timestamp === 'number' ? Timestamp * 1000 : now;
  return at < now - 14 * day || at > now + day / 12
    ? 'The Timestamp is out of the range that is taken.'
    : undefined;
};

export const putMetricData: Handler = (world, request) => {
  const caller = callerOf(world, request, cloudWatch);
  if ('status' in caller) return caller;
  const action = 'cloudwatch:PutMetricData';
  if (caller.kind === 'user' || caller.kind === 'session' || !roleAllows(caller.roleName, action))
    return error(403, 'AccessDenied', `User: ${caller.arn} is not authorized to perform: ${action}`);
  const body = parse(request.body);
  const { Namespace, MetricData } = isRecord(body) ? body : {};
  if (typeof Namespace !== 'string' || Namespace === '' || Namespace.startsWith('AWS/'))
    return error(400, 'InvalidParameterValueException', 'The parameter Namespace is not valid.');
  if (!Array.isArray(MetricData) || MetricData.length === 0 || MetricData.length > mostData)
    return error(400, 'InvalidParameterValueException', `MetricData must hold 1 to ${mostData} metrics.`);
  const fault = MetricData.map((datum) => faultOf(datum, world.now())).find((one) => one !== undefined);
  if (fault !== undefined) return error(400, 'InvalidParameterValueException', fault);
  const kept = MetricData.map((datum) => ({ accountId: caller.accountId, namespace: Namespace, datum }));
  world.metrics.push(...kept);
  world.metrics.splice(0, Math.max(0, world.metrics.length - 10_000));
  return reply(200, {});
};
