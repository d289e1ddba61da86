// The texts that are made of the commands: `npm run docs` writes them, and a test tells when they are stale.
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from '../../src/commands/registry.ts';
import { describeCommand } from './described-command.ts';
import { manPage } from './man-page.ts';
import { markdownReference } from './markdown.ts';

/** By path from the root of the repository. */
export const references = async (): Promise<ReadonlyMap<string, string>> => {
  const described = await Promise.all(commands.map(describeCommand));
  return new Map([
    ['docs/commands.md', markdownReference(described)],
    ['man/rolecall.1', manPage(packageJson.version, described)],
  ]);
};
