// Is the `rolecall` that this shell finds the one that runs now? And is its completion there? There is no shell function
// that could be missing: exports are read by `eval`, and all else is the program.
import type { Finding } from '../../domain/doctor/finding.ts';
import type { Installed } from '../../ports/inspection.ts';
import type { Shell, ShellId } from '../../shells/shell.ts';
import type { Check } from './examined.ts';

export type PathFacts = {
  readonly found: readonly Installed[];
  readonly own: Installed | undefined;
  readonly version: string;
};

const versionText = ({ version }: Installed): string =>
  version === undefined ? 'of a version that it does not tell' : `version ${version}`;

export const pathFindings = ({ found, own, version }: PathFacts): readonly Finding[] => {
  const [first, ...others] = found;
  if (first === undefined)
    return [
      {
        id: 'path-none',
        level: 'warning',
        what: 'There is no rolecall on the PATH of this shell.',
        why: 'Lines such as eval "$(rolecall env)" find nothing.',
        mend: ['npm install --global .', 'Or link it into a folder of the PATH.'],
      },
    ];
  if (own !== undefined && first.realPath !== own.realPath)
    return [
      {
        id: 'path-other',
        level: 'warning',
        what: `The rolecall on the PATH is another one: ${first.path} (${versionText(first)}); this one is ${own.path} (version ${version}).`,
        why: 'What you set up with one may not be what the other understands.',
        mend: [`Remove one of the two, or put the folder of ${own.path} first in the PATH.`],
      },
    ];
  const rivals = others.filter(({ realPath }) => realPath !== first.realPath);
  return [
    { id: 'path', level: 'ok', what: `rolecall ${version} is on the PATH (${first.path}).` },
    ...rivals.slice(0, 3).map(
      (rival): Finding => ({
        id: 'path-second',
        level: 'note',
        what: `There is a second rolecall further on in the PATH: ${rival.path} (${versionText(rival)}).`,
      }),
    ),
  ];
};

const completionTests: Partial<Record<ShellId, string>> = {
  bash: 'complete -p rolecall',
  zsh: 'print -r -- $_comps[rolecall]',
  fish: 'complete -c rolecall | head -1',
};

export const completionFindings = ({ id }: Shell): readonly Finding[] => {
  const test = completionTests[id];
  if (test === undefined) return [];
  return [
    {
      id: 'completion',
      level: 'ok',
      what: `Whether ${id} has loaded the completion, only ${id} can tell.`,
      mend: [`See: ${test}`, 'Load it: rolecall completion --help'],
    },
  ];
};

export const programCheck: Check = {
  subject: 'rolecall on the PATH',
  group: 'shell',
  run: async ({ inspection, program, shell }) => [
    ...pathFindings({
      found: await inspection.onPath('rolecall'),
      own: await inspection.installed(program.scriptPath),
      version: program.version,
    }),
    ...completionFindings(shell),
  ],
};
