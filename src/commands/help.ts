// `rolecall help TOPIC`. With the name of a command, and without any, dispatch.ts shows help of its own.
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { nearestWord } from '../domain/nearest-word.ts';
import type { CommandModule } from './command.ts';
import { helpTopics, topicLines } from './help-topics.ts';

const help = `
Topics:
${topicLines()}

Examples:
  rolecall help query
  rolecall help exec`;

export const helpCommand: CommandModule = {
  configure: (command) =>
    void command.argument('[topic]', 'a topic, or a command').addHelpText('after', help),
  run: async (host, [word = '']) => {
    const topic = helpTopics.find(({ name }) => name === word.toLowerCase());
    if (topic === undefined) {
      const nearest = nearestWord(
        word,
        helpTopics.map(({ name }) => name),
      );
      const meant = nearest === undefined ? '' : `Did you mean: rolecall help ${nearest}\n`;
      throw new UsageError(
        `There is no help on ${word}.`,
        `${meant}Topics:\n${topicLines()}\nCommands: rolecall --help`,
      );
    }
    host.stdout.write(await topic.text(host));
    return exitCodes.ok;
  },
};
