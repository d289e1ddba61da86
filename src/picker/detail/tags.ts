// The tags of the selected role, each with where it comes from.
import type { Role } from '../../domain/role.ts';
import { faint, type Line, muted, plain } from '../line.ts';
import type { PickerState } from '../state.ts';
import { cutEnd, padEnd, shorten, textWidth } from '../text-width.ts';
import { wholeField } from './field.ts';
import { provenanceIn, tagSourceText } from './sources.ts';

const widest = (texts: readonly string[], most: number): number =>
  Math.min(most, Math.max(...texts.map((text) => textWidth(text))));

/** A line a tag; the source is what is cut. */
export const tagLines = (state: PickerState, role: Role, width: number): readonly Line[] => {
  const entries = Object.entries(role.tags);
  if (entries.length === 0) return [];
  const sources = provenanceIn(state, role)?.tags;
  const keyWidth = widest(Object.keys(role.tags), 16);
  const valueWidth = widest(Object.values(role.tags), Math.max(6, width - keyWidth - 4));
  const room = width - keyWidth - valueWidth - 6;
  return [
    [],
    [faint('Tags')],
    ...entries.map(([name, value]): Line => {
      const source = tagSourceText(sources?.get(name), false);
      return [
        muted(`  ${padEnd(shorten(name, keyWidth), keyWidth)}  `),
        plain(shorten(value, width - keyWidth - 4)),
        ...(source === '' || room < 8
          ? []
          : [
              plain(' '.repeat(valueWidth - Math.min(valueWidth, textWidth(value)) + 2)),
              faint(cutEnd(source, room)),
            ]),
      ];
    }),
  ];
};

/** Nothing cut. */
export const wholeTagLines = (state: PickerState, role: Role, width: number): readonly Line[] => {
  const entries = Object.entries(role.tags);
  if (entries.length === 0) return [];
  const sources = provenanceIn(state, role)?.tags;
  return [
    [],
    [faint('Tags')],
    ...entries.flatMap(([name, value]) =>
      wholeField(
        { label: '', text: `${name}: ${value}`, note: tagSourceText(sources?.get(name), true) },
        width + 8,
      ).map((line) => [plain('  '), ...line.slice(1)]),
    ),
  ];
};
