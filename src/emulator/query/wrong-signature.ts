import type { EmulatorRequest } from '../http/handler.ts';
import type { World } from '../world.ts';
import type { QueryService } from './query-service.ts';
import { type Authorization, signatureOf } from './signature.ts';

const minutes = 5;
const tolerance = minutes * 60_000;

const dateForm = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

const basicIso = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/**
 * A client signs by its machine's clock, which knows nothing of `shiftClock`, until an SDK that corrects skew learns the
 * emulator's time from a Date header, maybe one from before another shift. All of these are right.
 */
const wrongDate = (world: World, date: string): string | undefined => {
  const at = Date.parse(date.replace(dateForm, '$1-$2-$3T$4:$5:$6Z'));
  if (!dateForm.test(date) || Number.isNaN(at)) return 'X-Amz-Date must be in ISO-8601 basic format.';
  const [earliest, latest] = world.clocksShown();
  if (at < earliest - tolerance) {
    const limit = `${basicIso(earliest - tolerance)} (${basicIso(earliest)} - ${minutes} min.)`;
    return `Signature expired: ${date} is now earlier than ${limit}`;
  }
  if (at <= latest + tolerance) return undefined;
  const limit = `${basicIso(latest + tolerance)} (${basicIso(latest)} + ${minutes} min.)`;
  return `Signature not yet current: ${date} is still later than ${limit}`;
};

const mustBeSigned = (name: string): boolean => name === 'host' || name.startsWith('x-amz-');

export type Claim = {
  readonly said: Authorization;
  readonly secret: string;
  readonly service: QueryService['id'];
};

/** Why a signature is refused, in AWS's words; undefined when it is right. Any region is taken: all answer here. */
export const wrongSignature = (world: World, request: EmulatorRequest, claim: Claim): string | undefined => {
  const { said, secret, service } = claim;
  const date = String(request.headers['x-amz-date']);
  if (said.service !== service) return `Credential should be scoped to correct service: '${service}'.`;
  if (said.date !== date.slice(0, 8)) return 'The date in the Credential scope is not that of X-Amz-Date.';
  const unsigned = Object.keys(request.headers).find(
    (name) => mustBeSigned(name) && !said.signedHeaders.includes(name),
  );
  if (unsigned !== undefined) return `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`;
  const late = wrongDate(world, date);
  if (late !== undefined) return late;
  if (signatureOf(request, said, secret) === said.signature) return undefined;
  return 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
};
