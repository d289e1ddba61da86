import type { FolderFiles } from '../../src/ports/folder-files.ts';

/** A folder without a role of its own. */
export const noFolderFiles: FolderFiles = {
  find: async () => undefined,
  at: async () => undefined,
  trust: async () => undefined,
  untrust: async () => false,
  trusted: async () => [],
  write: () => Promise.reject(new Error('No folder is written in this test.')),
};
