// Start URLs that other tools on this machine already know. Each reader takes the text (or the YAML) of one tool's file as
// it really is, broken lines and all: what it cannot make sense of, it passes over.
import type { YamlValue } from './config-reader.ts';
import { isInstanceName } from './parse-config.ts';
import { isRegion } from './region.ts';
import { sanitize } from './sanitize.ts';
import { parseStartUrl } from './start-url.ts';

/** Once in a file. `origin` says where, for a person: `sso-session acme`. */
export type StartUrlMention = {
  readonly url: string;
  readonly region: string | undefined;
  /** What it is called there, where that is a name of the instance and not of one role. */
  readonly name: string | undefined;
  readonly origin: string;
};

export type FoundStartUrl = {
  /** Normalised. */
  readonly url: string;
  readonly region: string | undefined;
  readonly name: string | undefined;
  /** Where it was found, most telling first. */
  readonly origins: readonly string[];
};

type Section = { readonly header: string; readonly values: ReadonlyMap<string, string> };

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2');

/** Sections of INI and tables of TOML: `[header]` and `key = value` lines, keys in lower case. */
const sectionsOf = (text: string): readonly Section[] => {
  let values = new Map<string, string>();
  const sections: Section[] = [{ header: '', values }];
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const header = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      values = new Map();
      sections.push({ header: header.trim(), values });
      continue;
    }
    const [, key, value] = /^\s*([A-Za-z_][\w.-]*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined && !values.has(key.toLowerCase()))
      values.set(key.toLowerCase(), unquoted(value.replace(/\s[#;].*$/, '').trim()));
  }
  return sections;
};

const named = (name: string | undefined): string | undefined =>
  name !== undefined && isInstanceName(name) && !/^default$/i.test(name) ? name : undefined;

const counted = (count: number): string => (count === 1 ? '1 profile' : `${count} profiles`);

/** `~/.aws/config`: sso-session sections, profiles of the older form, and those that granted writes. */
export const startUrlsInAwsConfig = (text: string): readonly StartUrlMention[] => {
  const sessions: StartUrlMention[] = [];
  const profiles = new Map<string, StartUrlMention & { readonly count: number }>();
  for (const { header, values } of sectionsOf(text)) {
    const session = /^sso-session\s+(.+)$/.exec(header)?.[1];
    const url = values.get('sso_start_url') ?? values.get('granted_sso_start_url');
    if (url === undefined) continue;
    const region = values.get('sso_region') ?? values.get('granted_sso_region');
    if (session !== undefined) {
      const name = unquoted(session.trim());
      sessions.push({ url, region, name: named(name), origin: `sso-session ${name}` });
      continue;
    }
    const key = `${url} ${region}`;
    const count = (profiles.get(key)?.count ?? 0) + 1;
    profiles.set(key, { url, region, name: undefined, origin: counted(count), count });
  }
  return [...sessions, ...profiles.values()];
};

const textIn = (map: YamlValue | undefined, key: string): string | undefined => {
  const value = map instanceof Map ? (map.get(key) as YamlValue | undefined) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** aws-sso-cli's config.yaml, as YAML gave it. */
export const startUrlsInAwsSsoCli = (config: YamlValue): readonly StartUrlMention[] => {
  const instances: unknown = config instanceof Map ? config.get('SSOConfig') : undefined;
  if (!(instances instanceof Map)) return [];
  return [...(instances as ReadonlyMap<string, YamlValue>)].flatMap(([name, instance]) => {
    const url = textIn(instance, 'StartUrl');
    const region = textIn(instance, 'SSORegion');
    return url === undefined
      ? []
      : [{ url, region, name: named(String(name)), origin: `aws-sso-cli ${name}` }];
  });
};

/** granted's `config`, a TOML file. */
export const startUrlsInGranted = (text: string): readonly StartUrlMention[] =>
  sectionsOf(text).flatMap(({ header, values }) => {
    const own = /^SSO\.(.+)$/i.exec(header)?.[1];
    const name = own === undefined ? undefined : unquoted(own.trim());
    const url = own === undefined ? values.get('commonfatedefaultssostarturl') : values.get('starturl');
    const region = values.get(own === undefined ? 'commonfatedefaultssoregion' : 'ssoregion');
    const origin = name === undefined ? 'granted' : `granted ${name}`;
    return url === undefined || url === '' ? [] : [{ url, region, name: named(name), origin }];
  });

/** Leapp's workspace. It is encrypted since long; what some versions and exports leave readable is JSON. */
export const startUrlsInLeapp = (text: string): readonly StartUrlMention[] => {
  let workspace: unknown;
  try {
    workspace = JSON.parse(text);
  } catch {
    return [];
  }
  const fields = (workspace ?? {}) as Record<string, unknown>;
  const listed = fields['_awsSsoIntegrations'] ?? fields['awsSsoIntegrations'];
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((item: unknown) => {
    const { portalUrl, region, alias } = (item ?? {}) as Record<string, unknown>;
    const name = typeof alias === 'string' ? alias : undefined;
    return typeof portalUrl === 'string'
      ? [
          {
            url: portalUrl,
            region: typeof region === 'string' ? region : undefined,
            name: named(name),
            origin: name === undefined ? 'Leapp' : `Leapp ${name}`,
          },
        ]
      : [];
  });
};

/** Each start URL once, in the order of their mention; those that cannot be used are left out. */
export const mergeStartUrls = (
  mentions: readonly StartUrlMention[],
  isLoopbackAllowed: boolean,
): readonly FoundStartUrl[] => {
  const found = new Map<string, FoundStartUrl>();
  for (const { url, region, name, origin } of mentions) {
    const checked = parseStartUrl(url, isLoopbackAllowed);
    if (checked.kind === 'refused') continue;
    const known = found.get(checked.url);
    const usable = region !== undefined && isRegion(region) ? region : undefined;
    found.set(checked.url, {
      url: checked.url,
      region: known?.region ?? usable,
      name: known?.name ?? name,
      origins: [...new Set([...(known?.origins ?? []), sanitize(origin, 80)])],
    });
  }
  return [...found.values()];
};

/** A name for an instance of which nobody said one: the first word of its host, where that is no code of AWS's. */
export const nameFromStartUrl = (startUrl: string): string | undefined => {
  const [first = ''] = URL.canParse(startUrl) ? new URL(startUrl).hostname.split('.') : [];
  const isCode = /^(?:d-|ssoins-|\d+$|start$|identitycenter$)/.test(first);
  return isInstanceName(first) && !isCode ? first : undefined;
};
