// Lines in a theme's looks, for a stream that is no full-screen program.
import { createPaint } from '../../components/paint.ts';
import type { Theme } from '../domain/theme.ts';
import type { Line } from '../picker/line.ts';
import { colorSupport } from './color-support.ts';
import { backgroundOfEnv } from './terminal-answers.ts';
import { themeFor } from './theme-choice.ts';

export type PaintSetting = {
  readonly theme: string;
  readonly output: { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly named: (name: string) => Theme;
};

/** Without escapes where the stream is no terminal, unless colour is forced. */
export const paintLines = (
  lines: readonly Line[],
  { theme, output, env, named }: PaintSetting,
): readonly string[] => {
  const color = colorSupport(output, env);
  const background = backgroundOfEnv(env['COLORFGBG']);
  const paint = createPaint(themeFor(theme, { color, background, named }), color.level);
  return lines.map((line) => paint(line));
};
