// The wizard's state as a frame of the picker's kind: the same views draw it.
import { accent, emptyLine, faint, type Line, muted, plain, strong } from '../picker/line.ts';
import { still } from '../picker/panel-line.ts';
import { smallest } from '../picker/screen-kind.ts';
import type { Frame, Pane } from '../picker/view-model.ts';
import { contentView } from './content-view.ts';
import { headerLine, hintLine, statusLine } from './frame-lines.ts';
import { type SetupLayout, setupLayout } from './layout.ts';
import { chosenId } from './options.ts';
import type { SetupState } from './state.ts';
import { stepNames, stepOrder } from './step-id.ts';

const railPane = (state: SetupState, layout: SetupLayout): Pane | undefined => {
  if (layout.railWidth === 0) return undefined;
  const at = (stepOrder as readonly string[]).indexOf(state.step);
  const lines = stepOrder
    .filter((step) => step !== 'name' || state.changing === undefined)
    .map((step): Line => {
      const index = stepOrder.indexOf(step);
      const name = stepNames[step];
      if (index === at) return [accent(' ▸ '), strong(name)];
      return index < at || state.isReviewing
        ? [{ text: ' ✓ ', tone: 'success' }, plain(name)]
        : [faint(`   ${name}`)];
    });
  return { width: layout.railWidth, lines: lines.map(still) };
};

const tooSmall = ({ columns, rows }: SetupState['size']): Frame => ({
  width: columns,
  height: Math.max(1, rows - 1),
  header: emptyLine,
  query: undefined,
  hasGap: false,
  bodyHeight: Math.max(1, rows - 1),
  body: {
    kind: 'message',
    indent: 0,
    lines: [[strong('Too small')], [muted(`${columns}x${rows}, needs ${smallest.columns}x${smallest.rows}`)]],
  },
  status: emptyLine,
  hints: emptyLine,
  cursor: undefined,
});

export const setupFrame = (state: SetupState): Frame => {
  const { size } = state;
  if (size.columns < smallest.columns || size.rows < smallest.rows) return tooSmall(size);
  const layout = setupLayout(size);
  const { lines, inputRow, cursor } = contentView(state, layout);
  const theme = state.step === 'theme' ? chosenId(state, 'theme') : state.answers.theme;
  return {
    width: layout.width,
    height: size.rows - 1,
    header: headerLine(state),
    query: undefined,
    hasGap: layout.hasGap,
    bodyHeight: layout.bodyHeight,
    body: {
      kind: 'list',
      left: railPane(state, layout),
      list: { width: layout.contentWidth, lines },
      rule: { height: layout.bodyHeight, thumb: undefined },
      right: undefined,
    },
    status: statusLine(state),
    hints: hintLine(state),
    cursor:
      inputRow === undefined
        ? undefined
        : { x: layout.contentLeft + cursor, y: (layout.hasGap ? 2 : 1) + inputRow },
    theme,
  };
};
