// docs/commands.md.
import { type DescribedCommand, type Passage, passagesOf } from './described-command.ts';

const plain = (text: string): string => text.replace(/[\\*<]/g, '\\$&');

const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (head: string, rows: DescribedCommand['options']): readonly string[] =>
  rows.length === 0
    ? []
    : [
        `| ${head} | |\n|---|---|\n${rows.map(([term, meaning]) => `| \`${cell(term)}\` | ${cell(plain(meaning))} |`).join('\n')}`,
      ];

const passage = ({ isCode, lines }: Passage): string =>
  isCode ? `\`\`\`\n${lines.join('\n')}\n\`\`\`` : lines.map(plain).join('\n');

const section = (command: DescribedCommand): string =>
  [
    `## ${command.name}`,
    `${plain(command.summary)}.`,
    `\`\`\`\n${command.usage}\n\`\`\``,
    ...table('argument', command.args),
    ...table('option', command.options),
    ...passagesOf(command.notes).map(passage),
  ].join('\n\n');

export const markdownReference = (commands: readonly DescribedCommand[]): string =>
  `${[
    '<!-- Written by `npm run docs` from src/commands: do not edit. -->',
    '# Commands',
    commands.map(({ name, summary }) => `- [\`${name}\`](#${name}): ${plain(summary)}`).join('\n'),
    'With any command, `--debug` logs what it does to stderr, without secrets. Topics: `rolecall help exit-codes`, `environment`,\n`query`, `templates`, `keymap`.',
    ...commands.map(section),
  ].join('\n\n')}\n`;
