import type { BuildOptions } from 'esbuild';

export declare const libraryOptions: (
  common: Readonly<Record<string, unknown>>,
) => BuildOptions & { readonly metafile: true };
export declare const buildLibrary: (common: Readonly<Record<string, unknown>>) => Promise<unknown>;
