// The accessible picker: a question, a list of lines, an answer. Everything is said on stderr; a pipe of lines answers it as
// well as a person does.
import { Cancelled, UsageError } from '../domain/errors.ts';
import type { RoleList } from '../domain/role-list.ts';
import { sanitize } from '../domain/sanitize.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import { greeting, type Heard, heard, type Spoken, withRoles } from '../picker/spoken.ts';
import { initialState, type PickerState } from '../picker/state.ts';
import { update } from '../picker/update.ts';
import { type LineReader, readLines } from '../terminal/line-reader.ts';
import type { PickerResult } from '../terminal/open-picker.ts';
import { arrangementOf } from './arrangement-of.ts';
import { passGuard } from './pass-guard.ts';
import type { PickRequest } from './pick-role.ts';
import { pickerKeys } from './picker-keys.ts';
import { pickerPorts } from './picker-ports.ts';

/** Asked for, configured, or all that the terminal can do. */
export const isSpoken = async (host: Host, { accessible }: PickRequest): Promise<boolean> => {
  if (accessible === true) return true;
  if ((await (await host.services.configStore()).load()).accessible === true) return true;
  return host.env['TERM'] === 'dumb' && host.isInteractive;
};

const openingState = async (host: Host, request: PickRequest): Promise<PickerState> => {
  const config = await (await host.services.configStore()).load();
  const ports = pickerPorts(host);
  const now = ports.now();
  const state = initialState({
    now,
    utcOffset: -new Date(now).getTimezoneOffset(),
    size: { columns: 80, rows: 24 },
    instances: config.instances.map(({ name }) => name),
    defaultInstance: config.defaultInstance,
    enterAction: request.action,
    initialQuery: request.query,
    history: await (await host.services.history()).load(),
    guardRules: config.guard,
    arrangement: { ...arrangementOf(config), grouping: 'flat' },
    takesSeveral: request.takesSeveral,
    keys: (await pickerKeys(host, request.expected)).keys,
  });
  const [withLives] = update(state, { kind: 'lives-loaded', lives: await ports.loadLives() });
  return update(withLives, { kind: 'roles-loaded', set: await ports.loadRoles() })[0];
};

const speak = (host: Host, lines: readonly string[]): void =>
  void host.stderr.write(lines.map((line) => `${sanitize(line, 1000)}\n`).join(''));

const signIn = async (host: Host, instance: string | undefined): Promise<void> => {
  const { login } = await import('./login.ts');
  await login.run(host, [], instance === undefined ? {} : { instance });
};

const carryOutDeed = async (host: Host, what: 'refresh' | 'login'): Promise<void> => {
  if (what === 'login') return signIn(host, undefined);
  const { refresh } = await import('./refresh.ts');
  await refresh.run(host, [], {});
};

/** What went wrong is said, and the talk goes on. */
const trying = async (host: Host, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Cancelled) speak(host, ['It was cancelled.']);
    else speak(host, [host.redact(error instanceof Error ? error.message : String(error))]);
  }
};

type Taken = Extract<Heard, { readonly kind: 'take' }>;

/** Until a role is taken; undefined when the person leaves or the input ends. */
const talk = async (host: Host, state: PickerState, lines: LineReader): Promise<Taken | undefined> => {
  let answer = greeting(state);
  let spoken: Spoken = { state, told: 0 };
  for (;;) {
    if (answer.kind === 'leave') return undefined;
    if (answer.kind === 'take') return answer;
    if (answer.kind === 'do') {
      const { what } = answer;
      await trying(host, () => carryOutDeed(host, what));
      answer = withRoles(spoken, await pickerPorts(host).loadRoles());
      continue;
    }
    spoken = answer.spoken;
    speak(host, answer.lines);
    host.stderr.write('Search or number: ');
    const line = await lines.next();
    if (!host.stdin.isTTY) host.stderr.write('\n');
    if (line === undefined) return undefined;
    answer = heard(spoken, line);
  }
};

const resultOf = ({ action, roles, key, query }: Taken): PickerResult => {
  const [role] = roles;
  if (action === 'print' || role === undefined) return { kind: 'printed', roles, key, query };
  return { kind: 'chosen', action, role };
};

const knownRoles = async (host: Host): Promise<RoleList> => (await loadRoles(host.services)).roles;

/** As the picker's screens ask: nothing guarded leaves here unconfirmed. Errors: UserError (exit 3). */
const guarded = async (host: Host, result: PickerResult): Promise<PickerResult> => {
  if (result.kind !== 'chosen') return result;
  const config = await (await host.services.configStore()).load();
  await passGuard(host, { config, roles: [result.role], known: await knownRoles(host), options: {} });
  return result;
};

/** Errors: UsageError without an instance; UserError for a guarded role that nobody confirmed. */
export const pickBySpeech = async (host: Host, request: PickRequest): Promise<PickerResult> => {
  const { instances } = await (await host.services.configStore()).load();
  if (instances.length === 0)
    throw new UsageError(
      'No IAM Identity Center instance is set up yet.',
      'Set one up: rolecall setup --instance NAME --start-url URL --region REGION\nFrom another tool: rolecall import\nTo look around first: rolecall demo',
    );
  const state = await openingState(host, request);
  if (state.catalog.roles.length === 0)
    speak(host, ['No roles are known yet. Type login to sign in and read them.']);
  const lines = readLines(host.stdin);
  const taken = await talk(host, state, lines).finally(lines.close);
  return taken === undefined ? { kind: 'cancelled' } : guarded(host, resultOf(taken));
};

/** A session that has ended is begun again, in words. */
export const signInBySpeech = async (host: Host, instance: string): Promise<void> => {
  speak(host, [`The session of ${instance} has ended.`]);
  await signIn(host, instance);
};
