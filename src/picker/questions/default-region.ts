// The region that a role exports, kept in config.yaml at the role.
import { targetRoles } from '../marks.ts';
import { aboutRoles } from './about-roles.ts';
import type { AskedQuestion, Option } from './question.ts';
import { regionChoices } from './region-options.ts';

const option = (region: string | undefined, label: string, detail: string): Option => ({
  label,
  detail,
  mark: '',
  event: { kind: 'config-asked', wish: { kind: 'region', region } },
});

const none = option(
  undefined,
  'No region of its own',
  'that of the account or the instance holds, where one is set',
);

export const defaultRegionQuestion: AskedQuestion = {
  title: (state) => `The default region of ${aboutRoles(state)}`,
  prompt: ' region > ',
  placeholder: 'Type a region or its place',
  options: (state, typed) => {
    const roles = targetRoles(state);
    const now = new Set(roles.map(({ region }) => region));
    return [
      ...regionChoices(roles, typed).map(({ id, place }) =>
        option(id, id, now.size === 1 && now.has(id) ? `${place}, as it is now` : place),
      ),
      ...(typed.trim() === '' ? [none] : []),
    ];
  },
};
