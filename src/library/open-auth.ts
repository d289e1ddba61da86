// A tool's credentials: found, kept while they live, looked at and set up.
import { minute } from '../domain/expiry.ts';
import type { AuthMethod } from './auth-method.ts';
import { checkCredentials } from './check-credentials.ts';
import type { CheckReport, ProfileFacts } from './check-report.ts';
import type { AwsCredentials } from './credentials.ts';
import type { Emit } from './events.ts';
import { type Found, findCredentials } from './find-credentials.ts';
import { listProfiles } from './list-profiles.ts';
import { hostFor } from './outside.ts';
import { RolecallError } from './rolecall-error.ts';
import { canAsk, findSignedIn, sessionSeconds, setUp } from './run-setup.ts';
import type { AwsAuthSettings } from './settings.ts';
import type { Tool } from './tool.ts';
import { waysOf } from './ways.ts';
import { watched } from './without-secrets.ts';

export type OpenAuth = {
  readonly credentials: () => Promise<AwsCredentials>;
  readonly check: () => Promise<CheckReport>;
  readonly setUp: () => Promise<{ readonly profile: string }>;
  readonly profiles: () => Promise<readonly ProfileFacts[]>;
  readonly forget: () => void;
};

export type AuthRequest = {
  readonly settings: AwsAuthSettings;
  readonly emit: Emit;
  /** Own ones, as they are at each call. */
  readonly methods: () => readonly AuthMethod[];
};

/** Less than this, and others are looked for: five minutes, as the SDK has it. */
const buffer = 5 * minute;

type Kept = { readonly found: Found; readonly until: number };

const isFalse = (text: string | undefined): boolean =>
  text === undefined || /^(|0|no|off|false)$/i.test(text);

const toolOf = ({ settings, emit }: AuthRequest): Tool => {
  const host = hostFor(settings.toolName);
  return { host, settings, emit, isCi: settings.ciMode ?? !isFalse(host.env['CI']) };
};

const isAskedFor = (error: unknown): boolean =>
  error instanceof RolecallError && error.code === 'no-credentials';

export const openAuth = (request: AuthRequest): OpenAuth => {
  const tool = toolOf(request);
  const { clock } = tool.host.services;
  let kept: Kept | undefined;
  const search = (): Promise<Found> =>
    findSignedIn(tool, () => findCredentials(tool, waysOf(tool, request.methods())));
  const keep = (found: Found): Found => {
    const end = found.credentials.expiration?.getTime();
    const until = end === undefined ? clock.now() + sessionSeconds(tool) * 1000 : end - buffer;
    kept = { found, until };
    return found;
  };
  const living = (): Found | undefined =>
    kept !== undefined && kept.until > clock.now() ? kept.found : undefined;
  const current = async (): Promise<Found> => living() ?? keep(await search());
  const orSetUp = async (): Promise<Found> => {
    try {
      return await current();
    } catch (error) {
      if (!isAskedFor(error) || !canAsk(tool)) throw error;
      await setUp(tool);
      return current();
    }
  };
  const look = async (): Promise<Found> =>
    living() ?? keep(await findCredentials(tool, waysOf(tool, request.methods())));
  return {
    credentials: () => watched(tool.host, async () => (await orSetUp()).credentials),
    check: () => checkCredentials(tool, look),
    setUp: () =>
      watched(tool.host, async () => {
        kept = undefined;
        const { profile } = await setUp(tool);
        await current();
        return { profile };
      }),
    profiles: () => watched(tool.host, () => listProfiles(tool)),
    forget: () => {
      kept = undefined;
    },
  };
};
