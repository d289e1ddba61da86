import type { Plugin } from 'esbuild';

export const fasterInk: Plugin;
export const patches: readonly { readonly name: string }[];
