// Profiles that begin with another profile's credentials.
import type { IniSection } from './aws-ini/parse-aws-ini.ts';
import { identitiesOf } from './aws-ini/section-identity.ts';

export type ProfileUser = { readonly profile: string; readonly source: string };

/** The name of a profile section, as most SDKs read it; undefined for other sections. */
export const profileNameOf = (header: string): string | undefined => {
  const [identity = ''] = identitiesOf(header);
  return identity.startsWith('profile ') ? identity.slice('profile '.length) : undefined;
};

/** Which of the sections have one of these profiles as their `source_profile`. */
export const profileUsers = (
  sections: readonly IniSection[],
  sources: readonly string[],
): readonly ProfileUser[] => {
  const wanted = new Set(sources);
  return sections.flatMap(({ header, entries }) => {
    const source = entries.find(({ key }) => key === 'source_profile')?.value;
    const profile = profileNameOf(header);
    return profile !== undefined && source !== undefined && wanted.has(source) ? [{ profile, source }] : [];
  });
};
