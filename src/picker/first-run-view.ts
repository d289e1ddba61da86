// The first screen that a newcomer sees: three ways to begin, and what of other tools was found to begin with.
import { type Line, muted, plain, strong } from './line.ts';
import type { OtherTool } from './other-tool.ts';
import { paragraph, type Room } from './paragraph.ts';
import { pressLine } from './press-line.ts';
import type { PickerState } from './state.ts';
import { cutEnd, shorten, textWidth } from './text-width.ts';

const most = 4;

const toolLines = ({ tool, summary, files }: OtherTool, width: number): readonly Line[] => [
  [plain('    '), strong(tool), muted(shorten(`  ${summary}`, Math.max(1, width - 4 - tool.length)))],
  ...files.slice(0, 2).map((file): Line => [muted(`      ${shorten(file, Math.max(1, width - 6))}`)]),
];

const found = (tools: readonly OtherTool[], width: number): readonly Line[] => [
  [],
  ...paragraph('Found, and can be imported:', width),
  ...tools.slice(0, most).flatMap((tool) => toolLines(tool, width)),
  ...(tools.length > most ? [[muted(`    and ${tools.length - most} more`)]] : []),
];

/** What stands first where the room is short: the ways to begin, and the way out. */
export const firstRunLines = (state: PickerState, { width, height }: Room): readonly Line[] => {
  const tools = state.otherTools ?? [];
  const room = Math.max(1, width - 7);
  const press = (name: string, what: string, inShort = what): readonly Line[] =>
    pressLine(state, { name, what: cutEnd(textWidth(what) <= room ? what : inShort, room) });
  const intro = paragraph(
    'No IAM Identity Center instance is set up yet. There are three ways to begin:',
    width,
  );
  const ways = [
    ...press('setup', 'set up an instance, from the start URL that you sign in at', 'set up an instance'),
    ...press(
      'import',
      tools.length > 0
        ? 'import what other tools know (shown before it is written)'
        : 'import from another tool (none was found)',
      'import from another tool',
    ),
    ...press('demo', 'look around first, in a sample company, without AWS', 'look around in a demo'),
    ...press('back', 'leave'),
  ];
  return [
    [strong('Welcome to rolecall')],
    [],
    ...(intro.length + ways.length + 1 <= height ? [...intro, []] : []),
    ...ways,
    ...(tools.length > 0 ? found(tools, width) : []),
    [],
    ...paragraph(
      'Each way leads to a list of roles, where you type to find one and Enter takes it.',
      width,
      'muted',
    ),
  ];
};
