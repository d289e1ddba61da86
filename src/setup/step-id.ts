// The questions, in their order. `removal` stands beside the road: it is asked from the first screen.

export type StepId =
  | 'start'
  | 'url'
  | 'region'
  | 'name'
  | 'login'
  | 'sign-in'
  | 'discover'
  | 'default-region'
  | 'template'
  | 'action'
  | 'theme'
  | 'shell'
  | 'summary'
  | 'removal';

/** Steps with a line to type in. */
export type InputStep = 'url' | 'region' | 'name' | 'default-region' | 'template';

export const inputSteps: readonly InputStep[] = ['url', 'region', 'name', 'default-region', 'template'];

export const stepOrder: readonly Exclude<StepId, 'removal'>[] = [
  'start',
  'url',
  'region',
  'name',
  'login',
  'sign-in',
  'discover',
  'default-region',
  'template',
  'action',
  'theme',
  'shell',
  'summary',
];

/** As the list of steps has them. */
export const stepNames: Readonly<Record<StepId, string>> = {
  start: 'Start',
  url: 'Start URL',
  region: 'Region',
  name: 'Name',
  login: 'Login flow',
  'sign-in': 'Sign in',
  discover: 'Accounts and roles',
  'default-region': 'Region of the roles',
  template: 'Profile names',
  action: 'Action of Enter',
  theme: 'Theme',
  shell: 'Shell',
  summary: 'Review and write',
  removal: 'Remove',
};

export const isInputStep = (step: StepId): step is InputStep =>
  (inputSteps as readonly StepId[]).includes(step);
