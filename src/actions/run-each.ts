// One command with many roles, some of them at a time. There is no terminal in it: who calls hears what happens, in
// events, and decides what is shown.

import type { InstanceConfig } from '../domain/config.ts';
import { type EachOutcome, type EachResult, isFailure, timedOut } from '../domain/each-result.ts';
import { Cancelled, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { ExportsConfig } from '../domain/exports-config.ts';
import type { Role } from '../domain/role.ts';
import { aboutRole, audited } from '../engine/audit.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import { recordUse } from '../engine/record-use.ts';
import type { OutputStream } from '../ports/background-children.ts';
import type { Services } from '../ports/services.ts';
import { childEnv } from './run-with-role.ts';

/** `index` is the role's place in the request. */
export type EachEvent =
  | { readonly kind: 'started'; readonly index: number; readonly role: Role }
  | {
      readonly kind: 'output';
      readonly index: number;
      readonly role: Role;
      readonly stream: OutputStream;
      readonly bytes: Uint8Array;
    }
  /** Its credentials end soon, and could not be renewed: why, in a line. */
  | { readonly kind: 'warned'; readonly index: number; readonly role: Role; readonly text: string }
  | { readonly kind: 'ended'; readonly index: number; readonly result: EachResult };

export type EachRequest = {
  readonly roles: readonly Role[];
  /** Those of the config: each role's is looked up by name. */
  readonly instances: readonly InstanceConfig[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As of `ExportRequest`. */
  readonly region?: string | undefined;
  readonly exports?: ExportsConfig | undefined;
  /** How many run at once. */
  readonly jobs: number;
  /** After the first failure nothing more starts, and what runs is stopped. */
  readonly isFailFast?: boolean;
  /** ms that one program may take: then it is stopped, and counts as failed with 124, as timeout(1) says. */
  readonly timeout?: number | undefined;
  /** As of `RunRequest`. */
  readonly keepsStoreKey?: boolean;
  /** Nothing more starts, and what runs gets the signal that is the reason (a name; else SIGTERM) and 5 s to end. */
  readonly stop?: AbortSignal;
  /** What runs is killed at once. */
  readonly kill?: AbortSignal;
  /** The next output of that role waits for the answer. */
  readonly onEvent: (event: EachEvent) => void | Promise<void>;
};

/** ms */
const grace = 5_000;

type Turn = { readonly index: number; readonly role: Role };

/** What every turn shares. */
type Run = EachRequest & { readonly ending: AbortController; readonly stopped: AbortSignal };

const notRun: EachOutcome = { kind: 'not-run' };

const failed = (error: unknown): EachOutcome =>
  error instanceof UserError
    ? {
        kind: 'failed',
        status: error.exitCode,
        message: error.message,
        ...(error.hint === undefined ? {} : { hint: error.hint }),
      }
    : { kind: 'failed', status: exitCodes.failed, message: 'Something went wrong that should not have.' };

const signalOf = (reason: unknown): NodeJS.Signals =>
  typeof reason === 'string' && /^SIG[A-Z0-9]+$/.test(reason) ? (reason as NodeJS.Signals) : 'SIGTERM';

/** Calls at once where it is aborted already. Answers how to stop listening. */
const whenAborted = (signal: AbortSignal | undefined, act: () => void): (() => void) => {
  if (signal?.aborted) act();
  else signal?.addEventListener('abort', act, { once: true });
  return () => signal?.removeEventListener('abort', act);
};

/** The answer, or undefined as soon as all is stopped. */
const unlessStopped = <T>(stopped: AbortSignal, work: Promise<T>): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const release = whenAborted(stopped, () => resolve(undefined));
    work.then(resolve, reject).finally(release);
  });

type TimeLimit = { readonly isOver: () => boolean; readonly end: () => void };

/** Calls when the time (ms) is over, unless it was ended before. */
const timeLimit = ({ clock }: Services, ms: number | undefined, onOver: () => void): TimeLimit => {
  const ended = new AbortController();
  let isOver = false;
  const over = (): void => {
    if (ended.signal.aborted) return;
    isOver = true;
    onOver();
  };
  // Ended before: nobody waits any more.
  if (ms !== undefined) clock.sleep(ms, ended.signal).then(over, () => undefined);
  return { isOver: () => isOver, end: () => ended.abort() };
};

