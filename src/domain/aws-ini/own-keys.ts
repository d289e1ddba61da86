// Our keys in clear text, as `credentials write` left them: what each belongs to, and when it ends.

import { splitLines, trimSpace } from './lines.ts';
import { managedSections } from './managed-block.ts';
import type { WritableSection } from './writable-section.ts';

export type OwnKeys = {
  /** As it stands in the file, with its comment. */
  readonly section: WritableSection;
  /** ms; undefined when the comment does not say. */
  readonly expiresAt: number | undefined;
};

const endOf = (comment: string | undefined): number | undefined => {
  const at = Date.parse(/, expires (\S+)$/.exec(comment ?? '')?.[1] ?? '');
  return Number.isNaN(at) ? undefined : at;
};

/** Errors: UsageError for markers that do not pair and lines that are not right. */
export const ownKeys = (text: string, file: string): readonly OwnKeys[] => {
  const lines = splitLines(text);
  return managedSections(text, file)
    .filter(({ entries }) => entries.some(({ key }) => key === 'aws_secret_access_key'))
    .map(({ header, line, entries }) => {
      const below = trimSpace(lines[line]?.text ?? '');
      const comment = below.startsWith('# ') ? below.slice(2) : undefined;
      return {
        section: {
          name: header,
          ...(comment === undefined ? {} : { comment }),
          entries: entries.map(({ key, value }) => [key, value] as const),
        },
        expiresAt: endOf(comment),
      };
    });
};
