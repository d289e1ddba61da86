/** `s3:GetObject`, `s3:Get*`, or `*`. */
export const isAction = (text: string): boolean => /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/i.test(text);

/** The ARN of a resource, or `*`. */
export const isResource = (text: string): boolean => text === '*' || /^arn:[a-z*-]+:\S+$/.test(text);
