// From a place on the screen to what is drawn there, by the frame and nothing else: columns and rows from 0.
import type { Target } from './target.ts';
import type { Frame, ListBody, Pane } from './view-model.ts';

export type Place = { readonly x: number; readonly y: number };

/** A thin rule between panes, with the space on its left. */
const ruleWidth = 3;

const paneAt = ({ left, list, right }: ListBody, x: number): Pane | undefined => {
  let from = 0;
  for (const pane of [left, list, right]) {
    if (pane === undefined) continue;
    if (x >= from && x < from + pane.width) return pane;
    from += pane.width + ruleWidth;
  }
  return undefined;
};

/** The lines above the body: a header where there are hints, a query, a gap. */
const bodyTop = ({ hints, query, hasGap, banner = [] }: Frame): number =>
  (hints.length === 0 ? 0 : 1) + (query === undefined ? 0 : 1) + (hasGap ? 1 : 0) + banner.length;

export const targetAt = (frame: Frame, { x, y }: Place): Target | undefined => {
  const row = y - bodyTop(frame);
  if (frame.body.kind !== 'list' || row < 0 || row >= frame.bodyHeight) return undefined;
  return paneAt(frame.body, x)?.lines[row]?.target;
};
