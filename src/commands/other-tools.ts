// What the first-run screen tells of other tools: the same that `import` would find.
import { type Found, importTools } from '../domain/import/found.ts';
import { sanitize } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';
import type { OtherTool } from '../picker/other-tool.ts';
import { gather, isSomething, summaryOf } from './import-gather.ts';

const filesOf = ({ instances, roles, keys, settings }: Found): readonly string[] => [
  ...new Set([
    ...[...instances, ...roles, ...settings].map(({ origin }) => origin.file),
    ...keys.map(({ file }) => file),
  ]),
];

/** Tools that have something to import. */
export const otherTools = async (host: Host): Promise<readonly OtherTool[]> => {
  const { byTool } = await gather(host, undefined);
  return importTools.flatMap((tool) => {
    const found = byTool.get(tool);
    if (found === undefined || !isSomething(found)) return [];
    return [{ tool, summary: summaryOf(found), files: filesOf(found).map((file) => sanitize(file, 200)) }];
  });
};
