// Is each Identity Center where config.yaml says? Some start URLs tell. For others a person who is signed in has the
// answer already; for one who is not, AWS is asked as a sign-in would ask it: a sign-in begins, and nobody confirms it.
import { awsEndpoint } from '../../domain/aws-endpoint.ts';
import type { InstanceConfig } from '../../domain/config.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { OidcFailed } from '../../domain/errors.ts';
import { isPlausibleRegion, placeOfStartUrl } from '../../domain/start-url-region.ts';
import { sessionStatus } from '../../engine/session.ts';
import type { Services } from '../../ports/services.ts';
import type { Check, Examined } from './examined.ts';

/** `unknown`: nobody was asked, or the answer tells nothing. */
export type Answer = 'known' | 'refused' | 'unknown';

type Named = Pick<InstanceConfig, 'name' | 'startUrl' | 'region'>;

const editOf = (configPath: string, name: string, region: string): string =>
  `In ${configPath}, set instances.${name}.region to ${region}`;

export const regionFindings = (
  { name, startUrl, region }: Named,
  answer: Answer,
  configPath: string,
): readonly Finding[] => {
  const place = placeOfStartUrl(startUrl);
  if (!isPlausibleRegion(startUrl, region))
    return [
      {
        id: 'region-mismatch',
        level: 'error',
        what:
          place.kind === 'region'
            ? `${name} is set to ${region}, and its start URL is of ${place.region}.`
            : `${name} is set to ${region}, which is not in the partition of its start URL.`,
        why: 'Identity Center is in one region only: no other one knows it, and a sign-in fails there.',
        mend: [
          editOf(configPath, name, place.kind === 'region' ? place.region : 'the region of Identity Center'),
        ],
      },
    ];
  if (answer === 'refused')
    return [
      {
        id: 'region-unknown-there',
        level: 'error',
        what: `AWS in ${region} does not know the start URL of ${name} (${startUrl}).`,
        why: 'Either the region or the start URL is wrong. Both stand on the page of Identity Center’s settings, and on the access portal’s "Access keys" page.',
        mend: [editOf(configPath, name, 'the region that is shown there')],
      },
    ];
  if (place.kind === 'region' || answer === 'known')
    return [{ id: 'region', level: 'ok', what: `${name} is in ${region}.` }];
  return [];
};

const patience = 8_000;

const begin = async (services: Services, instance: InstanceConfig): Promise<Answer> => {
  const center = await services.identityCenter(instance);
  try {
    await center.startDeviceAuthorization(await center.registerClient('device'));
    return 'known';
  } catch (error) {
    return error instanceof OidcFailed && error.code === 'invalid_request' ? 'refused' : 'unknown';
  }
};

const within = async (services: Services, work: Promise<Answer>): Promise<Answer> => {
  const over = new AbortController();
  const late = services.clock.sleep(patience, over.signal).then(
    (): Answer => 'unknown',
    (): Answer => 'unknown',
  );
  try {
    return await Promise.race([work.catch((): Answer => 'unknown'), late]);
  } finally {
    over.abort();
  }
};

const answerFor = async (
  { services, isOffline, inspection, env }: Examined,
  instance: InstanceConfig,
): Promise<Answer> => {
  const session = await sessionStatus(services, instance);
  if (session.kind === 'signed-in') return 'known';
  const isTold = placeOfStartUrl(instance.startUrl).kind === 'region';
  if (isOffline || isTold || instance.startUrl === '') return 'unknown';
  const time = await inspection.serverTime(awsEndpoint('sso-oidc', instance.region, env));
  return time.kind === 'answered' ? within(services, begin(services, instance)) : 'unknown';
};

export const regionsCheck: Check = {
  subject: 'the regions of the instances',
  group: 'sign-in',
  run: async (examined) => {
    const { config } = examined;
    if (config.kind === 'broken') return [];
    const centers = config.config.instances.filter(({ base }) => base === undefined).slice(0, 8);
    const found = await Promise.all(
      centers.map(async (instance) =>
        regionFindings(instance, await answerFor(examined, instance), config.path),
      ),
    );
    return found.flat();
  },
};
