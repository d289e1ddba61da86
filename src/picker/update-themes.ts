// The theme panel: the whole screen is drawn in the theme under the bar; Enter keeps it, Esc puts the old one back.
import type { ThemeEvent } from './event.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';
import type { ThemeEntry } from './theme-entry.ts';

/** The theme under the bar: the one that is in use, until the bar is moved. */
export const chosenTheme = ({ panel, themes, theme }: PickerState): ThemeEntry | undefined => {
  if (panel?.kind !== 'themes') return undefined;
  const at = panel.at ?? theme;
  return themes.find(({ name }) => name === at) ?? themes[0];
};

/** What the screen is drawn in. */
export const shownTheme = (state: PickerState): string => chosenTheme(state)?.name ?? state.theme;

export const openThemes = (state: PickerState): Step => [
  { ...state, panel: { kind: 'themes', at: undefined } },
  [{ kind: 'load-themes' }],
];

export const acceptTheme = (state: PickerState): Step => {
  const chosen = chosenTheme(state);
  if (chosen === undefined) return [{ ...state, panel: undefined }, []];
  if (chosen.problem !== undefined)
    return [{ ...state, notice: { level: 'warning', text: chosen.problem } }, []];
  const kept: PickerState = { ...state, panel: undefined, theme: chosen.name };
  return [kept, [{ kind: 'save-theme', theme: chosen.name }]];
};

export const onThemes = (state: PickerState, event: ThemeEvent): PickerState => {
  switch (event.kind) {
    case 'themes-loaded':
      return { ...state, themes: event.themes };
    case 'theme-saved':
      return { ...state, notice: { level: 'done', text: event.text } };
    case 'theme-failed':
      return { ...state, notice: { level: 'warning', text: event.failure.message } };
  }
};
