// What a role leaves in a shell, as the person's configuration has it.

export type ExportsConfig = {
  /** A role's region also where the shell has one of the person's own. */
  readonly overwritesRegion: boolean;
};

export const usualExports: ExportsConfig = { overwritesRegion: false };

export const exportsOf = (config: { readonly exports?: ExportsConfig | undefined }): ExportsConfig => ({
  ...usualExports,
  ...config.exports,
});
