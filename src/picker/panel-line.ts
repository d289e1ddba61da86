import type { Line } from './line.ts';

/** A line of a list or a panel; the selected one is drawn over the theme's selection. */
export type PanelLine = { readonly isSelected: boolean; readonly line: Line };

export const still = (line: Line): PanelLine => ({ isSelected: false, line });
