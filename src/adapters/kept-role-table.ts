// Where the table of roles stands, and for which catalog and configuration it holds: apart from the store, so that the quick
// road loads no more than this.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { RoleTable } from '../ports/catalog-store.ts';
import { readRoleTable, tableVersion } from './role-table.ts';

export const catalogPathOf = (folder: string): string => join(folder, 'catalog.json');

export const roleTablePathOf = (folder: string): string => join(folder, 'roles.bin');

/** Which file it is, and of when. */
export const stampOf = (path: string): string => {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs}:${size}:${ino}`;
  } catch {
    return 'none';
  }
};

export const roleTableKey = (configKey: string, stamp: string): string =>
  `${tableVersion}|${configKey}|${stamp}`;

/** Undefined where it is of another catalog or configuration, and where there is none. */
export const keptRoleTable = (folder: string, configKey: string): RoleTable | undefined =>
  readRoleTable(roleTablePathOf(folder), roleTableKey(configKey, stampOf(catalogPathOf(folder))));
