// Where a console opens: the service first, then the region; or any page of the console, by its URL or the ARN
// of what it shows.
import { searchServices } from '../../domain/console-destinations.ts';
import type { ConsoleService } from '../../domain/console-services.ts';
import { targetRoles } from '../marks.ts';
import type { ConsolePlace } from '../task.ts';
import { aboutRoles } from './about-roles.ts';
import type { AskedQuestion, Option, Question } from './question.ts';
import { regionChoices } from './region-options.ts';

const opening = (place: ConsolePlace): Option['event'] => ({
  kind: 'task-asked',
  task: { id: 'open-consoles', place },
});

/** A global service knows no region, so that none is asked for. */
const serviceOption = ({ id, name, words, isGlobal }: ConsoleService): Option => ({
  label: name,
  detail: isGlobal ? 'in no region' : words.join(', '),
  mark: id,
  event: isGlobal
    ? opening({ service: id })
    : { kind: 'question-asked', question: { about: 'console-region', service: id } },
});

/** What can only be a URL or a part of one, or the ARN of a resource: no service is called so. */
const pageOption = (typed: string): readonly Option[] => {
  const text = typed.trim();
  const isPage = /^https:\/\/\S+$/i.test(text) || /^[\w-]+\/\S*[#?]\S*$/.test(text);
  const isResource = /^arn:\S+:\S+$/i.test(text);
  const label = isResource ? 'This resource in the console' : 'This page of the console';
  return isPage || isResource
    ? [{ label, detail: text, mark: '', event: opening({ destination: text }) }]
    : [];
};

export const consoleServiceQuestion: AskedQuestion = {
  title: (state) => `Which service to open, as ${aboutRoles(state)}`,
  prompt: ' service > ',
  placeholder: 'Type a service, such as s3, or paste a URL or an ARN',
  options: (_state, typed) => [...pageOption(typed), ...searchServices(typed).map(serviceOption)],
};

const serviceOf = (question: Question): string | undefined =>
  question.about === 'console-region' ? question.service : undefined;

export const consoleRegionQuestion: AskedQuestion = {
  title: (state, question) =>
    `Which region to open ${serviceOf(question) ?? 'the console'} in, as ${aboutRoles(state)}`,
  prompt: ' region > ',
  placeholder: 'Type a region or its place; Enter for the region of the role',
  options: (state, typed, question) => {
    const service = serviceOf(question);
    const roles = targetRoles(state);
    const [first] = roles;
    const own = roles.every(({ region }) => region === first?.region) ? first?.region : undefined;
    const asIs: Option = {
      label: roles.length > 1 ? 'The region of each role' : 'The region of the role',
      detail: own ?? (roles.length > 1 ? '' : 'none is set: the console decides'),
      mark: '',
      event: opening({ service }),
    };
    return [
      ...(typed.trim() === '' ? [asIs] : []),
      ...regionChoices(roles, typed).map(
        ({ id, place }): Option => ({
          label: id,
          detail: place,
          mark: '',
          event: opening({ service, region: id }),
        }),
      ),
    ];
  },
};
