import type { Finding } from '../../domain/doctor/finding.ts';
import { exitCodes } from '../../domain/exit-codes.ts';
import { ageText, hour } from '../../domain/expiry.ts';
import { failedRole, type LastFailure, lastFailure } from '../../engine/last-failure.ts';
import type { Check } from './examined.ts';

const longAgo = 48 * hour;

const mendOf = ({ exitCode, instance }: LastFailure): readonly string[] | undefined => {
  if (exitCode === exitCodes.loginNeeded && instance !== undefined)
    return [`rolecall login --instance ${instance}`];
  if (exitCode === exitCodes.secretStore) return ['rolecall unlock'];
  return exitCode === exitCodes.notAssigned ? ['rolecall refresh', 'rolecall profiles diff'] : undefined;
};

export const lastFailureFindings = (failure: LastFailure | undefined, now: number): readonly Finding[] => {
  if (failure === undefined) return [];
  const role = failedRole(failure);
  const whose = role === undefined ? '' : ` for ${role.accountId} ${role.roleName}`;
  const mended =
    failure.mendedAt === undefined ? '' : `; it has worked again since (${ageText(failure.mendedAt, now)})`;
  const isPast = failure.mendedAt !== undefined || now - failure.at > longAgo;
  return [
    {
      id: 'process-failed',
      level: isPast ? 'note' : 'warning',
      what: `The last credential_process that failed${whose} did so ${ageText(failure.at, now)} (exit ${failure.exitCode})${mended}: ${failure.text}`,
      why: isPast ? undefined : 'AWS SDKs hide what it says, and only report that there are no credentials.',
      mend: isPast ? undefined : mendOf(failure),
    },
  ];
};

export const lastFailureCheck: Check = {
  subject: 'the last failure of credential_process',
  group: 'rolecall',
  run: async ({ services, now }) => lastFailureFindings(await lastFailure(services), now),
};
