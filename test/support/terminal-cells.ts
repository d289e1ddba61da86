// All that a terminal shows, as a text to compare: where the cursor stands, and every cell with its style.
import type xterm from '@xterm/headless';
import type { IBufferCell } from '@xterm/headless';

const isBlank = (cell: IBufferCell): boolean => cell.getWidth() === 1 && cell.getChars().trim() === '';

/** Of a blank, what can be seen of it. */
const styleOf = (cell: IBufferCell): string =>
  [
    ...[cell.getBgColorMode(), cell.getBgColor(), cell.isUnderline(), cell.isInverse()],
    ...(isBlank(cell)
      ? []
      : [cell.getFgColorMode(), cell.getFgColor(), cell.isBold(), cell.isDim(), cell.isItalic()]),
  ].join(',');

/** Every cell with its style, a run of one style in one piece. */
export const cellsOf = (terminal: InstanceType<typeof xterm.Terminal>): string => {
  const { active } = terminal.buffer;
  let cells = `${active.cursorX},${active.cursorY}\n`;
  for (let y = 0; y < terminal.rows; y++) {
    const line = active.getLine(active.baseY + y);
    let last = '';
    for (let x = 0; x < terminal.cols; x++) {
      const cell = line?.getCell(x);
      if (cell === undefined) continue;
      const style = styleOf(cell);
      const text = isBlank(cell) ? ' ' : cell.getChars();
      cells += style === last ? text : `<${style}>${text}`;
      last = style;
    }
    cells += '\n';
  }
  return cells;
};
