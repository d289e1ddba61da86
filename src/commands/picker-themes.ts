// What the picker asks about themes: which there are, and to keep one in config.yaml.

import { UserError } from '../domain/errors.ts';
import { audited } from '../engine/audit.ts';
import type { Notice } from '../picker/state.ts';
import type { Services } from '../ports/services.ts';
import type { EffectPorts } from '../terminal/effect-ports.ts';
import { problemLine, type ThemeBook } from './own-themes.ts';

export const pickerThemes = (
  services: Services,
  book: ThemeBook,
): Pick<EffectPorts, 'loadThemes' | 'saveTheme'> => ({
  loadThemes: book.entries,
  saveTheme: async (theme) => {
    const store = await services.configStore();
    if ((await store.load()).theme === theme) return `The theme is ${theme}.`;
    const edit = await store.plan([{ path: ['theme'], value: theme }]);
    await audited(services, { subject: { event: 'config' }, run: () => store.write(edit) });
    return `The theme is ${theme}, in ${store.path}.`;
  },
});

/** The theme, or the usual one and what is wrong with it: a theme is no reason not to pick a role. */
export const usableTheme = async (
  book: ThemeBook,
  theme: string,
): Promise<{ readonly theme: string; readonly notice: Notice | undefined }> => {
  try {
    await book.read(theme);
    return { theme, notice: undefined };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const text = `The theme ${theme} is not drawn: ${problemLine(error)}`;
    return { theme: 'auto', notice: { level: 'warning', text } };
  }
};
