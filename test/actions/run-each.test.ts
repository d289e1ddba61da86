// One command with many roles: how many at once, what a failure means for the others, and what stopping does.
import { describe, expect, it, vi } from 'vitest';
import { type EachEvent, type EachRequest, runEach } from '../../src/actions/run-each.ts';
import type { EachResult } from '../../src/domain/each-result.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import type { BackgroundChildren, BackgroundRequest } from '../../src/ports/background-children.ts';
import { useEmulator } from '../support/emulator.ts';
import { testInstance, testServices } from '../support/services.ts';
import { someRole } from '../support/some-roles.ts';

type Program = {
  readonly env: Readonly<Record<string, string>>;
  readonly request: BackgroundRequest;
  readonly end: (status: number) => void;
  readonly stops: string[];
};

/** Programs that end when the test says so, or when they are stopped. */
const programs = (): { children: BackgroundChildren; started: Program[] } => {
  const started: Program[] = [];
  const children: BackgroundChildren = {
    start: async (request) => {
      let end = (_status: number): void => undefined;
      const ended = new Promise<number>((resolve) => {
        end = resolve;
      });
      const stops: string[] = [];
      started.push({ env: request.env, request, end, stops });
      return {
        ended,
        stop: async (signal) => {
          stops.push(signal);
          end(signal === 'SIGINT' ? 130 : 143);
        },
      };
    },
  };
  return { children, started };
};

const roles = ['A', 'B', 'C', 'D'].map((roleName) =>
  someRole({ accountId: '111111111111', roleName, profile: roleName }),
);

/** Nobody holds C. */
const organisation = {
  accounts: [{ id: '111111111111', name: 'Acme', email: 'a@acme.example', roles: ['A', 'B', 'D'] }],
};

const begin = async (request: Partial<EachRequest> = {}) => {
  const emulator = await useEmulator({ organisation, autoApprove: true });
  const { children, started } = programs();
  const events: EachEvent[] = [];
  const services = testServices({
    env: emulator.env,
    overrides: { backgroundChildren: async () => children },
  });
  const instance = testInstance(emulator);
  await signIn(services, instance, {
    flow: 'device',
    isBrowserAllowed: false,
    force: true,
    onProgress: () => undefined,
  });
  const results = runEach(services, {
    roles,
    instances: [instance],
    argv: ['job', 'x'],
    env: { HOME: '/home/me', ROLECALL_PASSPHRASE: 'fake-passphrase' },
    jobs: 2,
    onEvent: (event) => void events.push(event),
    ...request,
  });
  const reached = (count: number) =>
    vi.waitFor(() => expect(started).toHaveLength(count), { timeout: 10_000 });
  return { results, started, events, reached };
};

const outcomes = (results: readonly EachResult[]) =>
  results.map(({ role, outcome }) => [
    role.roleName,
    outcome.kind,
    outcome.kind === 'not-run' ? null : outcome.status,
  ]);

describe('one command with each role', () => {
  it('runs some at a time, in order, each with its own role, and goes on after failures', async () => {
    const { results, started, events, reached } = await begin();
    await reached(2);
    expect(started.map(({ env }) => env['ROLECALL_ROLE_NAME'])).toEqual(['A', 'B']);
    expect(started[0]?.request.argv).toEqual(['job', 'x']);
    expect(started[0]?.env).toMatchObject({ HOME: '/home/me', ROLECALL_EXEC: '1', AWS_REGION: 'eu-west-1' });
    expect(started[0]?.env).not.toHaveProperty('ROLECALL_PASSPHRASE');
    expect(started[0]?.env['AWS_ACCESS_KEY_ID']).not.toBe(started[1]?.env['AWS_ACCESS_KEY_ID']);
    started[1]?.end(7);
    await reached(3);
    expect(started[2]?.env['ROLECALL_ROLE_NAME']).toBe('D');
    started[2]?.end(0);
    started[0]?.end(0);
    expect(outcomes(await results)).toEqual([
      ['A', 'exited', 0],
      ['B', 'exited', 7],
      ['C', 'failed', 5],
      ['D', 'exited', 0],
    ]);
    expect(events.filter(({ kind }) => kind === 'ended').map(({ index }) => index)).toEqual([1, 2, 3, 0]);
  });

  it('hands on what they write, and waits for who takes it', async () => {
    let release = (): void => undefined;
    const taken = new Promise<void>((resolve) => {
      release = resolve;
    });
    const texts: string[] = [];
    const { results, started, reached } = await begin({
      roles: roles.slice(0, 1),
      onEvent: async (event) => {
        if (event.kind !== 'output') return;
        texts.push(`${event.role.roleName} ${event.stream} ${Buffer.from(event.bytes)}`);
        await taken;
      },
    });
    await reached(1);
    let isTaken = false;
    const writing = started[0]?.request.onOutput('stderr', Buffer.from('hello')).then(() => {
      isTaken = true;
    });
    await Promise.resolve();
    expect({ texts, isTaken }).toEqual({ texts: ['A stderr hello'], isTaken: false });
    release();
    await writing;
    started[0]?.end(0);
    await results;
  });

  it('stops the others after a failure where that is wanted', async () => {
    const { results, started, reached } = await begin({ isFailFast: true });
    await reached(2);
    started[1]?.end(3);
    expect(outcomes(await results)).toEqual([
      ['A', 'exited', 143],
      ['B', 'exited', 3],
      ['C', 'not-run', null],
      ['D', 'not-run', null],
    ]);
    expect(started[0]?.stops).toEqual(['SIGTERM']);
  });

  it('passes on the signal that stops all, and kills when it must', async () => {
    const stop = new AbortController();
    const { results, started, reached } = await begin({ stop: stop.signal });
    await reached(2);
    stop.abort('SIGINT');
    expect(outcomes(await results).map(([, kind]) => kind)).toEqual([
      'exited',
      'exited',
      'not-run',
      'not-run',
    ]);
    expect(started.map(({ stops }) => stops)).toEqual([['SIGINT'], ['SIGINT']]);
    const kill = new AbortController();
    const killed = await begin({ kill: kill.signal });
    await killed.reached(2);
    kill.abort();
    await killed.results;
    expect(killed.started[0]?.stops).toContain('SIGKILL');
  });

  it('stops what takes too long, and goes on with the others', async () => {
    const { results, started } = await begin({ timeout: 60_000, roles: roles.slice(0, 2) });
    expect(outcomes(await results)).toEqual([
      ['A', 'failed', 124],
      ['B', 'failed', 124],
    ]);
    expect(started.map(({ stops }) => stops)).toEqual([['SIGTERM'], ['SIGTERM']]);
  });

  it('starts nothing when it is stopped before', async () => {
    const { results, started } = await begin({ stop: AbortSignal.abort('SIGTERM') });
    expect(outcomes(await results).map(([, kind]) => kind)).toEqual(Array(4).fill('not-run'));
    expect(started).toEqual([]);
  });
});
