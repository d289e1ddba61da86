// Browsers that a console can open in, as config.yaml names them. Several consoles live side by side when each role has a
// profile of the browser of its own, or a container of Firefox.

/** Each role in a profile of the browser. */
export const profileBrowsers = ['firefox', 'chrome', 'chromium', 'edge', 'brave', 'vivaldi'] as const;

/** Each role in a container of Firefox, by the extension that opens it. */
export const containerBrowsers = ['granted-containers', 'open-url-in-container'] as const;

export type ProfileBrowser = (typeof profileBrowsers)[number];
export type ContainerBrowser = (typeof containerBrowsers)[number];

/** `system`: `$BROWSER`, else what the system opens URLs with. */
export type NamedBrowser = ProfileBrowser | ContainerBrowser | 'safari' | 'system';

export const namedBrowsers: readonly NamedBrowser[] = [
  ...profileBrowsers,
  ...containerBrowsers,
  'safari',
  'system',
];

export const isContainerBrowser = (kind: string): kind is ContainerBrowser =>
  containerBrowsers.some((known) => known === kind);

/** One of `browsers` in config.yaml. */
export type BrowserConfig = {
  readonly kind: NamedBrowser | 'command';
  /** Of `command` the whole argv, of others the program's words; fields in braces. Undefined = the usual program. */
  readonly command: readonly string[] | undefined;
  /** What the profile or container is called, with fields; undefined = by the role's profile name. */
  readonly name: string | undefined;
  readonly color: string | undefined;
  readonly icon: string | undefined;
};

/** A name of `browsers` or of a kind, or an argv. */
export type BrowserRef = string | readonly string[];

/** Where a console is opened: rolecall's own sign-in, or the link of the access portal. */
export type ConsoleLink = 'signin' | 'portal';

/** Both extensions take these. */
export const containerColors = [
  'blue',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'pink',
  'purple',
] as const;

export const containerIcons = [
  'fingerprint',
  'briefcase',
  'dollar',
  'cart',
  'gift',
  'vacation',
  'food',
  'fruit',
  'pet',
  'tree',
  'chill',
  'circle',
] as const;

/** What may stand in braces; `url` is put in last. */
export const browserFields = [
  'profile',
  'account',
  'account_id',
  'role',
  'instance',
  'region',
  'email',
  'name',
  'color',
  'icon',
] as const;

export type BrowserFields = Readonly<Record<(typeof browserFields)[number], string>>;

/** The browser for one role, or for one instance's sign-in. */
export type WantedBrowser = Pick<BrowserConfig, 'kind' | 'command'> & { readonly fields: BrowserFields };

const isField = (name: string): name is keyof BrowserFields => browserFields.some((known) => known === name);

/**
 * Puts fields in their places, each once: a name that holds `{url}` stays what it is. One at the start of a word loses its
 * dashes there, so that no name can be an option of the program.
 */
export const fillFields = (word: string, fields: Partial<BrowserFields>): string =>
  word.replace(/\{([a-z_]+)\}/g, (whole, name: string, at: number) => {
    if (!isField(name)) return whole;
    const value = fields[name];
    if (value === undefined) return whole;
    return at === 0 ? value.replace(/^[-\s]+/, '') : value;
  });

/** The first name in braces that is none of the fields. */
export const unknownField = (word: string): string | undefined =>
  [...word.matchAll(/\{([a-z_]+)\}/g)]
    .map(([, name = '']) => name)
    .find((name) => name !== 'url' && !isField(name));
