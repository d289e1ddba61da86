// The person's own tags of roles, kept in config.yaml at the roles.
import { parseTagEdits } from '../../domain/tag-edits.ts';
import { targetRoles } from '../marks.ts';
import type { PickerState } from '../state.ts';
import { aboutRoles } from './about-roles.ts';
import type { AskedQuestion } from './question.ts';

const tagsNow = (state: PickerState): readonly string[] => {
  const roles = targetRoles(state);
  const [role] = roles;
  if (role === undefined || roles.length > 1) return [];
  const texts = Object.entries(role.tags).map(([key, value]) => `${key}=${value}`);
  return [texts.length === 0 ? 'It has no tags yet.' : `Now: ${texts.join('  ')}`];
};

export const tagsQuestion: AskedQuestion = {
  title: (state) => `Edit the tags of ${aboutRoles(state)}`,
  prompt: ' tags > ',
  placeholder: 'key=value adds or changes a tag, -key removes one',
  answer: (_state, typed) => {
    const parsed = parseTagEdits(typed);
    return 'edits' in parsed
      ? { event: { kind: 'config-asked', wish: { kind: 'tags', edits: parsed.edits } } }
      : { problem: parsed.problem };
  },
  notes: (state) => [
    ...tagsNow(state),
    'key=value adds or changes a tag, -key removes it; several with spaces between: env=prod team=core -old',
    'A value with spaces stands in quotes: owner="Jo Doe"',
    'They are kept in config.yaml, at the role. What would change there is shown first.',
  ],
};
