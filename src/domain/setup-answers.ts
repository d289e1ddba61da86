// What `setup` asks, by the wizard or by flags.
import type { Config, LoginFlow } from './config.ts';
import type { ThemeName } from './theme-name.ts';

/** Of one Identity Center instance. */
export type InstanceAnswers = {
  readonly name: string;
  /** Normalised. */
  readonly startUrl: string;
  readonly region: string;
  readonly login: LoginFlow;
  readonly defaultRegion: string | undefined;
};

/** Of the whole program. */
export type ProgramAnswers = {
  readonly template: string;
  readonly defaultAction: Config['defaultAction'];
  readonly theme: ThemeName;
};

export type SetupAnswers = InstanceAnswers & ProgramAnswers;

export const defaultActions: readonly Config['defaultAction'][] = ['export', 'exec', 'console'];
