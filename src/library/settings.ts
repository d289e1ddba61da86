// The options of `createAwsAuth`, checked and with what is meant where they say nothing.
import { isAction } from '../domain/iam-action.ts';
import { isRegion } from '../domain/region.ts';
import { isToolName } from '../domain/tool-name.ts';
import type { AuthMethod } from './auth-method.ts';
import { checkBranding } from './check-branding.ts';
import { checkPermissions } from './check-permissions.ts';
import type { AwsAuthOptions, Branding, Permission, RequiredAction } from './options.ts';
import { type RolecallError, wrongOption } from './rolecall-error.ts';
import type { SetupUi } from './setup-ui.ts';

export type AwsAuthSettings = {
  readonly toolName: string;
  readonly toolVersion: string | undefined;
  readonly region: string;
  /** As it was given. */
  readonly givenProfile: string | undefined;
  readonly profileName: string;
  /** Seconds; undefined: it is for the mode to say. */
  readonly sessionDuration: number | undefined;
  readonly requiredActions: readonly { readonly action: string; readonly why: string | undefined }[];
  readonly customPermissions: readonly Permission[];
  readonly preferSso: boolean | undefined;
  readonly allowIamUser: boolean;
  readonly allowEnvironment: boolean;
  readonly setupUi: 'terminal' | 'web' | 'none' | SetupUi | undefined;
  readonly branding: Branding;
  /** Undefined: it is for the environment to say. */
  readonly ciMode: boolean | undefined;
  readonly confirm: readonly string[];
  readonly methods: readonly AuthMethod[];
};

const known: Readonly<Record<keyof AwsAuthOptions, 'text' | 'switch' | 'list' | 'other'>> = {
  toolName: 'text',
  toolVersion: 'text',
  defaultRegion: 'text',
  profileName: 'text',
  sessionDuration: 'other',
  requiredActions: 'list',
  customPermissions: 'list',
  preferSso: 'switch',
  allowIamUser: 'switch',
  allowEnvironment: 'switch',
  setupUi: 'other',
  branding: 'other',
  ciMode: 'switch',
  confirm: 'other',
  methods: 'list',
};

const wrong = (path: string, what: string): RolecallError => wrongOption(`${path} ${what}`);

const forms: Readonly<Record<string, readonly [(value: unknown) => boolean, string]>> = {
  text: [(value) => typeof value === 'string' && /^[^\p{Cc}]{1,128}$/u.test(value), 'is to be a text.'],
  switch: [(value) => typeof value === 'boolean', 'is to be true or false.'],
  list: [(value) => Array.isArray(value), 'is to be a list.'],
  other: [() => true, ''],
};

const checkForms = (options: AwsAuthOptions): void => {
  if (typeof options !== 'object' || options === null) throw wrong('its options', 'are to be an object.');
  for (const [name, value] of Object.entries(options)) {
    const form = Object.hasOwn(known, name) ? forms[known[name as keyof AwsAuthOptions]] : undefined;
    if (form === undefined) throw wrong(name, 'is no option.');
    const [isRight, what] = form;
    if (value !== undefined && !isRight(value)) throw wrong(name, what);
  }
};

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

const secondsOf = (value: unknown): number | undefined => {
  if (value === undefined) return undefined;
  const [, count = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(String(value)) ?? [];
  const seconds = typeof value === 'number' ? value : Number(count) * (units[unit] ?? 0);
  if (Number.isInteger(seconds) && seconds >= 900 && seconds <= 43_200) return seconds;
  throw wrong('sessionDuration', 'is to be seconds, or a text such as 12h, from 15 minutes to 12 hours.');
};

const actionsOf = (given: readonly RequiredAction[]): AwsAuthSettings['requiredActions'] =>
  given.map((entry, index) => {
    const { action, why } = typeof entry === 'string' ? { action: entry, why: undefined } : (entry ?? {});
    if (typeof action === 'string' && isAction(action) && ['string', 'undefined'].includes(typeof why))
      return { action, why };
    throw wrong(`requiredActions[${index}]`, 'is to be an action such as s3:GetObject, or { action, why }.');
  });

const isMethod = ({ name, available, authenticate }: AuthMethod): boolean =>
  typeof name === 'string' &&
  name !== '' &&
  typeof available === 'function' &&
  typeof authenticate === 'function';

export const checkedMethod = (method: AuthMethod, path: string): AuthMethod => {
  if (typeof method === 'object' && method !== null && isMethod(method)) return method;
  throw wrong(path, 'is to have a name, and the functions available and authenticate.');
};

const checkUi = (ui: AwsAuthOptions['setupUi']): void => {
  if (ui === undefined || ui === 'terminal' || ui === 'web' || ui === 'none') return;
  if (typeof ui === 'object' && ui !== null && typeof ui.name === 'string' && typeof ui.run === 'function')
    return;
  throw wrong(
    'setupUi',
    "is to be 'terminal', 'web', 'none', or an object with a name and the function run.",
  );
};

const namesOf = (confirm: AwsAuthOptions['confirm']): readonly string[] => {
  const names: readonly unknown[] = typeof confirm === 'string' ? [confirm] : (confirm ?? []);
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw wrong('confirm', 'is to be a name, or a list of names.');
};

/** Errors: RolecallError (`wrong-options`) for what is not right, by its name. */
export const settingsOf = (options: AwsAuthOptions): AwsAuthSettings => {
  checkForms(options);
  const { toolName, defaultRegion, profileName, requiredActions, customPermissions, branding } = options;
  if (toolName === undefined || !isToolName(toolName))
    throw wrong('toolName', 'is needed: up to 64 letters, digits, ., _ and -.');
  if (defaultRegion !== undefined && !isRegion(defaultRegion))
    throw wrong('defaultRegion', 'is to be a region such as eu-west-1.');
  checkUi(options.setupUi);
  checkPermissions(customPermissions ?? []);
  checkBranding(branding ?? {});
  return {
    toolName,
    toolVersion: options.toolVersion,
    region: defaultRegion ?? 'us-east-1',
    givenProfile: profileName,
    profileName: profileName ?? `${toolName}-profile`,
    sessionDuration: secondsOf(options.sessionDuration),
    requiredActions: actionsOf(requiredActions ?? ['sts:GetCallerIdentity']),
    customPermissions: customPermissions ?? [],
    preferSso: options.preferSso,
    allowIamUser: options.allowIamUser ?? true,
    allowEnvironment: options.allowEnvironment ?? true,
    setupUi: options.setupUi,
    branding: branding ?? {},
    ciMode: options.ciMode,
    confirm: namesOf(options.confirm),
    methods: (options.methods ?? []).map((method, index) => checkedMethod(method, `methods[${index}]`)),
  };
};
