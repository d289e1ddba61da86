// Which profile a header means differs between SDKs: `[profile "a"]`, `[profile.a]` and `[profilex a]` are all the
// profile `a` to one of them. A name is taken when any of them would read it.
import { splitLines, trimSpace } from './lines.ts';

const unquoted = (name: string): string => trimSpace(name.replace(/["'\\]/g, ''));

const namesIn = (header: string): readonly string[] => {
  const text = trimSpace(header);
  if (text === 'default') return ['profile default'];
  const typed = /^(profile|sso-session|services)(?:\.|[^\s.]*\s+)(.+)$/s.exec(text);
  if (typed !== null) return [`${typed[1]} ${unquoted(typed[2] ?? '')}`];
  return [text];
};

/** What a section is for some reader, such as `profile NAME` or `sso-session NAME`; `[default]` is a profile. */
export const identitiesOf = (header: string): ReadonlySet<string> =>
  // Some readers end the name at the first bracket, others at the last.
  new Set([...namesIn(header), ...namesIn(header.split(']')[0] ?? '')]);

/** The headers of any text, however broken, in order: what is between the brackets. */
export const listSections = (text: string): readonly string[] =>
  splitLines(text).flatMap((line) => {
    const header = /^\[([^\]]+)\]/.exec(trimSpace(line.text))?.[1];
    return header === undefined ? [] : [trimSpace(header)];
  });
