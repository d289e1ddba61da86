import type { Config } from '../domain/config.ts';

export type NewInstance = {
  readonly name: string;
  readonly startUrl: string;
  readonly region: string;
  readonly defaultRegion?: string;
  readonly login?: string;
};

/** config.yaml. `load` throws UsageError with file and line for a file that is not right. */
export type ConfigStore = {
  readonly path: string;
  readonly load: () => Promise<Config>;
  /** Adds or changes one instance in place; comments, order and other keys stay. */
  readonly saveInstance: (instance: NewInstance) => Promise<void>;
};
