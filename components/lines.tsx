import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { Line } from '../src/picker/line.ts';
import type { PanelLine } from '../src/picker/panel-line.ts';
import type { Paint } from './paint.ts';

/** An empty Text has no height, so an empty line is a space. */
const shown = (painted: string): string => (painted === '' ? ' ' : painted);

export const StyledLine = ({ line, paint }: { readonly line: Line; readonly paint: Paint }): ReactElement => (
  <Text wrap="truncate-end">{shown(paint(line))}</Text>
);

export type LinesProps = {
  readonly lines: readonly PanelLine[];
  readonly width: number;
  readonly height: number;
  readonly paint: Paint;
};

/** A column of lines, each already as wide as it may be. */
export const Lines = ({ lines, width, height, paint }: LinesProps): ReactElement => (
  <Box flexDirection="column" width={width} height={height} flexShrink={0}>
    {lines.slice(0, height).map(({ line, isSelected }, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
      <Text key={row} wrap="truncate-end">
        {shown(paint(line, isSelected))}
      </Text>
    ))}
  </Box>
);
