// What stands around the question: the name and the step above, a notice and the keys below.
import { spread } from '../picker/header-view.ts';
import { type Line, muted, plain, type Segment, strong } from '../picker/line.ts';
import { cutEnd, shorten, textWidth } from '../picker/text-width.ts';
import { enterHintOf, escHintOf, keyLabelOf, labelOf, setupBindings } from './keymap.ts';
import { optionsOf } from './options.ts';
import type { SetupState } from './state.ts';
import { stepNames, stepOrder } from './step-id.ts';

export const headerLine = (state: SetupState): Line => {
  const { size, step, changing, answers } = state;
  const at = (stepOrder as readonly string[]).indexOf(step);
  const name = changing ?? answers.name;
  const left: Line = [
    { text: ' rolecall', tone: 'brand' },
    strong('  setup'),
    muted(name === '' ? '' : `  ${shorten(name, Math.floor(size.columns / 3))}`),
  ];
  const right: Line = at < 0 ? [] : [muted(`${stepNames[step]}, step ${at + 1} of ${stepOrder.length} `)];
  return spread(left, right, size.columns);
};

export const statusLine = ({ notice, size }: SetupState): Line =>
  notice === undefined
    ? []
    : [
        plain(' '),
        {
          text: cutEnd(notice.text, size.columns - 2),
          tone: notice.level === 'done' ? 'success' : 'warning',
        },
      ];

type Hint = { readonly key: string; readonly text: string; readonly rank: number };

const hintOf = (key: string | undefined, text: string | undefined, rank: number): readonly Hint[] =>
  key === undefined || text === undefined ? [] : [{ key, text, rank }];

const hintsFor = (state: SetupState): readonly Hint[] => {
  const enter = enterHintOf(state);
  const esc = escHintOf(state);
  const hasRows = state.task === undefined && optionsOf(state).length > 1;
  const bound = setupBindings
    .filter(({ hint, on }) => hint !== undefined && hint !== esc && on?.(state) !== false)
    .flatMap((binding) => hintOf(keyLabelOf(state, binding), binding.hint, binding.rank ?? 0));
  const [up, down] = [labelOf(state, 'move-up'), labelOf(state, 'move-down')];
  return [
    ...hintOf(labelOf(state, 'accept'), enter, 9),
    ...(hasRows && up !== undefined && down !== undefined ? hintOf(`${up}/${down}`, 'move', 4) : []),
    ...hintOf(labelOf(state, 'back'), esc, 8),
    ...bound,
  ];
};

export const hintLine = (state: SetupState): Line => {
  const kept = [...hintsFor(state)];
  const widthOf = (list: readonly Hint[]): number =>
    list.reduce((sum, { key, text }) => sum + textWidth(key) + 1 + textWidth(text) + 3, 1);
  while (kept.length > 1 && widthOf(kept) > state.size.columns) {
    const lowest = Math.min(...kept.map(({ rank }) => rank));
    kept.splice(
      kept.findLastIndex(({ rank }) => rank === lowest),
      1,
    );
  }
  return kept.flatMap(({ key, text }, index): readonly Segment[] => [
    plain(index === 0 ? ' ' : '   '),
    { text: key, tone: 'key' },
    muted(` ${text}`),
  ]);
};
