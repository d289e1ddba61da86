// What a check of `rolecall doctor` has to say: one shape for all of them.

/** From harmless to harmful. Only an `error` makes the command fail. */
export type Level = 'ok' | 'note' | 'warning' | 'error';

/** What may be mended without anybody's loss, as data: `mend-findings.ts` does it. */
export type SafeFix =
  /** Takes the rights of other users from files and folders of ours. */
  | { readonly kind: 'close'; readonly paths: readonly { readonly path: string; readonly mode: number }[] }
  /** Removes files of ours that nobody uses any more. */
  | { readonly kind: 'remove'; readonly paths: readonly string[] }
  /** Removes keys of ours from a file where they lie in clear text and have ended. */
  | { readonly kind: 'drop-expired-keys'; readonly path: string };

export type Finding = {
  /** Stable, for scripts: `keys-expired`. */
  readonly id: string;
  readonly level: Level;
  readonly what: string;
  /** Why it matters; undefined where that goes without saying. */
  readonly why?: string | undefined;
  /** The command or the edit that mends it, a line each. */
  readonly mend?: readonly string[] | undefined;
  readonly fix?: SafeFix | undefined;
};

export const groups = ['rolecall', 'sign-in', 'shell', 'aws-files', 'machine'] as const;

export type Group = (typeof groups)[number];

export const groupTitles: Readonly<Record<Group, string>> = {
  rolecall: 'rolecall',
  'sign-in': 'Sign-in',
  shell: 'This shell',
  'aws-files': 'AWS files',
  machine: 'Machine',
};

export type Placed = Finding & {
  readonly group: Group;
  /** True when `--fix` has mended it, false when it could not; undefined when it was not tried. */
  readonly isMended?: boolean | undefined;
};

export type Counts = { readonly errors: number; readonly warnings: number; readonly notes: number };

/** Of what is still to be mended. */
export const countsOf = (findings: readonly Placed[]): Counts => {
  const count = (level: Level): number =>
    findings.filter((finding) => finding.level === level && finding.isMended !== true).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
};
