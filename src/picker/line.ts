// What the view-model hands to the views: lines of text cut and padded to fit, each piece with a meaning. Colours
// are the theme's business.

import type { Tone } from '../domain/theme.ts';

export type { Tone } from '../domain/theme.ts';

export type Segment = { readonly text: string; readonly tone: Tone };

export type Line = readonly Segment[];

export const emptyLine: Line = [];

export const plain = (text: string): Segment => ({ text, tone: 'plain' });
export const strong = (text: string): Segment => ({ text, tone: 'strong' });
export const muted = (text: string): Segment => ({ text, tone: 'muted' });
export const faint = (text: string): Segment => ({ text, tone: 'faint' });
export const accent = (text: string): Segment => ({ text, tone: 'accent' });
export const key = (text: string): Segment => ({ text, tone: 'key' });
