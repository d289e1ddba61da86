// Everything the wizard knows. What is typed and what the bar stands on is kept for each step, so that a step is found
// as it was left; an answer counts from the moment that its step was left by Enter. Nothing here is secret.
import type { DiscoveryFailure, DiscoveryProgress } from '../domain/catalog.ts';
import type { LoginFlow } from '../domain/config.ts';
import type { FoundStartUrl } from '../domain/found-start-urls.ts';
import type { PartitionId } from '../domain/known-regions.ts';
import type { ProfileFields } from '../domain/resolve-roles.ts';
import type { SessionStatus, SignInProgress } from '../domain/session.ts';
import type { ProgramAnswers, SetupAnswers } from '../domain/setup-answers.ts';
import { parseStartUrl } from '../domain/start-url.ts';
import type { TextEdit } from '../domain/text-edit.ts';
import { type Keys, usualKeys } from '../picker/effective-keys.ts';
import type { Failure } from '../picker/failure.ts';
import { type QueryInput, queryOf } from '../picker/query-input.ts';
import type { Notice, Size } from '../picker/state.ts';
import type { InputStep, StepId } from './step-id.ts';

export type KnownInstance = {
  readonly name: string;
  readonly startUrl: string;
  readonly region: string;
  readonly defaultRegion: string | undefined;
  readonly login: LoginFlow;
  /** False for keys, profiles and the environment, which the wizard does not change. */
  readonly isIdentityCenter: boolean;
};

/** What config.yaml says now. */
export type CurrentSetup = ProgramAnswers & {
  readonly instances: readonly KnownInstance[];
  /** Names that roles share get a suffix (`profiles.unique`). */
  readonly isSuffixed: boolean;
};

/** A shell that lines can be added for, and the file that they go to. */
export type ShellChoice = {
  readonly id: string;
  readonly file: string;
  readonly isOwn: boolean;
  /** What sets a role in it. */
  readonly evalLine: string;
};

/** A role to show a template on; `ownProfile` is a name that the config gives it, whatever the template. */
export type PreviewRole = ProfileFields & { readonly ownProfile: string | undefined };

export type Answers = SetupAnswers & {
  /** The id of one of the shells, or `none`. */
  readonly shell: string;
  readonly wantsSignIn: boolean;
};

/** A file, and what it is to become. */
export type FilePlan = { readonly file: string; readonly edit: TextEdit };

export type ShellPlan =
  | ({ readonly kind: 'planned'; readonly shell: string } & FilePlan)
  | { readonly kind: 'refused'; readonly shell: string; readonly failure: Failure };

export type TaskKind = 'check-url' | 'sign-in' | 'discover' | 'plan' | 'write' | 'plan-removal' | 'remove';

/** The one piece of slow work that the person waits for. */
export type Task = {
  readonly request: number;
  readonly kind: TaskKind;
  readonly signIn?: SignInProgress | undefined;
  readonly discovery?: DiscoveryProgress | undefined;
};

/** What was found of an instance; `key` says of which (identityOf). */
export type Discovered = {
  readonly key: string;
  readonly roles: readonly PreviewRole[];
  readonly accounts: number;
  readonly failures: readonly DiscoveryFailure[];
};

export type SetupState = {
  readonly now: number;
  readonly size: Size;
  /** Those of the picker, which the wizard goes by. */
  readonly keys: Keys;
  readonly isLoopbackAllowed: boolean;
  /** From the environment. */
  readonly likelyRegion: string | undefined;
  readonly current: CurrentSetup;
  /** The person's own first. */
  readonly shells: readonly ShellChoice[];
  /** Undefined while other tools' files are searched. */
  readonly found: readonly FoundStartUrl[] | undefined;
  readonly step: StepId;
  /** The option that the answers were begun from. */
  readonly startedFrom: string | undefined;
  /** The instance that is changed; undefined = a new one. */
  readonly changing: string | undefined;
  /** Came from the review, and goes back there. */
  readonly isReviewing: boolean;
  readonly answers: Answers;
  readonly inputs: Readonly<Record<InputStep, QueryInput>>;
  /** The option under the bar, by its id; undefined = the first, or the one that is the answer. */
  readonly bars: Readonly<Partial<Record<StepId, string>>>;
  /** Chosen by hand; undefined = what the start URL says. */
  readonly partition: PartitionId | undefined;
  readonly task: Task | undefined;
  readonly failed: { readonly step: StepId; readonly failure: Failure } | undefined;
  readonly session: { readonly key: string; readonly status: SessionStatus } | undefined;
  readonly discovered: Discovered | undefined;
  /** Of all instances in the catalog, by their names there. */
  readonly knownRoles: readonly PreviewRole[];
  readonly configPlan: FilePlan | undefined;
  readonly shellPlan: ShellPlan | undefined;
  readonly removing: { readonly name: string; readonly plan: FilePlan | undefined } | undefined;
  readonly hasRemoved: boolean;
  /** Lines that the diff below is scrolled by. */
  readonly scroll: number;
  readonly notice: Notice | undefined;
  readonly nextRequest: number;
};

