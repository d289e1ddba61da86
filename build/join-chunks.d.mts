import type { BuildOptions, Metafile } from 'esbuild';

export const joinChunks: (request: {
  readonly folder: string;
  readonly options: BuildOptions;
  readonly outputs: Metafile['outputs'];
  readonly banner: string;
  readonly groups: Readonly<Record<string, readonly string[]>>;
}) => Promise<void>;
