// Every string from a server or a file is hostile until it went through here (security.md R14): escapes that a
// terminal would obey, characters that reorder text, and length. What is replaced stays visible as `\u{1b}`.

const forbidden =
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udc7f]/g;

const visible = (text: string): string => `\\u{${(text.codePointAt(0) ?? 0).toString(16)}}`;

/** The longest that a text of each kind may be, in code points. */
export const lengthLimits = { name: 128, email: 254, role: 64, error: 300 } as const;

/** NFC, inert, and at most `limit` code points, the last being `…` where something was cut. */
export const sanitize = (text: string, limit: number): string => {
  const inert = text
    .slice(0, limit * 4)
    .normalize('NFC')
    .replace(forbidden, visible);
  const points = [...inert];
  return points.length <= limit ? inert : `${points.slice(0, limit - 1).join('')}…`;
};

/** A text of several lines, each made inert; what a person typed may stand in it. */
export const inertLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => sanitize(line, 4000))
    .join('\n');

export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

export const isRoleName = (text: string): boolean => /^[\w+=,.@-]{1,64}$/.test(text);
