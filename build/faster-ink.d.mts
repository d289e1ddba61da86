import type { Plugin } from 'esbuild';

export type Patch = {
  readonly name: string;
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
  readonly append?: string;
};

export const patches: readonly Patch[];
export const patched: (text: string, patch: Patch) => string;
export const fasterInk: Plugin;
