// What eyes make of colours: contrast (WCAG 2), distance (CIE76), and what people without one kind of cone see.

import { lightOf } from '../../src/domain/contrast.ts';

export { contrast } from '../../src/domain/contrast.ts';

type Rgb = readonly [number, number, number];

export type Vision = 'usual' | 'protanopia' | 'deuteranopia' | 'tritanopia';

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const matrices: Readonly<Record<Vision, readonly [Rgb, Rgb, Rgb]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export const visions = Object.keys(matrices) as readonly Vision[];

const seenAs = (hex: string, vision: Vision): Rgb => {
  const [r, g, b] = lightOf(hex);
  return matrices[vision].map(([x, y, z]) => Math.max(0, Math.min(1, x * r + y * g + z * b))) as never;
};

const labOf = ([r, g, b]: Rgb): Rgb => {
  const curve = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27) * (t / 116) + 16 / 116);
  const x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

/** Distance as that vision sees it: below about 2 nobody tells them apart, above 20 everybody does at a glance. */
export const distance = (a: string, b: string, vision: Vision): number => {
  const [one, other] = [labOf(seenAs(a, vision)), labOf(seenAs(b, vision))];
  return Math.hypot(...one.map((value, at) => value - (other[at] ?? 0)));
};
