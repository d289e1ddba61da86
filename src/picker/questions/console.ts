// Where a console opens: the service first, then the region.
import { bestByWords } from '../../domain/word-score.ts';
import { targetRoles } from '../marks.ts';
import { aboutRoles } from './about-roles.ts';
import type { AskedQuestion, Option } from './question.ts';
import { regionChoices } from './region-options.ts';

const serviceOption = (service: string | undefined, label: string, detail: string): Option => ({
  label,
  detail,
  mark: service ?? '',
  event: { kind: 'question-asked', question: { about: 'console-region', service } },
});

const home = serviceOption(undefined, 'Console home', 'the start page of the console');

/** A word of console URLs that is not listed may be typed. */
const typedService = (typed: string): readonly Option[] => {
  const word = typed.trim().toLowerCase();
  return /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/.test(word)
    ? [serviceOption(word, `The console of ${word}`, 'as typed')]
    : [];
};

export const consoleServiceQuestion: AskedQuestion = {
  title: (state) => `Which service to open, as ${aboutRoles(state)}`,
  prompt: ' service > ',
  placeholder: 'Type a service, such as s3; Enter for the start page',
  options: (_state, typed) => [
    ...bestByWords([home], typed, ({ label, detail }) => [label, detail]),
    ...typedService(typed),
  ],
};

const regionOption = (service: string | undefined, region: string | undefined): Option['event'] => ({
  kind: 'task-asked',
  task: { id: 'open-consoles', place: { service, region } },
});

export const consoleRegionQuestion: AskedQuestion = {
  title: (state, question) => {
    const service = question.about === 'console-region' ? question.service : undefined;
    return `Which region to open ${service ?? 'the console'} in, as ${aboutRoles(state)}`;
  },
  prompt: ' region > ',
  placeholder: 'Type a region or its place; Enter for the region of the role',
  options: (state, typed, question) => {
    const service = question.about === 'console-region' ? question.service : undefined;
    const roles = targetRoles(state);
    const [first] = roles;
    const own = roles.every(({ region }) => region === first?.region) ? first?.region : undefined;
    const asIs: Option = {
      label: roles.length > 1 ? 'The region of each role' : 'The region of the role',
      detail: own ?? (roles.length > 1 ? '' : 'none is set: the console decides'),
      mark: '',
      event: regionOption(service, undefined),
    };
    return [
      ...(typed.trim() === '' ? [asIs] : []),
      ...regionChoices(roles, typed).map(
        ({ id, place }): Option => ({
          label: id,
          detail: place,
          mark: '',
          event: regionOption(service, id),
        }),
      ),
    ];
  },
};
