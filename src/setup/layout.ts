// How the screen is shared out: the list of steps at the left where there is room, the question beside it.
import type { Size } from '../picker/state.ts';
import { stepOrder } from './step-id.ts';

export type SetupLayout = {
  readonly width: number;
  readonly hasGap: boolean;
  readonly bodyHeight: number;
  /** 0 = no room. */
  readonly railWidth: number;
  readonly contentWidth: number;
  /** Cells before the content. */
  readonly contentLeft: number;
  /** What lines of text may take. */
  readonly textWidth: number;
};

export const contentIndent = 3;

const railFrom = 100;
const ruleWidth = 3;

export const setupLayout = ({ columns, rows }: Size): SetupLayout => {
  const hasGap = rows >= 14;
  const bodyHeight = rows - (hasGap ? 5 : 4);
  const railWidth = columns >= railFrom && bodyHeight >= stepOrder.length ? 26 : 0;
  const contentLeft = railWidth === 0 ? 0 : railWidth + ruleWidth;
  const contentWidth = Math.min(columns - contentLeft, 120);
  return {
    width: columns,
    hasGap,
    bodyHeight,
    railWidth,
    contentLeft,
    contentWidth,
    textWidth: contentWidth - contentIndent - 1,
  };
};
