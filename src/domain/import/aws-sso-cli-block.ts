// Where aws-sso-cli keeps its profiles in the AWS config: between `# BEGIN_AWS_SSO_CLI` and `# END_AWS_SSO_CLI`, or with
// an instance's name behind both. Its own writer drops everything after a BEGIN that has lost its END; here such a file
// is refused.
import { iniProblem } from '../aws-ini/ini-problem.ts';
import { splitLines, trimSpace } from '../aws-ini/lines.ts';

/** Lines of the two markers, from 1. */
export type AwsSsoBlock = { readonly begin: number; readonly end: number };

const marker = /^#[ \t]*(BEGIN|END)_AWS_SSO(?:_CLI)?(?:_(.*))?$/;

const mend =
  'Put the markers back around the profiles that aws-sso wrote (aws-sso setup profiles does it), or remove the markers, and run it again.';

export const isInBlock = ({ begin, end }: AwsSsoBlock, line: number): boolean => begin < line && line < end;

/** Errors: UsageError with the line of a marker that has lost its partner. */
export const findAwsSsoBlocks = (text: string, file: string): readonly AwsSsoBlock[] => {
  const blocks: AwsSsoBlock[] = [];
  let open: { readonly line: number; readonly name: string } | undefined;
  for (const { number: line, text: content } of splitLines(text)) {
    const [, kind, name = ''] = marker.exec(trimSpace(content)) ?? [];
    if (kind === undefined) continue;
    if (kind === 'BEGIN' && open !== undefined)
      throw iniProblem(
        { file, line },
        `a second block of aws-sso-cli begins before the END of the one at line ${open.line}.`,
        mend,
      );
    if (kind === 'BEGIN') {
      open = { line, name };
      continue;
    }
    if (open === undefined || open.name !== name)
      throw iniProblem(
        { file, line },
        'the END of a block of aws-sso-cli comes without its BEGIN line.',
        mend,
      );
    blocks.push({ begin: open.line, end: line });
    open = undefined;
  }
  if (open !== undefined)
    throw iniProblem(
      { file, line: open.line },
      'the block of aws-sso-cli that begins here has lost its END line.',
      mend,
    );
  return blocks;
};
