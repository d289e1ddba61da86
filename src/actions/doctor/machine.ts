// Node and the terminal: facts that a person who helps another asks first.
import type { Finding } from '../../domain/doctor/finding.ts';
import { lengthLimits, sanitize } from '../../domain/sanitize.ts';
import type { Check, Environment, ProgramFacts, TerminalFacts } from './examined.ts';

const oldestNode = [20, 19] as const;
const smallest = { columns: 60, rows: 12 } as const;

const isOldNode = (version: string): boolean => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
};

export const nodeFindings = ({ nodeVersion, platform, version }: ProgramFacts): readonly Finding[] => [
  isOldNode(nodeVersion)
    ? {
        id: 'node-old',
        level: 'error',
        what: `Node ${nodeVersion} is older than rolecall was made for (${oldestNode.join('.')}).`,
        mend: ['Install a newer Node.'],
      }
    : { id: 'node', level: 'ok', what: `rolecall ${version}, Node ${nodeVersion}, ${platform}.` },
];

const colorTexts = ['no colours', '16 colours', '256 colours', 'true colour'];

const around = (env: Environment): string => {
  const places = [
    ...(env['TMUX'] ? ['tmux'] : []),
    ...(env['STY'] ? ['screen'] : []),
    ...(env['SSH_TTY'] || env['SSH_CONNECTION'] ? ['ssh'] : []),
    ...(env['WSL_DISTRO_NAME'] ? ['WSL'] : []),
  ];
  return places.length === 0 ? '' : `, in ${places.join(' in ')}`;
};

const sizeText = ({ columns, rows }: TerminalFacts): string =>
  columns === undefined || rows === undefined ? 'size unknown' : `${columns}x${rows}`;

export const terminalFindings = (terminal: TerminalFacts, env: Environment): readonly Finding[] => {
  const term = sanitize(env['TERM'] ?? '', lengthLimits.role);
  const { columns = smallest.columns, rows = smallest.rows } = terminal;
  if (!terminal.isStdinTerminal && !terminal.isStderrTerminal && !terminal.isStdoutTerminal)
    return [{ id: 'terminal', level: 'ok', what: 'There is no terminal here: commands ask nothing.' }];
  if (term === '' || term === 'dumb')
    return [
      {
        id: 'terminal-dumb',
        level: 'warning',
        what: term === '' ? 'TERM is not set.' : 'This terminal cannot show the picker (TERM=dumb).',
        why: 'Commands that take --profile, --arn or a query work here all the same.',
        mend: ['See the roles with: rolecall list'],
      },
    ];
  return [
    {
      id: 'terminal',
      level: 'ok',
      what: `Terminal ${term}, ${colorTexts[terminal.colorLevel] ?? colorTexts[0]}, ${sizeText(terminal)}${around(env)}.`,
    },
    ...(columns < smallest.columns || rows < smallest.rows
      ? [
          {
            id: 'terminal-small',
            level: 'note' as const,
            what: `The terminal is small (${sizeText(terminal)}): the picker shows little of each role.`,
          },
        ]
      : []),
  ];
};

const homeFindings = (env: Environment, home: string): readonly Finding[] =>
  env['HOME'] || env['USERPROFILE'] || env['ROLECALL_HOME']
    ? []
    : [
        {
          id: 'home-missing',
          level: 'warning',
          what: `HOME is not set; files are looked for under ${home}.`,
          why: 'The AWS files, the config and the secret store of another home are not found.',
          mend: ['export HOME=/the/home/of/this/user'],
        },
      ];

export const machineCheck: Check = {
  subject: 'Node and the terminal',
  group: 'machine',
  run: ({ program, terminal, env, inspection }) => [
    ...nodeFindings(program),
    ...terminalFindings(terminal, env),
    ...homeFindings(env, inspection.places.home),
  ],
};
