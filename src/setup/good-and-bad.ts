import type { Line } from '../picker/line.ts';

export const good = (text: string): Line => [{ text, tone: 'success' }];
export const bad = (text: string): Line => [{ text, tone: 'warning' }];
