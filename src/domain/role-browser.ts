// Which browser a role's console opens in: what is nearest to the role wins, as with the settings of profiles.
import {
  type BrowserConfig,
  type BrowserFields,
  type BrowserRef,
  type ConsoleLink,
  containerColors,
  containerIcons,
  fillFields,
  namedBrowsers,
  type WantedBrowser,
} from './browser.ts';
import type { Config, InstanceConfig } from './config.ts';
import { type GuardTone, guardOf } from './guard.ts';
import type { Role } from './role.ts';
import { type CompiledRule, matchingRules, ruleFields } from './tag-rules.ts';

export type BrowserSource = {
  readonly config: Config;
  readonly rules: readonly CompiledRule[];
  /** The account's name at AWS, which tag rules look at. */
  readonly accountName: string;
};

const instanceOf = (config: Config, name: string): InstanceConfig | undefined =>
  config.instances.find((instance) => instance.name === name);

/** What the config says of the role's browser; undefined where it says nothing. */
export const browserRef = (
  role: Role,
  { config, rules, accountName }: BrowserSource,
): BrowserRef | undefined => {
  const instance = instanceOf(config, role.instance);
  const account = instance?.accounts.find(({ id }) => id === role.accountId);
  const layers = [
    account?.roles.find(({ name }) => name === role.roleName)?.browser,
    account?.browser,
    ...matchingRules(rules, ruleFields({ ...role, accountName }))
      .map((rule) => rule.browser)
      .toReversed(),
    instance?.browser,
    config.browser,
  ];
  return layers.find((ref) => ref !== undefined);
};

const plainBrowser = (kind: BrowserConfig['kind'], command?: readonly string[]): BrowserConfig => ({
  kind,
  command,
  name: undefined,
  color: undefined,
  icon: undefined,
});

/** Names that `browser` and `--browser` take. */
export const browserNames = ({ browsers = {} }: Pick<Config, 'browsers'>): readonly string[] => [
  ...Object.keys(browsers),
  ...namedBrowsers.filter((name) => !Object.hasOwn(browsers, name)),
];

/** Undefined for a name that stands for none. */
export const browserNamed = (
  { browsers = {} }: Pick<Config, 'browsers'>,
  ref: BrowserRef,
): BrowserConfig | undefined => {
  if (typeof ref !== 'string') return plainBrowser('command', ref);
  if (Object.hasOwn(browsers, ref)) return browsers[ref];
  const kind = namedBrowsers.find((name) => name === ref);
  return kind && plainBrowser(kind);
};

/** The role's tag of that key, letters of either case, where the extensions know the value. */
const tagged = <Value extends string>(
  role: Role,
  key: string,
  known: readonly Value[],
): Value | undefined => {
  const found = Object.keys(role.tags).find((name) => name.toLowerCase() === key);
  const value = found === undefined ? undefined : role.tags[found]?.toLowerCase();
  return known.find((one) => one === value);
};

/** The same for the same name, so that a container keeps its look. */
const byName = <Value extends string>(name: string, known: readonly Value[]): string => {
  let sum = 0;
  for (const letter of name) sum += letter.codePointAt(0) ?? 0;
  return known[sum % known.length] ?? '';
};

const guardColors: Readonly<Partial<Record<GuardTone, string>>> = {
  critical: 'red',
  warning: 'yellow',
  accent: 'orange',
  success: 'green',
  code: 'blue',
};

const guardColor = (role: Role, { guard = [] }: Config): string | undefined => {
  const tone = guardOf(guard, role)?.tone;
  return tone === undefined ? undefined : guardColors[tone];
};

export const browserOfRole = (role: Role, config: Config, browser: BrowserConfig): WantedBrowser => {
  const facts = {
    profile: role.profile,
    account: role.accountName,
    account_id: role.accountId,
    role: role.roleName,
    instance: role.instance,
    region: role.region ?? '',
    email: role.email,
  };
  const name = fillFields(browser.name ?? '{profile}', facts);
  const color = tagged(role, 'color', containerColors) ?? browser.color ?? guardColor(role, config);
  const fields: BrowserFields = {
    ...facts,
    name,
    color: color ?? byName(name, containerColors),
    icon: tagged(role, 'icon', containerIcons) ?? browser.icon ?? byName(name, containerIcons),
  };
  return { kind: browser.kind, command: browser.command, fields };
};

/**
 * The browser to sign in to an instance with. Only `sign_in_browser`, or a `browser` that is a command, is used: signing in
 * needs the person's own cookies, which no profile of a single role has.
 */
export const browserOfInstance = (config: Config, name: string): WantedBrowser | undefined => {
  const instance = instanceOf(config, name);
  const own = instance?.signInBrowser ?? config.signInBrowser;
  const ref = own ?? [instance?.browser, config.browser].find((one) => one !== undefined);
  const browser = ref === undefined ? undefined : browserNamed(config, ref);
  if (browser === undefined || (own === undefined && browser.kind !== 'command')) return undefined;
  const fields: BrowserFields = {
    profile: name,
    account: '',
    account_id: '',
    role: '',
    instance: name,
    region: instance?.region ?? '',
    email: '',
    name: fillFields(browser.name ?? '{instance}', { profile: name, instance: name }),
    color: browser.color ?? 'blue',
    icon: browser.icon ?? 'fingerprint',
  };
  return { kind: browser.kind, command: browser.command, fields };
};

export const consoleLinkOf = (config: Config, instance: string): ConsoleLink =>
  instanceOf(config, instance)?.consoleLink ?? config.consoleLink ?? 'signin';
