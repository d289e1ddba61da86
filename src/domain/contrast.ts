// How well a colour can be told from what is behind it: WCAG 2's ratio.
import { channelsOf } from './color-256.ts';

const linear = (value: number): number => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** Red, green and blue as light, 0 to 1, of `#rrggbb`. */
export const lightOf = (hex: string): readonly [number, number, number] => {
  const [red, green, blue] = channelsOf(hex);
  return [linear(red), linear(green), linear(blue)];
};

const luminance = (hex: string): number => {
  const [red, green, blue] = lightOf(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** 1 (the same) to 21 (black on white). */
export const contrast = (a: string, b: string): number => {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
};

/** What text needs to be read with ease. */
export const readableContrast = 4.5;
