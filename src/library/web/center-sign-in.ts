// Identity Center from its start URL to the roles that a person has there.
import type { InstanceConfig } from '../../domain/config.ts';
import { UsageError } from '../../domain/errors.ts';
import { hour } from '../../domain/expiry.ts';
import { isRegion } from '../../domain/region.ts';
import type { Role } from '../../domain/role.ts';
import { loadRoles } from '../../engine/load-roles.ts';
import { refreshCatalog } from '../../engine/refresh-catalog.ts';
import { signIn } from '../../engine/sign-in.ts';
import type { Host } from '../../host.ts';
import type { Page } from './page.ts';

export type CenterAnswers = { readonly startUrl: string; readonly region: string };

const nameFor = (startUrl: string, taken: readonly string[]): string => {
  const [first = ''] = new URL(startUrl).hostname.split('.');
  const base = /^[A-Za-z][\w-]{0,30}$/.test(first) ? first : 'default';
  const free = [base, ...Array.from({ length: taken.length + 1 }, (_, at) => `${base}-${at + 2}`)];
  return free.find((name) => !taken.includes(name)) ?? base;
};

/** The one that config.yaml has with this start URL, else a new one, which is not written yet. */
const instanceOf = async (host: Host, { startUrl, region }: CenterAnswers): Promise<InstanceConfig> => {
  const { instances } = await (await host.services.configStore()).load();
  const known = instances.find((one) => one.base === undefined && one.startUrl === startUrl);
  return (
    known ?? {
      name: nameFor(
        startUrl,
        instances.map(({ name }) => name),
      ),
      ...{
        startUrl,
        region,
        defaultRegion: undefined,
        login: 'auto',
        sessionDuration: 8 * hour,
        accounts: [],
      },
    }
  );
};

type Working = Extract<Page, { kind: 'working' }>;

type Shown = { readonly show: (page: Omit<Working, 'kind'>) => void; readonly signal: AbortSignal };

/** The roles of the instance, once somebody has signed in; it is in config.yaml then. Errors: those of `signIn` and `refreshCatalog`, UsageError. */
export const signInToCenter = async (
  host: Host,
  answers: CenterAnswers,
  { show, signal }: Shown,
): Promise<readonly Role[]> => {
  if (!isRegion(answers.region))
    throw new UsageError(`${answers.region} is not an AWS region.`, 'A region looks like us-east-1.');
  show({ text: 'Asking AWS for a code' });
  const startUrl = await host.resolveStartUrl(answers.startUrl);
  const instance = await instanceOf(host, { ...answers, startUrl });
  await signIn(host.services, instance, {
    ...{ flow: 'device', isBrowserAllowed: false, force: false, signal },
    onProgress: (progress) => {
      if (progress.kind === 'device-code')
        show({ text: 'Confirm the sign-in', code: { code: progress.userCode, url: progress.url } });
      else show({ text: 'Signing in' });
    },
  });
  const { name, region } = instance;
  await (await host.services.configStore()).saveInstance({ name, settings: { start_url: startUrl, region } });
  show({ text: 'Reading your accounts and roles' });
  await refreshCatalog(host.services, {
    ...{ instances: [instance], signal },
    onProgress: ({ accountsDone: done, accountsTotal: total }) =>
      show({ text: 'Reading your accounts and roles', progress: { done, total } }),
  });
  const { roles } = await loadRoles(host.services);
  return [...roles].filter((role) => role.instance === name);
};
