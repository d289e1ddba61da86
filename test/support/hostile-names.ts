// Names that AWS or an administrator may have given: what would move a cursor, turn text around or burst a column.
import type { Role } from '../../src/domain/role.ts';
import { lengthLimits, sanitize } from '../../src/domain/sanitize.ts';
import { role } from './picker-fixture.ts';

/** As they come from a server or a file, by what they are after. */
export const hostileNames: Readonly<Record<string, string>> = {
  colours: '\u001b[31mred\u001b[0m alert',
  clearing: 'a\u001b[2J\u001b[Hb',
  title: '\u001b]0;pwned\u0007name',
  clipboard: '\u001b]52;c;cm0gLXJm\u001b\\name',
  link: '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\',
  'eight-bit': 'a\u009b31mb\u0090q\u009c',
  lines: 'one\ntwo\rthree\ttab\u0000nul\u007f',
  'turned around': 'prod\u202enimda\u202c\u2066x\u2069\u200f',
  'zero width': 'pro\u200bd\u2060\ufeff\u00ad-admin',
  wide: '東'.repeat(128),
  combining: `e${'\u0301'.repeat(60)}clair`,
  family: '👩‍👩‍👧‍👦👩🏽‍🚀🏳️‍🌈 team',
  hebrew: 'שלום עולם חשבון',
  arabic: 'مرحبا بالعالم',
  surrogate: 'half \ud83d of it',
  long: 'x'.repeat(500),
};

/** Roles called so in all that is not bound to a form, behind the gate that every name goes through. */
export const rolesNamed = (texts: readonly string[]): readonly Role[] =>
  texts.map((text, index) => {
    const name = sanitize(text, lengthLimits.name);
    return role({
      accountId: String(100_000_000_000 + index),
      accountName: name,
      profile: `p${index}-${name}`,
      roleName: 'Admin',
      tags: { note: name },
    });
  });
