// Asks a person, keeps the profile that comes out of it, and signs in where that is what is missing.
import { Cancelled, LoginNeeded, UserError } from '../domain/errors.ts';
import type { Host } from '../host.ts';
import { chooseHint, keepChosenProfile } from './chosen-profile.ts';
import type { Found } from './find-credentials.ts';
import { listProfiles } from './list-profiles.ts';
import { isProfile } from './role-of-profile.ts';
import { RolecallError } from './rolecall-error.ts';
import { runRolecall } from './run-rolecall.ts';
import type { SetupMethod, SetupOutcome, SetupRequest, SetupUi } from './setup-ui.ts';
import type { Tool } from './tool.ts';

/** One of ours: it may use the engine, through the host. */
export type BuiltInSetup = (host: Host, request: SetupRequest) => Promise<SetupOutcome>;

const terminal: () => Promise<BuiltInSetup> = async () => (await import('./terminal-setup.ts')).terminalSetup;

const web: () => Promise<BuiltInSetup> = async () => (await import('./web/web-setup.ts')).webSetup;

/** By the word of `setupUi`. */
const builtIn: Readonly<Record<'terminal' | 'web', () => Promise<BuiltInSetup>>> = { terminal, web };

const usualDuration = { person: 43_200, ci: 3_600 } as const;

export const sessionSeconds = ({ settings, isCi }: Pick<Tool, 'settings' | 'isCi'>): number =>
  settings.sessionDuration ?? (isCi ? usualDuration.ci : usualDuration.person);

/** What a setup is done with; undefined: nobody is asked. */
const uiOf = ({ settings, isCi, host }: Tool): SetupUi | undefined => {
  const { setupUi = isCi ? 'none' : 'terminal' } = settings;
  if (setupUi === 'none' || isCi) return undefined;
  if (typeof setupUi !== 'string') return setupUi;
  if (setupUi === 'terminal' && !host.isInteractive) return undefined;
  return { name: setupUi, run: async (request) => (await builtIn[setupUi]())(host, request) };
};

export const canAsk = (tool: Tool): boolean => uiOf(tool) !== undefined;

const methodsOf = ({ settings, isCi }: Tool, profiles: readonly string[]): readonly SetupMethod[] => {
  const { preferSso = !isCi, allowIamUser } = settings;
  const others: readonly SetupMethod[] = [
    ...(profiles.length > 0 ? (['profile'] as const) : []),
    ...(allowIamUser ? (['iam-user'] as const) : []),
  ];
  return preferSso ? ['identity-center', ...others] : [...others, 'identity-center'];
};

const requestOf = async (tool: Tool): Promise<SetupRequest> => {
  const { settings, emit } = tool;
  const { toolName, toolVersion, region, requiredActions, customPermissions, branding } = settings;
  const profiles = (await listProfiles(tool)).map(({ name }) => name);
  return {
    toolName,
    toolVersion,
    region,
    sessionDuration: sessionSeconds(tool),
    methods: methodsOf(tool, profiles),
    requiredActions,
    customPermissions,
    branding,
    profiles,
    step: (text) => emit('setup-step', { text }),
  };
};

const nobody = ({ settings }: Tool): RolecallError =>
  new RolecallError(
    'setup-needed',
    `${settings.toolName} is not set up, and there is nobody to ask.`,
    `In a terminal, run: rolecall setup\nThen choose a profile: ${chooseHint({ settings })}`,
  );

/** Errors: RolecallError (`setup-needed`) where nobody can be asked; Cancelled. */
export const setUp = async (tool: Tool): Promise<{ readonly profile: string }> => {
  const ui = uiOf(tool);
  if (ui === undefined) throw nobody(tool);
  tool.emit('setup-started', { ui: ui.name });
  const outcome = await ui.run(await requestOf(tool));
  if (outcome.kind === 'cancelled') throw new Cancelled();
  const { profile } = outcome;
  if (!(await isProfile(tool.host.services, profile)))
    throw new UserError(`There is no profile ${profile}.`, { hint: 'See what there is with: rolecall list' });
  await keepChosenProfile(tool, profile);
  tool.emit('setup-done', { profile });
  return { profile };
};

/** Looks, and where a person has to sign in and can, lets them, and looks again. */
export const findSignedIn = async (tool: Tool, find: () => Promise<Found>): Promise<Found> => {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof LoginNeeded) || !canAsk(tool) || !tool.host.isInteractive) throw error;
    await runRolecall(tool.host, ['login', '--instance', error.instance]);
    return find();
  }
};
