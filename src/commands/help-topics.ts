// What `rolecall help TOPIC` explains beside the commands. A topic's text is loaded only when it is asked for.
import type { Host } from '../host.ts';

export type HelpTopic = {
  /** No command's name. */
  readonly name: string;
  /** A few words, without a full stop. */
  readonly summary: string;
  readonly text: (host: Host) => Promise<string>;
};

export const helpTopics: readonly HelpTopic[] = [
  {
    name: 'query',
    summary: 'What a query can say',
    text: async () => (await import('../domain/query-help.ts')).queryHelpText,
  },
  {
    name: 'exit-codes',
    summary: 'What each exit code means',
    text: async () => (await import('../domain/exit-code-help.ts')).exitCodeHelpText,
  },
  {
    name: 'environment',
    summary: 'Variables that are read, and those that a role sets',
    text: async () => (await import('../domain/environment-help.ts')).environmentHelpText,
  },
  {
    name: 'templates',
    summary: 'Names of profiles, and lines for a prompt',
    text: async () => (await import('../domain/template-help.ts')).templateHelpText,
  },
  {
    name: 'keymap',
    summary: 'Keys of the picker, and how to choose them',
    text: async (host) => (await import('./help-keymap.ts')).keymapHelpText(host),
  },
];

/** A line a topic, for help. */
export const topicLines = (): string =>
  helpTopics.map(({ name, summary }) => `  rolecall help ${name.padEnd(23)} ${summary}`).join('\n');
