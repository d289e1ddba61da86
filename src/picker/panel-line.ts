import type { Line } from './line.ts';
import type { Target } from './target.ts';

/** A line of a list or a panel; the selected one is drawn over the theme's selection. */
export type PanelLine = {
  readonly isSelected: boolean;
  readonly line: Line;
  /** What a click on it is about; undefined = nothing. */
  readonly target?: Target | undefined;
};

export const still = (line: Line): PanelLine => ({ isSelected: false, line });
