// The roles in their order, as most of the program sees them. An array is one; so is a list whose rows are decoded when
// they are asked for, since of a hundred thousand roles some forty are ever on the screen. So nobody may hold on to a role
// as a key: the same row, asked for again, may be another object of the same content.
import type { Role } from './role.ts';

export type RoleList = Iterable<Role> & {
  readonly length: number;
  at(index: number): Role | undefined;
  filter(isWanted: (role: Role, index: number) => boolean): readonly Role[];
  find(isWanted: (role: Role, index: number) => boolean): Role | undefined;
  some(isWanted: (role: Role, index: number) => boolean): boolean;
  map<T>(change: (role: Role, index: number) => T): readonly T[];
  flatMap<T>(change: (role: Role, index: number) => T | readonly T[]): readonly T[];
  slice(from?: number, to?: number): readonly Role[];
};
