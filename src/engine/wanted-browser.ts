// The browser that the config wants for a role or a sign-in.
import type { BrowserRef, WantedBrowser } from '../domain/browser.ts';
import type { Config } from '../domain/config.ts';
import { UsageError } from '../domain/errors.ts';
import { nearestWord } from '../domain/nearest-word.ts';
import type { Role } from '../domain/role.ts';
import {
  browserNamed,
  browserNames,
  browserOfInstance,
  browserOfRole,
  browserRef,
} from '../domain/role-browser.ts';
import { compileRule } from '../domain/tag-rules.ts';
import type { Services } from '../ports/services.ts';

type BrowserServices = Pick<Services, 'configStore' | 'catalogStore'>;

/** Tag rules look at the account's name at AWS, which the role no longer has where the config names it. */
const awsName = async (
  services: BrowserServices,
  { instance, accountId, accountName }: Role,
): Promise<string> => {
  const { instances } = await (await services.catalogStore()).load();
  const found = instances.find((entry) => entry.instance === instance);
  return found?.accounts.find(({ id }) => id === accountId)?.name ?? accountName;
};

const refFor = async (
  services: BrowserServices,
  config: Config,
  role: Role,
): Promise<BrowserRef | undefined> => {
  const rules = config.tagRules.filter((rule) => rule.browser !== undefined).map(compileRule);
  const accountName = rules.length === 0 ? role.accountName : await awsName(services, role);
  return browserRef(role, { config, rules, accountName });
};

/** `named` is the person's word for this once. Undefined = `$BROWSER`, then the system's. Errors: UsageError. */
export const browserForRole = async (
  services: BrowserServices,
  role: Role,
  named?: string,
): Promise<WantedBrowser | undefined> => {
  const config = await (await services.configStore()).load();
  const ref = named ?? (await refFor(services, config, role));
  if (ref === undefined) return undefined;
  const browser = browserNamed(config, ref);
  if (browser !== undefined) return browserOfRole(role, config, browser);
  const known = browserNames(config);
  const nearest = nearestWord(String(ref), known);
  throw new UsageError(
    `There is no browser ${String(ref)}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
    `There are: ${known.join(', ')}`,
  );
};

export const browserForSignIn = async (
  services: Pick<Services, 'configStore'>,
  instance: string,
): Promise<WantedBrowser | undefined> =>
  browserOfInstance(await (await services.configStore()).load(), instance);

/** Answers whether a browser was started. Never throws. */
export const openForSignIn = async (
  services: Pick<Services, 'configStore' | 'browser'>,
  instance: string,
  url: string,
): Promise<boolean> => {
  const wanted = await browserForSignIn(services, instance);
  return (await services.browser()).open(wanted, url);
};
