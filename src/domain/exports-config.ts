// What a role leaves in a shell, as the person's configuration has it.

export type ExportsConfig = {
  /** A role's region also where the shell has one of the person's own. */
  readonly overwritesRegion: boolean;
  /** What the hook of `init` does when keys end. */
  readonly onExpiry: 'off' | 'warn' | 'renew';
};

export const usualExports: ExportsConfig = { overwritesRegion: false, onExpiry: 'off' };

export const exportsOf = (config: { readonly exports?: ExportsConfig | undefined }): ExportsConfig => ({
  ...usualExports,
  ...config.exports,
});
