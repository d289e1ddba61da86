// What the picker may ask of the world while it is on the screen. The command that opens the picker provides it;
// nothing here ever carries a secret.
import type { DiscoveryProgress } from '../domain/catalog.ts';
import type { History } from '../domain/history.ts';
import type { InstanceNews } from '../domain/news.ts';
import type { RoleSources } from '../domain/provenance.ts';
import type { Role, RoleId } from '../domain/role.ts';
import type { SavedFilter } from '../domain/saved-filter.ts';
import type { SessionStatus, SignInProgress } from '../domain/session.ts';
import type { ConfigWish } from '../picker/config-wish.ts';
import type { ProcessFailure } from '../picker/failure.ts';
import type { OtherTool } from '../picker/other-tool.ts';
import type { ChangeKind, ProfilePlan, WrittenProfiles } from '../picker/profile-change.ts';
import type { LoadedRoles } from '../picker/state.ts';
import type { Task, TaskReport } from '../picker/task.ts';
import type { ThemeEntry } from '../picker/theme-entry.ts';

/** The roles of all instances, as last known. */
export type RoleSet = LoadedRoles;

export type EffectPorts = {
  readonly now: () => number;
  readonly loadRoles: () => Promise<RoleSet>;
  /** On the first run: what other tools have left. */
  readonly findOtherTools: () => Promise<readonly OtherTool[]>;
  /** roleKey -> expiry (ms) of cached role credentials. Needs no unlocked store. */
  readonly loadLives: () => Promise<ReadonlyMap<string, number>>;
  /** Undefined when there was none, or when its role has had credentials since. */
  readonly loadLastFailure: () => Promise<ProcessFailure | undefined>;
  readonly loadSession: (instance: string) => Promise<SessionStatus>;
  readonly refreshCatalog: (request: {
    readonly instance: string | undefined;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: DiscoveryProgress) => void;
    /** What is known by now, now and then. */
    readonly onFound: (set: RoleSet) => void;
    /** What the person looks at: asked again and again, and read first. */
    readonly lookedAt: () => readonly RoleId[];
  }) => Promise<RoleSet>;
  readonly signIn: (request: {
    readonly instance: string;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: SignInProgress) => void;
  }) => Promise<SessionStatus>;
  /** Which roles have a profile in the AWS config. Errors: UserError for a file that cannot be read. */
  readonly loadAwsProfiles: () => Promise<WrittenProfiles>;
  /** What a change of the profiles of these roles, or of config.yaml, would do to the file; kept for `saveProfiles`, under its number. */
  readonly planProfiles: (request: {
    readonly request: number;
    readonly change: ChangeKind;
    readonly wish?: ConfigWish | undefined;
    readonly roles: readonly Role[];
  }) => Promise<ProfilePlan>;
  /** Does what was planned under this number, and nothing else. Answers a sentence that says so. */
  readonly saveProfiles: (request: number) => Promise<string>;
  /** What of the config makes roles what they are: asked for after the roles, whenever these are read. */
  readonly loadRoleSources: () => Promise<RoleSources>;
  /** Writes a saved filter to config.yaml, or deletes it; answers what is saved now. Errors: UserError. */
  readonly saveFilter: (filter: {
    readonly name: string;
    readonly query: string | undefined;
  }) => Promise<{ readonly filters: readonly SavedFilter[]; readonly text: string }>;
  /** These were looked at. */
  readonly seeNews: (news: readonly InstanceNews[]) => Promise<void>;
  /** Pins or unpins; answers what is kept now. Errors: UserError where it cannot be written. */
  readonly changePin: (role: RoleId, isPinned: boolean) => Promise<History>;
  /** Every theme that there is, the person's own read anew. */
  readonly loadThemes: () => Promise<readonly ThemeEntry[]>;
  /** Keeps it in config.yaml. Answers a sentence that says so. */
  readonly saveTheme: (theme: string) => Promise<string>;
  readonly copy: (text: string) => Promise<void>;
  /**
   * Does the task for these roles, and tells how many are done with. What fails for a role is in the report; what fails
   * for all (a locked secret store) is thrown. No secret is in the report.
   */
  readonly runTask: (request: {
    readonly task: Task;
    readonly roles: readonly Role[];
    readonly signal: AbortSignal;
    readonly onProgress: (done: number) => void;
  }) => Promise<TaskReport>;
};
