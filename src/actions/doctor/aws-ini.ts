// Lines of the AWS files that a tool would misread. One bad line makes the AWS CLI reject all of a file.

import { splitLines } from '../../domain/aws-ini/lines.ts';
import { listSections } from '../../domain/aws-ini/section-identity.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import type { UserError } from '../../domain/errors.ts';
import { isPortableName } from '../../domain/portable-name.ts';
import { lengthLimits, sanitize } from '../../domain/sanitize.ts';
import type { AwsFileState, Check } from './examined.ts';
import { pathWord } from './shell-lines.ts';

const mostProblems = 20;

const shown = (text: string): string => sanitize(text, lengthLimits.name);

const problemFinding = ({ message, hint }: UserError): Finding => ({
  id: 'aws-ini',
  level: 'error',
  what: message,
  mend:
    hint === undefined ? undefined : [hint.replace(/ (The file was not changed|Nothing was changed)\./, '')],
});

const problems = ({ problems: found, path }: AwsFileState): readonly Finding[] => [
  ...found.slice(0, mostProblems).map(problemFinding),
  ...(found.length > mostProblems
    ? [
        {
          id: 'aws-ini',
          level: 'error' as const,
          what: `${path} has ${found.length - mostProblems} more lines that are not right.`,
        },
      ]
    : []),
];

/** Tabs are no harm; every other control character, and what reorders text, is. */
const isHostile = (text: string): boolean => {
  const plain = text.replaceAll('\t', ' ').normalize('NFC');
  return sanitize(plain, plain.length + 1) !== plain;
};

const hostileLines = ({ text = '', path }: AwsFileState): readonly Finding[] => {
  const numbers = splitLines(text.replace(/^\ufeff/, ''))
    .filter((line) => isHostile(line.text) && !line.text.includes('\0'))
    .map(({ number }) => number);
  const [first] = numbers;
  if (first === undefined) return [];
  return [
    {
      id: 'aws-hostile',
      level: 'warning',
      what: `${path}:${first}: characters that a terminal would obey, or that hide what stands there${
        numbers.length > 1
          ? ` (also in ${numbers
              .slice(1, 6)
              .map((line) => `line ${line}`)
              .join(', ')}${numbers.length > 6 ? ' and others' : ''})`
          : ''
      }.`,
      why: 'A line may look like another than it is: who sent you this file?',
      mend: [`See them with: sed -n ${first}l ${pathWord(path)}`],
    },
  ];
};

type Header = { readonly text: string; readonly line: number };

const headersOf = ({ text = '' }: AwsFileState): readonly Header[] =>
  splitLines(text).flatMap((line) =>
    listSections(line.text).map((header) => ({ text: header, line: line.number })),
  );

const blinding = new Set(Object.getOwnPropertyNames(Object.prototype));

const nameOf = (header: string): string => header.replace(/^(profile|sso-session|services)\s+/, '');

const special = (headers: readonly Header[], path: string): readonly Finding[] =>
  headers.flatMap(({ text, line }): readonly Finding[] => {
    if (text === 'DEFAULT')
      return [
        {
          id: 'aws-default-leaks',
          level: 'warning',
          what: `${path}:${line}: the settings of [DEFAULT] leak into every other section.`,
          why: 'The AWS CLI and boto read it so; [default] in lower case is the profile.',
          mend: [`Rename the section at line ${line} to [default].`],
        },
      ];
    if (!blinding.has(nameOf(text))) return [];
    return [
      {
        id: 'aws-blinding',
        level: 'error',
        what: `${path}:${line}: the section name ${shown(text)} makes the JavaScript SDK ignore the whole file, or misread it.`,
        mend: [`Rename the section at line ${line}.`],
      },
    ];
  });

const twoDefaults = (headers: readonly Header[], path: string): readonly Finding[] => {
  const plain = headers.find(({ text }) => text === 'default');
  const long = headers.find(({ text }) => /^profile\s+default$/.test(text));
  if (plain === undefined || long === undefined) return [];
  return [
    {
      id: 'aws-two-defaults',
      level: 'warning',
      what: `${path}:${long.line}: [profile default] stands beside [default] (line ${plain.line}).`,
      why: 'Which of the two counts differs between the AWS CLI and the SDKs.',
      mend: [`Keep [default], and remove the section at line ${long.line}.`],
    },
  ];
};

const knownTypes = /^(profile|sso-session|services)\s/;
const plainSections = new Set(['default', 'DEFAULT', 'plugins', 'preview', 'toolkit']);

const noProfiles = (headers: readonly Header[], path: string): readonly Finding[] => {
  const odd = headers.filter(
    ({ text }) => !knownTypes.test(text) && !plainSections.has(text) && !/^profile\b/.test(text),
  );
  const [first] = odd;
  if (first === undefined) return [];
  return [
    {
      id: 'aws-no-profile',
      level: 'warning',
      what: `${path}:${first.line}: [${shown(first.text)}] is no profile${odd.length > 1 ? `, and ${odd.length - 1} more sections neither` : ''}.`,
      why: 'In this file a profile is [profile NAME]; no SDK reads any other form.',
      mend: [`Write it as [profile ${isPortableName(first.text) ? first.text : 'NAME'}].`],
    },
  ];
};

const oddNames = (headers: readonly Header[], path: string): readonly Finding[] => {
  const odd = headers.filter(({ text }) => {
    const name = nameOf(text);
    return knownTypes.test(text) && !isPortableName(name) && name !== 'default' && !blinding.has(name);
  });
  const [first] = odd;
  if (first === undefined) return [];
  return [
    {
      id: 'aws-odd-name',
      level: 'note',
      what: `${path}:${first.line}: [${shown(first.text)}] is not read alike by every SDK${odd.length > 1 ? `, nor are ${odd.length - 1} more` : ''}.`,
      why: 'Spaces, quotes and other signs in a name make some of them drop the profile.',
      mend: ['Use letters, digits and _ . @ + : / - only.'],
    },
  ];
};

export const configFileFindings = (file: AwsFileState): readonly Finding[] => {
  const headers = headersOf(file);
  return [
    ...problems(file),
    ...hostileLines(file),
    ...special(headers, file.path),
    ...twoDefaults(headers, file.path),
    ...noProfiles(headers, file.path),
    ...oddNames(headers, file.path),
  ];
};

export const credentialsFileFindings = (file: AwsFileState): readonly Finding[] => [
  ...problems(file),
  ...hostileLines(file),
  ...special(headersOf(file), file.path),
];

const nothing = ({ text, path, problems: found }: AwsFileState): string =>
  text === undefined && found.length === 0 ? `There is no ${path}.` : `${path} is read alike by every SDK.`;

export const awsIniCheck: Check = {
  subject: 'the lines of the AWS files',
  group: 'aws-files',
  run: ({ awsConfig, awsCredentials }) => {
    const reports = [
      { file: awsConfig, found: configFileFindings(awsConfig) },
      { file: awsCredentials, found: credentialsFileFindings(awsCredentials) },
    ];
    return reports.flatMap(({ file, found }): readonly Finding[] =>
      found.length > 0 ? found : [{ id: 'aws-ini', level: 'ok', what: nothing(file) }],
    );
  },
};
