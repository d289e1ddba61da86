// What a role leaves in a shell, as the person's configuration has it.

export const exportModes = ['credentials', 'profile', 'server'] as const;

/** Keys in variables, the name of a profile that has them, or the address of a server that renews them. */
export type ExportMode = (typeof exportModes)[number];

export type ExportsConfig = {
  readonly mode: ExportMode;
  /** A role's region also where the shell has one of the person's own. */
  readonly overwritesRegion: boolean;
  /** What the hook of `init` does when keys end. */
  readonly onExpiry: 'off' | 'warn' | 'renew';
  /** Keys of tags that become variables. */
  readonly tagVariables: readonly string[];
  /** The other tool whose variables are set too. */
  readonly compat: 'aws-sso-cli' | undefined;
};

export const usualExports: ExportsConfig = {
  mode: 'credentials',
  overwritesRegion: false,
  onExpiry: 'off',
  tagVariables: [],
  compat: undefined,
};

export const exportsOf = (config: { readonly exports?: ExportsConfig | undefined }): ExportsConfig => ({
  ...usualExports,
  ...config.exports,
});
