import type { BuildOptions, Metafile } from 'esbuild';

export const joinChunks: (request: {
  readonly options: BuildOptions;
  readonly outputs: Metafile['outputs'];
  readonly banner: string;
  readonly groups: readonly (readonly string[])[];
}) => Promise<void>;