export type SetupSetting = {
  readonly now: number;
  readonly size: Size;
  /** Undefined = the usual ones. */
  readonly keys?: Keys | undefined;
  readonly isLoopbackAllowed: boolean;
  readonly likelyRegion: string | undefined;
  readonly current: CurrentSetup;
  readonly shells: readonly ShellChoice[];
  /** From flags: shown first, and still asked. */
  readonly given: Partial<Answers>;
};

/** Start URLs and templates are longer than queries. */
export const inputLimit = 500;

const blank: Pick<Answers, 'name' | 'startUrl' | 'region' | 'login' | 'defaultRegion'> = {
  name: '',
  startUrl: '',
  region: '',
  login: 'auto',
  defaultRegion: undefined,
};

export const inputsOf = ({ startUrl, name, template }: Answers): SetupState['inputs'] => ({
  url: queryOf(startUrl, inputLimit),
  region: queryOf(''),
  name: queryOf(name),
  'default-region': queryOf(''),
  template: queryOf(template, inputLimit),
});

/** As a flag gave it: what cannot be used is shown as it is, with what is wrong with it. */
const normalised = (startUrl: string | undefined, isLoopbackAllowed: boolean): Partial<Answers> => {
  if (startUrl === undefined) return {};
  const checked = parseStartUrl(startUrl, isLoopbackAllowed);
  return checked.kind === 'refused' ? {} : { startUrl: checked.url };
};

export const initialSetup = ({ given, ...setting }: SetupSetting): SetupState => {
  const { template, defaultAction, theme, instances } = setting.current;
  const known = instances.find(({ name, isIdentityCenter }) => isIdentityCenter && name === given.name);
  const answers: Answers = {
    ...blank,
    ...known,
    template,
    defaultAction,
    theme,
    shell: setting.shells.find(({ isOwn }) => isOwn)?.id ?? 'none',
    wantsSignIn: true,
    ...given,
    ...normalised(given.startUrl, setting.isLoopbackAllowed),
  };
  const isBegun = given.startUrl !== undefined || given.name !== undefined;
  return {
    ...setting,
    keys: setting.keys ?? usualKeys,
    found: undefined,
    step: isBegun ? 'url' : 'start',
    startedFrom: isBegun ? 'new' : undefined,
    changing: known?.name,
    isReviewing: false,
    answers,
    inputs: inputsOf(answers),
    bars: {},
    partition: undefined,
    task: undefined,
    failed: undefined,
    session: undefined,
    discovered: undefined,
    knownRoles: [],
    configPlan: undefined,
    shellPlan: undefined,
    removing: undefined,
    hasRemoved: false,
    scroll: 0,
    notice: undefined,
    nextRequest: 1,
  };
};

/** The answers about the instance alone, started anew. */
export const withInstance = (
  state: SetupState,
  over: Partial<Answers> & { readonly changing?: string | undefined; readonly from: string },
): SetupState => {
  const { changing, from, ...own } = over;
  const answers: Answers = { ...state.answers, ...blank, ...own };
  const { template } = state.inputs;
  return {
    ...state,
    answers,
    changing,
    startedFrom: from,
    inputs: { ...inputsOf(answers), template },
    bars: { ...state.bars, region: undefined, login: undefined, 'default-region': undefined },
    partition: undefined,
  };
};

/** What a session and a discovery belong to. */
export const identityOf = ({ answers }: Pick<SetupState, 'answers'>): string =>
  JSON.stringify([answers.name, answers.startUrl, answers.region]);

export const isSignedIn = (state: SetupState): boolean =>
  state.session?.key === identityOf(state) && state.session.status.kind === 'signed-in';

export const discoveredHere = (state: SetupState): Discovered | undefined =>
  state.discovered?.key === identityOf(state) ? state.discovered : undefined;
