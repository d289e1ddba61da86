// How the screen is shared out. Full width is never wrapped; the last terminal row stays free, because a frame of full
// height makes some terminals scroll.
import { bannerLines, hasBanner } from './banner-view.ts';
import type { PickerState, Size } from './state.ts';

export type Layout = {
  readonly width: number;
  /** Lines between the query and the status line: column titles, rows, and what stands below them. */
  readonly bodyHeight: number;
  readonly listWidth: number;
  /** Rows of roles on the screen. */
  readonly listRows: number;
  /** 0 = no room for a pane at the right. */
  readonly paneWidth: number;
  /** 0 = the whole body, when a panel is open and there is no room beside it. */
  readonly tagsWidth: number;
  /** Lines about the selected role under the list, where there is no pane. */
  readonly belowHeight: number;
  readonly hasGap: boolean;
  /** Lines of a sign-in that goes on, above the list and out of the body's height. */
  readonly bannerHeight: number;
};

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

const paneFrom = 100;
const tallFrom = 34;

const belowHeightOf = (size: Size, hasPane: boolean): number => {
  if (hasPane || size.rows < 18) return 0;
  return size.rows >= tallFrom ? 9 : 3;
};

export const layoutOf = (state: PickerState): Layout => {
  const { size, panel } = state;
  const width = size.columns;
  const tagsWidth = panel?.kind === 'tags' && width >= 72 ? clamp(Math.floor(width / 3), 28, 46) : 0;
  const hasPane = width >= paneFrom && (tagsWidth === 0 || width - tagsWidth >= paneFrom + 20);
  const paneWidth = hasPane ? clamp(Math.floor(width * 0.33), 34, 64) : 0;
  const hasGap = size.rows >= 14;
  const bannerHeight = hasBanner(state) ? bannerLines(state).length : 0;
  const bodyHeight = size.rows - 1 - (hasGap ? 5 : 4);
  // The first to give way to a banner.
  const belowHeight = bannerHeight > 0 && size.rows < 30 ? 0 : belowHeightOf(size, hasPane);
  const beside = (paneWidth > 0 ? paneWidth + 3 : 0) + (tagsWidth > 0 ? tagsWidth + 3 : 0);
  return {
    width,
    bodyHeight,
    listWidth: width - beside,
    bannerHeight,
    listRows: Math.max(1, bodyHeight - 1 - belowHeight - bannerHeight),
    paneWidth,
    tagsWidth,
    belowHeight,
    hasGap,
  };
};
