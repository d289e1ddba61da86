import type { StoreLock } from './key-agent.ts';

/** Absolute paths. */
export type Places = {
  readonly home: string;
  readonly config: string;
  readonly cache: string;
  readonly state: string;
  readonly secrets: string;
};

/** What has a name in the file system. */
export type Entry = {
  readonly path: string;
  /** Of what a link leads to; `nothing`: a link that leads nowhere; `hidden`: we may not even look. */
  readonly kind: 'file' | 'folder' | 'socket' | 'other' | 'nothing' | 'hidden';
  readonly isLink: boolean;
  /** Permission bits; undefined where the system has none. */
  readonly mode: number | undefined;
  /** Undefined where the system has no owners. */
  readonly ownerId: number | undefined;
  /** ms since the epoch */
  readonly changedAt: number;
};

/** A program that is there to be run. */
export type Installed = {
  readonly path: string;
  readonly realPath: string;
  /** Of a rolecall: what its package says. */
  readonly version: string | undefined;
};

/** `skew`: how far this machine's clock is ahead of the server's (ms). */
export type ServerTime =
  | { readonly kind: 'answered'; readonly skew: number }
  | { readonly kind: 'unreachable'; readonly reason: string };

export type Person = {
  /** Undefined where the system has no user ids. */
  readonly userId: number | undefined;
  /** Undefined for a user that the system does not list. */
  readonly name: string | undefined;
};

/** What `doctor` looks at. Looking never fails, asks nobody and changes nothing; what cannot be seen is absent. */
export type Inspection = {
  readonly places: Places;
  readonly person: Person;
  readonly look: (path: string) => Promise<Entry | undefined>;
  /** What lies in a folder and in the folders in it, two deep; at most 2000 entries. */
  readonly list: (folder: string) => Promise<readonly Entry[]>;
  /** What lies in a folder itself, by its name; nothing else there is touched. */
  readonly find: (folder: string, name: RegExp) => Promise<readonly Entry[]>;
  /** Every program of that name on the PATH, in its order. */
  readonly onPath: (name: string) => Promise<readonly Installed[]>;
  /** A file that can be run, or the script that Node would run; undefined when there is none. */
  readonly installed: (path: string) => Promise<Installed | undefined>;
  /** Does a program listen on this socket? */
  readonly isListening: (path: string) => Promise<boolean>;
  /** The Date of the answer to a HEAD without credentials, within 4 seconds. */
  readonly serverTime: (url: URL) => Promise<ServerTime>;
  /** As the key agent's `look`, also with a broken config. Errors: SecretStoreFailed. */
  readonly storeLock: () => Promise<StoreLock>;
  /** Sets the mode of a file or folder of this person. Errors: UserError. */
  readonly close: (path: string, mode: number) => Promise<void>;
  /** Removes a file or socket of this person, no folder. Errors: UserError. */
  readonly remove: (path: string) => Promise<void>;
};
