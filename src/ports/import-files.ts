import type { YamlValue } from '../domain/config-reader.ts';
import type { ImportSources, ImportTool } from '../domain/import/found.ts';

/** A file that is there and cannot be used; `reason` is a sentence. */
export type UnreadableFile = {
  readonly tool: ImportTool;
  readonly path: string;
  readonly reason: string;
  readonly line?: number | undefined;
};

export type OtherTools = {
  /** What other tools keep in files of their own. */
  readonly sources: Omit<ImportSources, 'awsConfig' | 'credentials' | 'ownUsers'>;
  readonly unreadable: readonly UnreadableFile[];
};

/** Files of other tools, read where they really are, and what the last import changed. */
export type ImportFiles = {
  readonly find: () => Promise<OtherTools>;
  /** A text of config.yaml as a tree; undefined for an empty one. */
  readonly tree: (text: string) => Promise<YamlValue | undefined>;
  /** What `keepUndo` was given last, to be checked by who reads it; undefined when there is nothing to undo. */
  readonly loadUndo: () => Promise<unknown>;
  /** On the disk (0600) when this resolves. Errors: UserError. */
  readonly keepUndo: (record: unknown) => Promise<void>;
  readonly dropUndo: () => Promise<void>;
};
