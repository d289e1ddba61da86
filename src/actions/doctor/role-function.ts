// Whether this shell has the function of `rolecall init`: without it nothing but `eval` brings a role into the shell, the
// commonest complaint about tools of this kind.
import type { Finding } from '../../domain/doctor/finding.ts';
import { initMark } from '../../shells/init-mark.ts';
import { loadLine } from '../../shells/load-line.ts';
import { functionShells } from '../../shells/role-function.ts';
import type { Shell } from '../../shells/shell.ts';
import type { Check, Environment } from './examined.ts';

export type FunctionFacts = {
  readonly env: Environment;
  readonly shell: Shell;
  /** Of the process that started this one. */
  readonly parentId: number;
};

export const functionFindings = ({ env, shell, parentId }: FunctionFacts): readonly Finding[] => {
  const known = functionShells.find((own) => own === shell.id);
  if (known === undefined) return [];
  const mark = initMark(env, parentId);
  if (mark?.isHere)
    return [
      { id: 'function', level: 'ok', what: `The function ${mark.name} is loaded in this ${shell.id}.` },
    ];
  const what =
    mark === undefined
      ? `No function of rolecall is loaded in this ${shell.id}.`
      : `The function ${mark.name} is loaded in the shell that this one was started from (process ${mark.processId}), not here.`;
  return [
    {
      id: 'function-none',
      level: 'note',
      what,
      why: 'A program cannot change the shell that starts it: without the function, a pick ends in a subshell.',
      mend: [
        `${known === 'nushell' ? 'Load it in the next one' : 'Load it here'}: ${loadLine(known)}`,
        'For good: rolecall init --install',
      ],
    },
  ];
};

export const functionCheck: Check = {
  subject: 'the function in this shell',
  group: 'shell',
  run: async ({ env, shell, program: { parentId } }) => functionFindings({ env, shell, parentId }),
};
