// The keys of a section of a file, and the file without them.
import { parseAwsIni } from '../aws-ini/parse-aws-ini.ts';
import { removeSections } from '../aws-ini/remove-sections.ts';
import type { SigningKeys } from '../credentials.ts';
import { readAccessKeys } from '../read-access-keys.ts';
import type { TextFile } from './found.ts';

const keyNames = ['aws_access_key_id', 'aws_secret_access_key'];

/** Undefined where the section has none, or none of AWS's form. */
export const keysOfSection = ({ path, text }: TextFile, header: string): SigningKeys | undefined => {
  const section = parseAwsIni(text, path).sections.find((candidate) => candidate.header === header);
  const [id = '', secret = ''] = keyNames.map((name) =>
    section?.entries.find(({ key }) => key === name)?.value.trim(),
  );
  return readAccessKeys(`${id}\n${secret}`);
};

/** Sections that hold nothing else go whole. Errors: UsageError, UserError. */
export const withoutKeys = ({ path, text }: TextFile, headers: readonly string[]): string => {
  const chosen = parseAwsIni(text, path).sections.filter(({ header }) => headers.includes(header));
  const isOnlyKeys = ({ entries }: (typeof chosen)[number]): boolean =>
    entries.every(({ key }) => keyNames.includes(key));
  const sections = new Set(chosen.filter(isOnlyKeys).map(({ line }) => line));
  const settings = new Set(
    chosen
      .filter((section) => !isOnlyKeys(section))
      .flatMap(({ entries }) => entries.filter(({ key }) => keyNames.includes(key)).map(({ line }) => line)),
  );
  return removeSections(text, { sections, settings }, path);
};
