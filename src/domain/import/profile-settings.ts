// The seam to per-role settings of profiles (`output`, `cli_pager`, ...): where config.yaml can hold them, name the key
// here, and imported profiles carry all their settings over.

/** The key of a role in config.yaml that holds further settings of its profile; undefined: there is none yet. */
export const profileSettingsKey: string | undefined = undefined;
