import type { Host } from '../host.ts';
import type { Emit } from './events.ts';
import type { AwsAuthSettings } from './settings.ts';

/** A tool that asks, and where it runs. */
export type Tool = {
  readonly host: Host;
  readonly settings: AwsAuthSettings;
  readonly emit: Emit;
  /** Nobody is asked. */
  readonly isCi: boolean;
};
