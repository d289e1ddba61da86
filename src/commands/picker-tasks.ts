// What the picker has done for several roles while it stays open. Keys, tokens and URLs that sign in stay here: the
// picker is told words and counts.

import { consoleSigninUrl, openConsole } from '../actions/open-console.ts';
import { renderExports } from '../actions/render-variables.ts';
import { cleanCredentials } from '../actions/write-credentials.ts';
import type { Config } from '../domain/config.ts';
import { UserError } from '../domain/errors.ts';
import { exportVariables } from '../domain/export-variables.ts';
import { exportsOf } from '../domain/exports-config.ts';
import { portalLink } from '../domain/portal-link.ts';
import type { Role } from '../domain/role.ts';
import { forgetCredentials } from '../engine/forget-credentials.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import { recordUse } from '../engine/record-use.ts';
import type { Host } from '../host.ts';
import type { ConsolePlace, TaskId, TaskReport } from '../picker/task.ts';
import { detectShell } from '../shells/registry.ts';
import type { EffectPorts } from '../terminal/effect-ports.ts';
import { type Done, doForRoles, type RoleWork } from './do-for-roles.ts';
import { findInstance } from './instance-option.ts';
import { endRecorded } from './logout.ts';

type Request = Parameters<EffectPorts['runTask']>[0];
type Context = { readonly host: Host; readonly config: Config; readonly request: Request };

const rolesText = (count: number): string => `${count} role${count === 1 ? '' : 's'}`;

const copy = async ({ services }: Host, texts: readonly string[]): Promise<void> =>
  (await services.clipboard()).copy(texts.join('\n'));

const failureTexts = {
  'no-browser': 'No browser can be opened from here.',
  'not-fetched': 'The browser was started, but did not come for the sign-in URL within 30 seconds.',
} as const;

const consoleWork =
  ({ host, config }: Context, place: ConsolePlace | undefined): RoleWork<void> =>
  async (role) => {
    const instance = findInstance(config, role.instance);
    const { region, service, destination } = place ?? {};
    const { kind } = await openConsole(host.services, {
      role,
      instance,
      region,
      service,
      destination,
      duration: undefined,
    });
    if (kind === 'opened') return;
    throw new UserError(failureTexts[kind], { hint: 'Set BROWSER, or browser in config.yaml.' });
  };

const openConsoles = async (context: Context): Promise<TaskReport> => {
  const { request } = context;
  // One after the other: each redirect waits until the browser has come for it.
  const done = await doForRoles(request, 1, consoleWork(context, request.task.place));
  const [role] = request.roles;
  return done.report(
    done.answers.length === 1 && request.roles.length === 1
      ? `The console is open as ${role?.roleName} in ${role?.accountName}.`
      : done.answers.length === 0
        ? 'No console was opened.'
        : `Opened the consoles of ${rolesText(done.answers.length)}.`,
  );
};

const warm = async ({ host, config, request }: Context): Promise<TaskReport> => {
  const done = await doForRoles(request, 8, (role) =>
    handOutCredentials(host.services, role, { instance: findInstance(config, role.instance) }),
  );
  const { length } = done.answers;
  return done.report(
    length === 0 ? 'Nothing was cached.' : `Credentials of ${rolesText(length)} are cached.`,
  );
};

const forgotText = ({ answers }: Done<boolean>): string => {
  const had = answers.filter(({ answer }) => answer).length;
  const none = answers.length - had;
  if (had === 0) return 'No credentials were cached.';
  return `Forgot the cached credentials of ${rolesText(had)}${none === 0 ? '' : `; ${rolesText(none)} had none`}.`;
};

const forget = async ({ host, request }: Context): Promise<TaskReport> => {
  const done = await doForRoles(request, 1, (role) => forgetCredentials(host.services, role));
  return done.report(forgotText(done));
};

const exportTextOf =
  ({ host, config }: Context): RoleWork<string> =>
  async (role) => {
    const instance = findInstance(config, role.instance);
    const credentials = await handOutCredentials(host.services, role, { instance });
    await recordUse(host.services, [role]);
    const exports = exportsOf(config);
    const variables = exportVariables({
      role,
      credentials,
      region: undefined,
      exports,
      currentEnv: host.env,
    });
    return renderExports(detectShell(host.env, host.platform, await host.parentName()), variables);
  };

/** Copies what could be made, a role a line, and says so. */
const copied = async (
  { host, request }: Context,
  work: RoleWork<string>,
  sayOf: (count: number) => string,
): Promise<TaskReport> => {
  const done = await doForRoles(request, 4, work);
  const texts = done.answers.map(({ answer }) => answer);
  if (texts.length > 0) await copy(host, texts);
  return done.report(texts.length === 0 ? 'Nothing was copied.' : sayOf(texts.length));
};

const signinUrlOf =
  ({ host, config }: Context): RoleWork<string> =>
  (role) =>
    consoleSigninUrl(host.services, {
      role,
      instance: findInstance(config, role.instance),
      region: undefined,
      service: undefined,
      duration: undefined,
    });

const portalLinkOf =
  ({ config }: Context): RoleWork<string> =>
  async (role) => {
    const link = portalLink(findInstance(config, role.instance), role);
    if (link !== undefined) return link;
    throw new UserError('The access portal does not list this role.');
  };

const oneOfEachInstance = (roles: readonly Role[]): readonly Role[] => [
  ...new Map(roles.map((role) => [role.instance, role])).values(),
];

const signOut = async ({ host, config, request }: Context): Promise<TaskReport> => {
  const roles = oneOfEachInstance(request.roles);
  const done = await doForRoles({ ...request, roles }, 1, async ({ instance }) => {
    const { problems } = await endRecorded(host.services, findInstance(config, instance));
    const [first] = problems;
    if (first !== undefined) throw new UserError(first);
    return instance;
  });
  const { problems } = await cleanCredentials(host.services);
  const names = done.answers.map(({ answer }) => answer);
  const ended = names.length === 0 ? 'No session was ended.' : `Signed out of ${names.join(', ')}.`;
  return done.report([ended, ...problems].join(' '));
};

const run = (context: Context): Promise<TaskReport> => {
  const works: Readonly<Record<Exclude<TaskId, 'run-across'>, () => Promise<TaskReport>>> = {
    'open-consoles': () => openConsoles(context),
    warm: () => warm(context),
    forget: () => forget(context),
    'copy-exports': () =>
      copied(
        context,
        exportTextOf(context),
        () => 'Copied the exports. They hold keys: paste them in a shell only.',
      ),
    'copy-console-url': () =>
      copied(
        context,
        signinUrlOf(context),
        (count) =>
          `Copied ${count === 1 ? 'the sign-in URL' : `${count} sign-in URLs`}: good for 15 minutes, for whoever has it.`,
      ),
    'copy-portal-link': () =>
      copied(context, portalLinkOf(context), (count) =>
        count === 1 ? 'Copied the portal’s link to the console.' : `Copied ${count} links of the portal.`,
      ),
    'sign-out': () => signOut(context),
  };
  const { id } = context.request.task;
  if (id === 'run-across') throw new Error('A command is run after the picker has closed.');
  return works[id]();
};

export const pickerTasks = (host: Host): Pick<EffectPorts, 'runTask'> => ({
  runTask: async (request) => {
    const config = await (await host.services.configStore()).load();
    return run({ host, config, request });
  },
});
