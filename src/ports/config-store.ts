import type { Config } from '../domain/config.ts';

/** Keys of the instance as config.yaml has them; those without a value stay as they are. */
export type NewInstance = {
  readonly name: string;
  readonly settings: Readonly<Record<string, string | undefined>>;
};

/** config.yaml. `load` throws UsageError with file and line for a file that is not right. */
export type ConfigStore = {
  readonly path: string;
  readonly load: () => Promise<Config>;
  /** Adds or changes one instance in place; comments, order and other keys stay. */
  readonly saveInstance: (instance: NewInstance) => Promise<void>;
};
