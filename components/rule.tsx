import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { Rule as RuleView } from '../src/picker/view-model.ts';
import type { Paint } from './paint.ts';

/** The one thin rule between list and detail, with a thicker part where a scroll bar would be. */
export const Rule = ({ rule, paint }: { readonly rule: RuleView; readonly paint: Paint }): ReactElement => {
  const [start, end] = rule.thumb ?? [0, 0];
  const marks = Array.from({ length: rule.height }, (_, row) =>
    paint([row >= start && row < end ? { text: '┃', tone: 'muted' } : { text: '│', tone: 'rule' }]),
  );
  return (
    <Box width={3} flexShrink={0} paddingLeft={1}>
      <Text>{marks.join('\n')}</Text>
    </Box>
  );
};
