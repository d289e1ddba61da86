// What an answer comes to, below the rows: names of real roles, a piece of the picker, the diff of a file.
import { counted } from '../picker/counted.ts';
import { grouped } from '../picker/header-view.ts';
import { faint, type Line, muted, plain } from '../picker/line.ts';
import { cutEnd, padEnd, shorten, textWidth } from '../picker/text-width.ts';
import { themeSample } from '../picker/theme-sample.ts';
import { diffHeight, diffLines } from './diff-view.ts';
import { bad, good } from './good-and-bad.ts';
import { chosenId } from './options.ts';
import type { SetupState } from './state.ts';
import { shownRoles, templatePreview } from './template-preview.ts';

/** Lines below the rows, as many as there is room for. */
export type Below = {
  /** Lines that it can use. */
  readonly wanted: number;
  readonly lines: (height: number) => readonly Line[];
};

const previewTitle = (state: SetupState): Line => {
  const preview = templatePreview(state);
  if (preview.kind === 'refused') return bad(preview.reason);
  const { total, isExample, sharedNames, sharedRoles } = preview;
  const whose = isExample ? `${counted(total, 'made-up role')}` : `Your ${counted(total, 'role')}`;
  if (sharedNames === 0) return [plain(whose), muted(', each with a name of its own')];
  return [
    plain(whose),
    { text: `, ${grouped(sharedRoles)} of them share ${counted(sharedNames, 'name')}`, tone: 'warning' },
    muted(state.current.isSuffixed ? ', and get a suffix each' : ''),
  ];
};

const previewLines = (state: SetupState, width: number, height: number): readonly Line[] => {
  const preview = templatePreview(state);
  if (preview.kind === 'refused' || height < 2) return [previewTitle(state)].slice(0, height);
  const shown = shownRoles(preview.roles, Math.min(12, height - 1));
  const nameWidth = Math.min(
    Math.floor(width * 0.55),
    Math.max(20, ...shown.map(({ name }) => textWidth(name))),
  );
  return [
    previewTitle(state),
    ...shown.map(({ role, name, isShared }): Line => {
      const where = `${role.accountName}, ${role.roleName}`;
      const mark = isShared ? 'shared  ' : '';
      return [
        plain('  '),
        { text: padEnd(shorten(name, nameWidth), nameWidth), tone: isShared ? 'warning' : 'code' },
        { text: `  ${mark}`, tone: 'warning' },
        muted(shorten(where, width - nameWidth - 4 - mark.length)),
      ];
    }),
  ];
};

const shellBelow = (state: SetupState, width: number): Below => ({
  wanted: state.shellPlan?.kind === 'planned' ? Math.min(12, diffHeight(state.shellPlan)) : 2,
  lines: (height) => {
    const shell = chosenId(state, 'shell');
    if (shell === 'none') return [[muted('Load it by hand: rolecall init --help')]];
    const { shellPlan } = state;
    if (shellPlan === undefined || shellPlan.shell !== shell) return [[faint('Reading the file')]];
    if (shellPlan.kind === 'refused')
      return [
        bad(cutEnd(shellPlan.failure.message, width)),
        [muted(cutEnd(shellPlan.failure.hint ?? '', width))],
      ];
    const isThere = shellPlan.edit.before === shellPlan.edit.after;
    return isThere
      ? [good(cutEnd(`The lines are in ${shellPlan.file} already.`, width))]
      : diffLines(shellPlan, { width, height, scroll: state.scroll });
  },
});

/** What else is written, or why it is not. */
const shellLine = ({ answers, shellPlan }: SetupState, width: number): readonly Line[] => {
  if (shellPlan === undefined || shellPlan.shell !== answers.shell) return [];
  if (shellPlan.kind === 'refused')
    return [bad(cutEnd(`No lines for the shell: ${shellPlan.failure.message}`, width))];
  return shellPlan.edit.before === shellPlan.edit.after
    ? []
    : [[muted('And the lines for the shell in '), plain(shorten(shellPlan.file, width - 34))]];
};

const summaryBelow = (state: SetupState, width: number): Below | undefined => {
  const { configPlan, scroll } = state;
  if (configPlan === undefined) return undefined;
  const isSame = configPlan.edit.before === configPlan.edit.after;
  const also = shellLine(state, width);
  return {
    wanted: (isSame ? 1 : Math.min(12, diffHeight(configPlan))) + also.length,
    lines: (height) => [
      ...(isSame
        ? [[muted('config.yaml stays as it is')]]
        : diffLines(configPlan, { width, height: height - also.length, scroll })),
      ...also,
    ],
  };
};

const removalBelow = ({ removing, scroll }: SetupState, width: number): Below | undefined => {
  const plan = removing?.plan;
  return (
    plan && {
      wanted: Math.min(12, diffHeight(plan)),
      lines: (height) => diffLines(plan, { width, height, scroll }),
    }
  );
};

/** `width` is what a line may take. */
export const belowOf = (state: SetupState, width: number): Below | undefined => {
  switch (state.step) {
    case 'template':
      return { wanted: 11, lines: (height) => previewLines(state, width, height) };
    case 'theme':
      return { wanted: 7, lines: () => themeSample(width) };
    case 'shell':
      return shellBelow(state, width);
    case 'summary':
      return summaryBelow(state, width);
    case 'removal':
      return removalBelow(state, width);
    default:
      return undefined;
  }
};
