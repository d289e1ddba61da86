// A paint for each theme that is asked for, made once for what is known of the terminal.
import { createPaint, type Paint } from '../../components/paint.ts';
import { type ThemeSetting, themeFor } from './theme-choice.ts';

/** A frame may name a theme of its own. What the setting says may change while the program runs. */
export const painter = (usual: string, setting: () => ThemeSetting): ((own: string | undefined) => Paint) => {
  const made = new Map<string, Paint>();
  return (own) => {
    const known = setting();
    const name = own ?? usual;
    const key = `${name} ${known.background}`;
    const paint = made.get(key) ?? createPaint(themeFor(name, known), known.color.level);
    made.set(key, paint);
    return paint;
  };
};
