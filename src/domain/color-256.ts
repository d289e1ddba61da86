// A colour brought down to the 256 that most terminals have: the nearest of the cube and of the greys. Numbers below 16
// are never used, since their colours are the person's own.

const levels = [0, 95, 135, 175, 215, 255] as const;

/** Red, green and blue, 0 to 255, of `#rrggbb`. */
export const channelsOf = (hex: string): readonly [number, number, number] => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

const hexOf = (parts: readonly number[]): string =>
  `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** `#rrggbb` of a number from 16 to 255. */
export const hexOf256 = (number: number): string => {
  if (number >= 232) return hexOf(Array.from({ length: 3 }, () => 8 + (number - 232) * 10));
  const at = number - 16;
  return hexOf([Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((level) => levels[level] ?? 0));
};

type Rgb = readonly [number, number, number];

/** How different two colours look, cheaply: the weights lean on how red they are (the "redmean" formula). */
const difference = ([r1, g1, b1]: Rgb, [r2, g2, b2]: Rgb): number => {
  const red = (r1 + r2) / 2;
  return (2 + red / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - red) / 256) * (b1 - b2) ** 2;
};

/** The number (16 to 255) of the colour that is nearest to `#rrggbb`. */
export const nearest256 = (hex: string): number => {
  const wanted = channelsOf(hex);
  let [best, least] = [16, Number.POSITIVE_INFINITY];
  for (let number = 16; number < 256; number += 1) {
    const distance = difference(wanted, channelsOf(hexOf256(number)));
    if (distance < least) [best, least] = [number, distance];
  }
  return best;
};
