// Which theme is drawn: the one that was asked for, as far as the terminal's colours and background allow.
import type { Background, Theme } from '../domain/theme.ts';
import type { ColorSupport } from './color-support.ts';

export type ThemeSetting = {
  readonly color: ColorSupport;
  /** Undefined where the terminal does not say. */
  readonly background: Background | undefined;
  /** Answers some theme for any name. */
  readonly named: (name: string) => Theme;
};

const onBackground = (theme: Theme, background: Background | undefined): Theme =>
  background === undefined ? theme : { ...theme, ...theme.where?.[background] };

/** Sixteen colours cannot be trusted to be near those that a theme was designed in; these can be read on any. */
const isDesigned = (theme: Theme): boolean => theme.canvas !== undefined;

/** `auto` is dark or light, and the terminal's own colours where its background is not known. */
export const themeFor = (name: string, { color, background, named }: ThemeSetting): Theme => {
  if (color.isMono) return named('mono');
  const theme = named(name === 'auto' ? (background ?? 'terminal') : name);
  return onBackground(color.level === 1 && isDesigned(theme) ? named('terminal') : theme, background);
};

/** Whether the terminal has to be asked. */
export const dependsOnBackground = (name: string, color: ColorSupport): boolean =>
  !color.isMono && (color.level === 1 || name === 'auto' || name === 'terminal');
