// What the wizard may ask of the world while it is on the screen. The command that opens it provides it; nothing here ever
// carries a secret.
import type { DiscoveryProgress } from '../domain/catalog.ts';
import type { FoundStartUrl } from '../domain/found-start-urls.ts';
import type { SessionStatus, SignInProgress } from '../domain/session.ts';
import type { InstanceAnswers, SetupAnswers } from '../domain/setup-answers.ts';
import type { CurrentSetup, Discovered, FilePlan, PreviewRole, ShellPlan } from '../setup/state.ts';

type Progressing<Progress> = {
  readonly instance: InstanceAnswers;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
};

export type Removed = { readonly current: CurrentSetup; readonly problems: readonly string[] };

export type SetupPorts = {
  readonly now: () => number;
  readonly findStartUrls: () => Promise<readonly FoundStartUrl[]>;
  readonly loadKnownRoles: () => Promise<readonly PreviewRole[]>;
  readonly loadSession: (instance: InstanceAnswers) => Promise<SessionStatus>;
  /** Where an organisation's own name leads. */
  readonly checkUrl: (url: string) => Promise<string>;
  readonly signIn: (
    request: Progressing<SignInProgress> & { readonly force: boolean },
  ) => Promise<SessionStatus>;
  readonly discover: (
    request: Progressing<DiscoveryProgress> & { readonly key: string },
  ) => Promise<Discovered>;
  readonly planConfig: (answers: SetupAnswers) => Promise<FilePlan>;
  /** Never rejects for what is the file's fault. */
  readonly planShell: (shell: string) => Promise<ShellPlan>;
  /** Answers the files that were written. */
  readonly write: (request: {
    readonly answers: SetupAnswers;
    readonly config: FilePlan;
    readonly shell: FilePlan | undefined;
  }) => Promise<readonly string[]>;
  readonly planRemoval: (name: string) => Promise<FilePlan>;
  readonly remove: (request: { readonly name: string; readonly plan: FilePlan }) => Promise<Removed>;
  readonly copy: (text: string) => Promise<void>;
};
