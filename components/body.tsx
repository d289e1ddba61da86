import { Box } from 'ink';
import type { ReactElement } from 'react';
import type { ListBody as ListBodyView, MessageBody as MessageBodyView } from '../src/picker/view-model.ts';
import { Lines, StyledLine } from './lines.tsx';
import type { Paint } from './paint.ts';
import { Rule } from './rule.tsx';

type BodyProps<View> = { readonly body: View; readonly height: number; readonly paint: Paint };

/** Panes side by side, a rule between them. */
export const ListBody = ({ body, height, paint }: BodyProps<ListBodyView>): ReactElement => (
  <Box height={height} flexShrink={0}>
    {body.left === undefined ? null : (
      <>
        <Lines lines={body.left.lines} width={body.left.width} height={height} paint={paint} />
        <Rule rule={{ height, thumb: undefined }} paint={paint} />
      </>
    )}
    <Lines lines={body.list.lines} width={body.list.width} height={height} paint={paint} />
    {body.right === undefined ? null : (
      <>
        <Rule rule={body.rule} paint={paint} />
        <Lines lines={body.right.lines} width={body.right.width} height={height} paint={paint} />
      </>
    )}
  </Box>
);

/** A screen that speaks instead of listing. */
export const MessageBody = ({ body, height, paint }: BodyProps<MessageBodyView>): ReactElement => (
  <Box flexDirection="column" height={height} flexShrink={0} paddingLeft={body.indent}>
    {body.lines.map((line, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
      <StyledLine key={row} line={line} paint={paint} />
    ))}
  </Box>
);
