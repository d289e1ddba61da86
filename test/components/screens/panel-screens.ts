// Panels: help, tags, actions, news, details and themes.
import type { PickerEvent } from '../../../src/picker/event.ts';
import type { PickerState } from '../../../src/picker/state.ts';
import { themes } from '../../../themes/registry.ts';
import { someNews } from '../../support/known-fixture.ts';
import { loaded, rolesOf } from '../../support/picker-fixture.ts';
import { listed, opened, run, signedOut, typed } from '../../support/picker-state.ts';
import type { Over, ScreenTable } from './screen-table.ts';
import { allKnown, down, downBy, enter, mark, toEnd, toggle } from './steps.ts';

const withNews = (over: Over): PickerState =>
  run(listed(over), { kind: 'roles-loaded', set: loaded(rolesOf(12), { news: [someNews(rolesOf(12))] }) })
    .state;

const entries: PickerEvent = {
  kind: 'themes-loaded',
  themes: [
    { name: 'auto', about: 'Follows the background of the terminal.', isOwn: false },
    ...themes.map(({ name }) => ({ name, about: `What ${name} is like.`, isOwn: false })),
    { name: 'mine', about: 'From the config folder.', isOwn: true },
    {
      name: 'a-theme-with-a-name-that-is-far-too-long-for-any-list-of-themes',
      about: '',
      isOwn: true,
      problem: '~/.config/rolecall/themes/a-theme.yaml:3:6: key is no colour: "reddish".',
    },
  ],
};

const inThemes = (over: Over): PickerState =>
  run(listed({ ...over, theme: 'dark' }), toggle('themes'), entries).state;

export const panelScreens: ScreenTable<'help' | 'tags' | 'actions' | 'news' | 'detail' | 'themes'> = {
  help: {
    'help on the first run': (over) => run(opened({ ...over, instances: [] }), toggle('help')).state,
    'help, signed out': (over) => run(signedOut(over), toggle('help')).state,
    help: (over) => run(listed(over), toggle('help'), down).state,
    'help, searched': (over) => run(listed(over), toggle('help'), typed('region')).state,
  },
  tags: {
    tags: (over) => run(listed(over), toggle('tags'), down, enter).state,
    'query, tags, several of a key': (over) =>
      run(listed(over), toggle('tags'), enter, down, enter, down, typed('admin ')).state,
  },
  actions: {
    actions: (over) => run(listed(over), toggle('actions'), down).state,
    'actions for several': (over) => run(listed(over), mark, mark, toggle('actions'), down, down).state,
  },
  news: {
    'what changed': (over) => run(withNews(over), toggle('news')).state,
    'what changed, nothing': (over) => run(listed(over), toggle('news')).state,
  },
  detail: {
    details: (over) => run(allKnown(over), toggle('detail')).state,
    'details, far down': (over) => run(allKnown(over), toggle('detail'), toEnd).state,
  },
  themes: {
    themes: inThemes,
    'themes, another': (over) => run(inThemes(over), downBy(5)).state,
    'themes, one that is not right': (over) => run(inThemes(over), toEnd).state,
    'themes, still to be read': (over) => run(listed(over), toggle('themes')).state,
  },
};
