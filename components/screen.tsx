import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { Frame } from '../src/picker/view-model.ts';
import { ListBody, MessageBody } from './body.tsx';
import { StyledLine } from './lines.tsx';
import type { Paint } from './paint.ts';

export type ScreenProps = { readonly frame: Frame; readonly paint: Paint };

/** The whole screen: header, query, body, status, hints. */
export const Screen = ({ frame, paint }: ScreenProps): ReactElement => (
  <Box flexDirection="column" width={frame.width} height={frame.height}>
    {frame.hints.length === 0 ? null : <StyledLine line={frame.header} paint={paint} />}
    {frame.query === undefined ? null : <StyledLine line={frame.query} paint={paint} />}
    {frame.hasGap ? <Text> </Text> : null}
    {(frame.banner ?? []).map((line, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
      <StyledLine key={row} line={line} paint={paint} />
    ))}
    {frame.body.kind === 'list' ? (
      <ListBody body={frame.body} height={frame.bodyHeight} paint={paint} />
    ) : (
      <MessageBody body={frame.body} height={frame.bodyHeight} paint={paint} />
    )}
    {frame.hints.length === 0 ? null : (
      <>
        <StyledLine line={frame.status} paint={paint} />
        <StyledLine line={frame.hints} paint={paint} />
      </>
    )}
  </Box>
);
