// What the setup page shows, as data. The flow changes it, and render.ts draws it.
import type { SetupMethod } from '../setup-ui.ts';
import type { Checked } from '../test-profile.ts';

/** A role to choose from. `id` goes to the browser and back. */
export type Choice = { readonly id: string; readonly title: string; readonly detail: string };

export type Problem = { readonly what: string; readonly next: string | undefined };

export type Page =
  | { readonly kind: 'methods'; readonly problem?: Problem | undefined }
  | {
      readonly kind: 'identity-center';
      readonly startUrl: string;
      readonly region: string;
      readonly problem?: Problem | undefined;
    }
  | { readonly kind: 'profile'; readonly problem?: Problem | undefined }
  | { readonly kind: 'iam-user'; readonly problem?: Problem | undefined }
  | {
      readonly kind: 'working';
      readonly text: string;
      /** What to type at AWS, and where. */
      readonly code?: { readonly code: string; readonly url: string } | undefined;
      readonly progress?: { readonly done: number; readonly total: number } | undefined;
    }
  | { readonly kind: 'roles'; readonly choices: readonly Choice[]; readonly query: string }
  | {
      readonly kind: 'tested';
      readonly profile: string;
      readonly arn: string;
      readonly checks: readonly Checked[];
    }
  | { readonly kind: 'done'; readonly profile: string }
  | { readonly kind: 'cancelled' };

export const methodTitles: Readonly<
  Record<SetupMethod, { readonly title: string; readonly detail: string }>
> = {
  'identity-center': {
    title: 'IAM Identity Center',
    detail: 'Sign in as at your company. Keys end by themselves: the best way where there is one.',
  },
  profile: { title: 'A profile that is there', detail: 'One of this computer’s AWS profiles.' },
  'iam-user': {
    title: 'An IAM user',
    detail: 'A user with few rights, made from a template. Its keys are kept encrypted on this computer.',
  },
};
