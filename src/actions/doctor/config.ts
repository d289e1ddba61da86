import type { Finding } from '../../domain/doctor/finding.ts';
import type { UserError } from '../../domain/errors.ts';
import type { Check, ConfigState } from './examined.ts';

/** `line 3: x` and `x at line 3, column 5` as `FILE:3: x` and `FILE:3:5: x`, which editors and terminals open. */
const placed = (path: string, line: string): string => {
  const own = /^line (\d+): (.*)$/s.exec(line);
  if (own !== null) return `${path}:${own[1]}: ${own[2]}`;
  const yaml = /^(.*?) at line (\d+), column (\d+)\.?$/s.exec(line);
  return yaml === null
    ? `${path}: ${line}`
    : `${path}:${yaml[2]}:${yaml[3]}: ${yaml[1]?.replace(/\.$/, '')}.`;
};

const problemsIn = (path: string, { message }: UserError): readonly string[] => {
  const [first = '', ...rest] = message.split('\n');
  return rest.length === 0 ? [first] : rest.map((line) => placed(path, line.trim()));
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
