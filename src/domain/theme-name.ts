/** The themes that ship; `themes/registry.ts` holds one for each. */
export const themeNames = ['terminal', 'dark', 'light', 'mono'] as const;

export type ThemeName = (typeof themeNames)[number];
