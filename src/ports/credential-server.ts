import type { RoleCredentials } from '../domain/credentials.ts';
import type { Guarded } from '../domain/guarded.ts';
import type { RoleId } from '../domain/role.ts';

/** What may be shown of a slot: no secret. */
export type SlotFacts = {
  readonly name: string;
  readonly profile: string;
  readonly roleArn: string;
  /** ms since the epoch */
  readonly expiration: number;
  /** Why the last renewal failed; undefined when it did not. */
  readonly problem: string | undefined;
};

export type ServedCredentials = RoleCredentials & { readonly accountId: string; readonly roleArn: string };

/** Roles by name, each with credentials that are renewed before they end. */
export type CredentialSlots = {
  /** Undefined for a slot that nothing is loaded into. Errors: as `roleCredentials`, when none live any more. */
  readonly get: (name: string) => Promise<ServedCredentials | undefined>;
  readonly list: () => readonly SlotFacts[];
  /** Puts a role into a slot once its credentials are there; what was there stays until then. Errors: UserError. */
  readonly load: (name: string, role: RoleId) => Promise<SlotFacts>;
  /** False when nothing was loaded. */
  readonly unload: (name: string) => boolean;
  /** Stops renewing. */
  readonly close: () => void;
};

export type ServerAddress = {
  /** 0: any free port. */
  readonly port: number;
  /** An IP address of this machine. */
  readonly bind: string;
  /** Further names that clients may call the server by. */
  readonly hostNames: readonly string[];
  /** Paths of PEM files; undefined: plain HTTP, which only addresses inside this machine may have. */
  readonly tls: { readonly certificate: string; readonly key: string } | undefined;
};

/** The ECS container credentials protocol over some slots. */
export type CredentialServer = Guarded<{
  /** The port that was bound. */
  readonly port: number;
  /** What `AWS_CONTAINER_CREDENTIALS_FULL_URI` must be for a slot. */
  readonly uri: (slot: string) => string;
  /** 256 random bits: what `AWS_CONTAINER_AUTHORIZATION_TOKEN` must be. A secret. */
  readonly token: string;
  readonly close: () => Promise<void>;
}>;

/** A server that `rolecall serve load`, `list` and `unload` find until it is closed. */
export type AnnouncedServer = {
  /** Holds the token, for `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`; mode 0600. */
  readonly tokenFile: string;
  readonly close: () => Promise<void>;
};

/** A server of another process of the same person. */
export type RemoteServer = {
  readonly pid: number;
  readonly port: number;
  readonly tokenFile: string;
  readonly list: () => Promise<readonly (SlotFacts & { readonly uri: string })[]>;
  /** Errors: UserError as the server's own. */
  readonly load: (slot: string, role: RoleId) => Promise<SlotFacts & { readonly uri: string }>;
  readonly unload: (slot: string) => Promise<boolean>;
};

export type CredentialServers = {
  /** Bound when this resolves. Errors: UserError (the port), UsageError (an address that keys must not go over). */
  readonly start: (address: ServerAddress, slots: CredentialSlots) => Promise<CredentialServer>;
  readonly announce: (server: CredentialServer, slots: CredentialSlots) => Promise<AnnouncedServer>;
  /** Oldest first. What a killed server left behind is removed. */
  readonly running: () => Promise<readonly RemoteServer[]>;
};
