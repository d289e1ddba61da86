// What a page of the setup may ask for. Each answers false where it is not offered now: a page from before.
import { UserError } from '../../domain/errors.ts';
import type { Role } from '../../domain/role.ts';
import { lengthLimits, sanitize } from '../../domain/sanitize.ts';
import { keysNameOf } from '../keys-name.ts';
import { tellRolecall } from '../run-rolecall.ts';
import type { SetupMethod, SetupRequest } from '../setup-ui.ts';
import { testProfile } from '../test-profile.ts';
import { signInToCenter } from './center-sign-in.ts';
import type { Flow } from './flow.ts';
import type { Choice, Page, Problem } from './page.ts';

type Action = (flow: Flow, form: URLSearchParams) => boolean;

const field = (form: URLSearchParams, name: string): string => form.get(name)?.trim() ?? '';

const firstPages: Readonly<Record<SetupMethod, (request: SetupRequest) => Page>> = {
  'identity-center': ({ region }) => ({ kind: 'identity-center', startUrl: '', region }),
  profile: () => ({ kind: 'profile' }),
  'iam-user': () => ({ kind: 'iam-user' }),
};

const method: Action = (flow, form) => {
  const wanted = flow.request.methods.find((one) => one === form.get('method'));
  if (wanted === undefined) return false;
  flow.show(firstPages[wanted](flow.request));
  return true;
};

const back: Action = ({ leave, show }) => {
  leave();
  show({ kind: 'methods' });
  return true;
};

const tested = async ({ host, request }: Flow, profile: string): Promise<Page> => ({
  ...{ kind: 'tested', profile },
  ...(await testProfile(host, request, profile)),
});

const choiceOf = (role: Role, at: number): Choice => ({
  id: String(at),
  title: sanitize(`${role.accountName} (${role.accountId})`, lengthLimits.name),
  detail: sanitize(`${role.roleName}, ${role.profile}`, lengthLimits.name),
});

const signIn: Action = (flow, form) => {
  const answers = { startUrl: field(form, 'start_url'), region: field(form, 'region') };
  const run = async (signal: AbortSignal): Promise<Page> => {
    const roles = await signInToCenter(flow.host, answers, {
      show: (next) => signal.aborted || flow.show({ kind: 'working', ...next }),
      signal,
    });
    const [only, ...others] = roles;
    if (only === undefined)
      throw new UserError('You have no role there.', { hint: 'Ask who administers it.' });
    flow.offered.roles = roles;
    return others.length === 0
      ? tested(flow, only.profile)
      : { kind: 'roles', choices: roles.map(choiceOf), query: '' };
  };
  const failed = (problem: Problem): Page => ({ kind: 'identity-center', ...answers, problem });
  flow.begin({ text: 'Asking AWS for a code', run, failed });
  return true;
};

const longestQuery = 200;

const find: Action = ({ page, show }, form) => {
  const shown = page();
  if (shown.kind !== 'roles') return false;
  show({ ...shown, query: (form.get('query') ?? '').slice(0, longestQuery) });
  return true;
};

const role: Action = (flow, form) => {
  const chosen = flow.page().kind === 'roles' ? flow.offered.roles[Number(form.get('role'))] : undefined;
  if (chosen === undefined) return false;
  const failed = (problem: Problem): Page => ({ kind: 'methods', problem });
  flow.begin({ text: 'Trying it', run: () => tested(flow, chosen.profile), failed });
  return true;
};

const profile: Action = (flow, form) => {
  const chosen = flow.request.profiles.find((name) => name === form.get('profile'));
  if (chosen === undefined) return false;
  const failed = (problem: Problem): Page => ({ kind: 'profile', problem });
  flow.begin({ text: 'Trying it', run: () => tested(flow, chosen), failed });
  return true;
};

const keys: Action = (flow, form) => {
  const { host, request } = flow;
  if (flow.page().kind !== 'iam-user') return false;
  const name = keysNameOf(request);
  const run = async (): Promise<Page> => {
    // By stdin: arguments can be read by everybody on the machine.
    const pair = `${field(form, 'key_id')}\n${field(form, 'secret')}\n`;
    await tellRolecall(host, ['keys', 'add', name, '--region', request.region, '--replace'], pair);
    return tested(flow, name);
  };
  flow.begin({ text: 'Trying the keys', run, failed: (problem) => ({ kind: 'iam-user', problem }) });
  return true;
};

const finish: Action = ({ page, end }) => {
  const shown = page();
  if (shown.kind !== 'tested') return false;
  end({ kind: 'done', profile: shown.profile });
  return true;
};

const cancel: Action = ({ end }) => {
  end({ kind: 'cancelled' });
  return true;
};

const actions = new Map<string, Action>([
  ['method', method],
  ['back', back],
  ['sign-in', signIn],
  ['find', find],
  ['role', role],
  ['profile', profile],
  ['keys', keys],
  ['finish', finish],
  ['cancel', cancel],
]);

/** False for what is not known, or not offered now. */
export const act = (flow: Flow, name: string, form: URLSearchParams): boolean =>
  !flow.isOver() && (actions.get(name)?.(flow, form) ?? false);
