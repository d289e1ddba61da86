export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * One line of the debug log: what happened, and facts about it. Never given a secret; what slips through is redacted.
 * Does nothing unless the person asked for a log. Never throws.
 */
export type Log = (event: string, fields?: LogFields) => void;
