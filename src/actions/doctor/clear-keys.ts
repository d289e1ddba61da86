// Keys in clear text that `credentials write` left: those that have ended are of no use, and fail whoever reads them.
import { ownKeys } from '../../domain/aws-ini/own-keys.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { UserError } from '../../domain/errors.ts';
import { notedPaths } from '../write-credentials.ts';
import type { Check } from './examined.ts';

export type KeysInFile = {
  readonly path: string;
  /** ms; undefined where the file does not say. */
  readonly ends: readonly (number | undefined)[];
};

const counted = (count: number): string => (count === 1 ? 'keys of 1 profile' : `keys of ${count} profiles`);

export const clearKeysFindings = (files: readonly KeysInFile[], now: number): readonly Finding[] =>
  files.flatMap(({ path, ends }): readonly Finding[] => {
    const expired = ends.filter((end) => end !== undefined && end <= now).length;
    const living = ends.length - expired;
    return [
      ...(expired === 0
        ? []
        : [
            {
              id: 'clear-keys-expired',
              level: 'warning' as const,
              what: `${path} holds ${counted(expired)} that have ended, in clear text.`,
              why: 'Keys in that file win over a credential_process of the same name, also after their end.',
              mend: ['rolecall credentials clean', 'Or write new ones: rolecall credentials write'],
              fix: { kind: 'drop-expired-keys' as const, path },
            },
          ]),
      ...(living === 0
        ? []
        : [
            {
              id: 'clear-keys',
              level: 'note' as const,
              what: `${path} holds ${counted(living)} that still live, in clear text.`,
              mend: ['When they are of no use any more: rolecall credentials clean'],
            },
          ]),
    ];
  });

export const clearKeysCheck: Check = {
  subject: 'keys in clear text',
  group: 'rolecall',
  run: async ({ services, awsCredentials, awsConfig, now }) => {
    const files = await services.awsFiles();
    const found: KeysInFile[] = [];
    for (const path of new Set([awsCredentials.path, ...(await notedPaths(services))])) {
      if (path === awsConfig.path) continue;
      try {
        const text = (await files.keysFile(path).read()) ?? '';
        found.push({ path, ends: ownKeys(text, path).map(({ expiresAt }) => expiresAt) });
      } catch (error) {
        // What is wrong with the credentials file itself, its own check says; other files may be gone.
        if (!(error instanceof UserError)) throw error;
      }
    }
    return clearKeysFindings(found, now);
  },
};
