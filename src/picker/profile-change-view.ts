// The screen of a change of profiles: what it is about, what would change in the file, and what to press.
import { counted } from './counted.ts';
import { spinner } from './header-view.ts';
import { layoutOf } from './layout.ts';
import { accent, type Line, muted, type Segment, strong, type Tone } from './line.ts';
import { pressLine } from './press-line.ts';
import { type ChangeKind, canAgree, type ProfileChange } from './profile-change.ts';
import type { PickerState } from './state.ts';
import { cutEnd, shorten, wrapWords } from './text-width.ts';

const paragraph = (text: string, width: number, tone: Tone): readonly Line[] =>
  wrapWords(text, width).map((line): Line => [{ text: line, tone }]);

const titles: Readonly<Record<ChangeKind, readonly [one: string, several: string]>> = {
  write: ['Write the profile of', 'Write the profiles of'],
  remove: ['Remove the profile of', 'Remove the profiles of'],
  tags: ['Edit the tags of', 'Edit the tags of'],
  region: ['Set the region of', 'Set the region of'],
};

const titleOf = ({ kind, roles }: ProfileChange): string => {
  const [one, several] = titles[kind];
  const [role] = roles;
  return roles.length === 1 && role !== undefined
    ? `${one} ${role.roleName} in ${role.accountName}`
    : `${several} ${roles.length} roles`;
};

type Space = { readonly width: number; readonly height: number };

/** A third of the screen at most: what is agreed to has to be seen. */
const warningLines = ({ plan }: ProfileChange, { width, height }: Space): readonly Line[] => {
  const warnings = (plan?.warnings ?? []).map((warning) => paragraph(warning, width, 'warning'));
  const most = Math.max(2, Math.floor(height / 3));
  if (warnings.flat().length <= most) return warnings.flat();
  let shown = 0;
  while (warnings.slice(0, shown + 1).flat().length < most) shown += 1;
  return [
    ...warnings.slice(0, shown).flat(),
    [{ text: `${counted(warnings.length - shown, 'more warning')}, not shown`, tone: 'warning' }],
  ];
};

const head = (change: ProfileChange, space: Space): readonly Line[] => [
  [strong(shorten(titleOf(change), space.width))],
  ...(change.plan === undefined ? [] : [[muted(shorten(change.plan.file, space.width))]]),
  ...warningLines(change, space),
  [],
];

const nothing: Readonly<Record<ChangeKind, string>> = {
  write: 'Nothing to change: the profile is there as it would be written.',
  remove: 'No profile of rolecall’s stands for this role. Profiles that are not rolecall’s it leaves alone.',
  tags: 'Nothing to change: the tags are so already.',
  region: 'Nothing to change: the region is so already.',
};

const press = (state: PickerState, name: string, what: string): readonly Line[] =>
  pressLine(state, { name, what, width: 6 });

const opposite = (state: PickerState, { kind, isOfNews, isSaving, wish }: ProfileChange): readonly Line[] => {
  if (isOfNews || isSaving || wish !== undefined) return [];
  return kind === 'write'
    ? press(state, 'profile-remove', 'remove it instead')
    : press(state, 'profile-write', 'write it instead');
};

const feet = (state: PickerState, change: ProfileChange): readonly Line[] => {
  const verb = change.kind === 'remove' ? 'remove it' : 'write it';
  const other = opposite(state, change);
  return canAgree(change)
    ? [[], ...press(state, 'yes', verb), ...press(state, 'no', 'leave the file as it is'), ...other]
    : [[], ...press(state, 'no', 'back'), ...other];
};

const screenRoom = (state: PickerState): Space => {
  const { width, bodyHeight } = layoutOf(state);
  return { width: width - 2, height: bodyHeight + 1 };
};

/** Lines of the diff that fit, the line that tells of more not counted. */
export const diffRoom = (state: PickerState, change: ProfileChange): number => {
  const space = screenRoom(state);
  return Math.max(1, space.height - head(change, space).length - feet(state, change).length - 1);
};

const toneOf = (line: string): Tone => {
  if (/^(?:---|\+\+\+) /.test(line)) return 'muted';
  if (line.startsWith('@@')) return 'accent';
  if (line.startsWith('+')) return 'success';
  return line.startsWith('-') ? 'critical' : 'plain';
};

const diffLines = (state: PickerState, change: ProfileChange, width: number): readonly Line[] => {
  const { diff } = change.plan ?? { diff: [] };
  const room = diffRoom(state, change);
  const shown = diff.slice(change.scroll, change.scroll + room);
  const below = diff.length - change.scroll - shown.length;
  return [
    ...shown.map((line): Line => [{ text: cutEnd(line, width), tone: toneOf(line) } satisfies Segment]),
    ...(below > 0 ? [[muted(`${below} more lines below`)]] : []),
  ];
};

const body = (state: PickerState, change: ProfileChange, width: number): readonly Line[] => {
  if (change.failure !== undefined) {
    const { message, hint = '' } = change.failure;
    const hints = hint === '' ? [] : hint.split('\n').flatMap((line) => paragraph(line, width, 'muted'));
    return [...paragraph(message, width, 'critical'), ...hints];
  }
  if (change.plan === undefined)
    return [
      [
        accent(`${spinner(state.now)} `),
        muted(change.wish === undefined ? 'Reading the AWS config' : 'Reading config.yaml'),
      ],
    ];
  if (change.isSaving) return [[accent(`${spinner(state.now)} `), muted('Writing')]];
  return change.plan.diff.length === 0
    ? paragraph(nothing[change.kind], width, 'plain')
    : diffLines(state, change, width);
};

export const profileChangeLines = (state: PickerState): readonly Line[] => {
  const { profileChange } = state;
  if (profileChange === undefined) return [];
  const space = screenRoom(state);
  return [
    ...head(profileChange, space),
    ...body(state, profileChange, space.width),
    ...feet(state, profileChange),
  ].slice(0, space.height);
};