const credentialsFor = (services: Services, run: Run, role: Role) => {
  const instance = run.instances.find(({ name }) => name === role.instance);
  if (instance === undefined) throw new UserError(`There is no instance named ${role.instance}.`);
  return unlessStopped(run.stopped, handOutCredentials(services, role, { instance }));
};

/** The program's exit status, once it and, where it was stopped, all that it started has ended. */
const runProgram = async (
  services: Services,
  run: Run,
  turn: Turn & { env: Record<string, string> },
): Promise<number> => {
  const { index, role, env } = turn;
  const children = await services.backgroundChildren();
  const child = await children.start({
    argv: run.argv,
    env,
    onOutput: async (stream, bytes) => run.onEvent({ kind: 'output', index, role, stream, bytes }),
  });
  const stops: Promise<void>[] = [];
  const release = [
    whenAborted(run.stopped, () => void stops.push(child.stop(signalOf(run.stopped.reason), grace))),
    whenAborted(run.kill, () => void stops.push(child.stop('SIGKILL', 0))),
  ];
  const limit = timeLimit(services, run.timeout, () => void stops.push(child.stop('SIGTERM', grace)));
  let status: number;
  try {
    status = await child.ended;
  } catch (error) {
    stops.push(child.stop('SIGKILL', 0));
    throw error;
  } finally {
    limit.end();
    for (const listening of release) listening();
    await Promise.all(stops);
  }
  if (limit.isOver()) throw new UserError('It took too long, and was stopped.', { exitCode: timedOut });
  return status;
};

const outcomeOf = async (services: Services, run: Run, turn: Turn): Promise<EachOutcome> => {
  const { role } = turn;
  try {
    const credentials = await credentialsFor(services, run, role);
    if (credentials === undefined || run.stopped.aborted) return notRun;
    await run.onEvent({ kind: 'started', ...turn });
    const text = credentials.staleReason;
    if (text !== undefined) await run.onEvent({ kind: 'warned', ...turn, text });
    const env = childEnv({
      role,
      credentials,
      region: run.region,
      exports: run.exports,
      env: run.env,
      keepsStoreKey: run.keepsStoreKey ?? false,
    });
    const status = await audited(services, {
      subject: aboutRole('exec-ended', role),
      run: () => runProgram(services, run, { ...turn, env }),
      factsOf: (outcome) => ({ outcome }),
    });
    return { kind: 'exited', status };
  } catch (error) {
    // Whoever was asked for a passphrase or a code wants none of it.
    if (!(error instanceof Cancelled)) return failed(error);
    run.ending.abort('SIGTERM');
    return notRun;
  }
};

const takeTurn = async (services: Services, run: Run, turn: Turn): Promise<EachResult> => {
  const begun = services.clock.now();
  const outcome = run.stopped.aborted ? notRun : await outcomeOf(services, run, turn);
  if (run.isFailFast && isFailure(outcome)) run.ending.abort('SIGTERM');
  const result = { role: turn.role, outcome, ms: Math.max(0, services.clock.now() - begun) };
  await run.onEvent({ kind: 'ended', index: turn.index, result });
  return result;
};

/**
 * Runs it with each role, begun in their order; answers the results in that order. Credentials are handed out (and
 * recorded) one role at a time at the pace of all. A role that gets none is a failed result, and the others go on.
 */
export const runEach = async (services: Services, request: EachRequest): Promise<readonly EachResult[]> => {
  const ending = new AbortController();
  const signals = [ending.signal, request.stop, request.kill].filter((signal) => signal !== undefined);
  const run: Run = { ...request, ending, stopped: AbortSignal.any(signals) };
  const results: EachResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < request.roles.length; index = next++) {
      const role = request.roles[index];
      if (role !== undefined) results[index] = await takeTurn(services, run, { index, role });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, request.jobs) }, work));
  const used = results.filter(({ outcome }) => outcome.kind === 'exited');
  await recordUse(
    services,
    used.map(({ role }) => role),
    request.roles.length,
  );
  return results;
};
