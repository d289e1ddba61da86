import type { InstanceConfig } from '../../domain/config.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { lifeLevel, lifeText } from '../../domain/expiry.ts';
import type { SessionStatus } from '../../domain/session.ts';
import { sessionStatus } from '../../engine/session.ts';
import type { Check } from './examined.ts';

export const sessionFindings = (
  { name, base }: Pick<InstanceConfig, 'name' | 'base'>,
  session: SessionStatus,
  now: number,
): readonly Finding[] => {
  if (base !== undefined)
    return [{ id: 'session', level: 'ok', what: `${name} needs no sign-in (auth: ${base.kind}).` }];
  if (session.kind === 'signed-out')
    return [
      {
        id: 'session-none',
        level: 'warning',
        what: `You are not signed in to ${name}.`,
        mend: [`rolecall login --instance ${name}`],
      },
    ];
  const left = lifeText(session.endsAt, now);
  if (!session.isRenewable)
    return [
      {
        id: 'session-not-renewable',
        level: lifeLevel(session.endsAt, now) === 'fresh' ? 'note' : 'warning',
        what: `The session of ${name} ends in ${left}, and cannot be renewed.`,
        why: 'AWS gave no refresh token with it: the registration lacks the scope sso:account:access, or the organisation allows no renewal. A new sign-in is due at its end.',
        mend: [`rolecall login --instance ${name} --force`],
      },
    ];
  if (session.endsAt <= now)
    return [
      {
        id: 'session-old',
        level: 'note',
        what: `The session of ${name} is older than session_duration in config.yaml, and still renewed.`,
        why: 'AWS does not tell how long your organisation lets it live: it may end at any time.',
        mend: [`rolecall login --instance ${name} --force`],
      },
    ];
  return [
    { id: 'session', level: 'ok', what: `Signed in to ${name}, for about ${left}; renewed by itself.` },
  ];
};

export const sessionsCheck: Check = {
  subject: 'the sessions',
  group: 'sign-in',
  run: async ({ services, config, now }) => {
    if (config.kind === 'broken')
      return [
        {
          id: 'session-unknown',
          level: 'note',
          what: 'Sessions, clock and regions were not looked at: they need a config.yaml that is right.',
        },
      ];
    const found: Finding[] = [];
    for (const instance of config.config.instances)
      found.push(...sessionFindings(instance, await sessionStatus(services, instance), now));
    return found;
  },
};
