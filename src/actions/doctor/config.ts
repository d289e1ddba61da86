import type { Finding } from '../../domain/doctor/finding.ts';
import type { UserError } from '../../domain/errors.ts';
import type { Check, ConfigState } from './examined.ts';

/** Each with `FILE:LINE:COLUMN`, which editors and terminals open, where the place is known. */
const problemsIn = (path: string, { message }: UserError): readonly string[] => {
  const [first = '', ...rest] = message.split('\n');
  if (rest.length === 0) return [first];
  return rest.map((line) => line.trim()).map((line) => (line.startsWith(path) ? line : `${path}: ${line}`));
};

/** What to do is the same for all of them, and said once. */
const brokenFindings = (path: string, error: UserError): readonly Finding[] => {
  const problems = problemsIn(path, error);
  return problems.map((what, index) => ({
    id: 'config-broken',
    level: 'error',
    what,
    ...(index < problems.length - 1
      ? {}
      : {
          why: 'No command but this one works until it is right.',
          mend: (error.hint ?? `Mend ${path}`).split('\n'),
        }),
  }));
};

export const configFindings = (state: ConfigState): readonly Finding[] => {
  const { path } = state;
  if (state.kind === 'broken') return brokenFindings(state.path, state.error);
  const { instances } = state.config;
  if (instances.length === 0)
    return [
      {
        id: 'config-empty',
        level: 'warning',
        what: state.isThere ? `${path} names no instance yet.` : `There is no config yet (${path}).`,
        mend: ['rolecall setup'],
      },
    ];
  const names = instances.map(({ name }) => name).join(', ');
  return [{ id: 'config', level: 'ok', what: `${path} is right (${names}).` }];
};

export const configCheck: Check = {
  subject: 'config.yaml',
  group: 'rolecall',
  run: ({ config }) => configFindings(config),
};
