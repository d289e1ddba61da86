// Figures for CloudWatch: sent by the SDK, in batches, by a process of its own, and off unless asked for.
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { type Journey, startSignedIn } from '../support/journey.ts';
import { prepare, runInside } from '../support/prepare.ts';

const admin = 'acme-production-AdministratorAccess';

/** Requests of the past: what happened in this very minute is not sent yet. */
const remember = ({ program }: Journey, count: number): void => {
  const state = join(program.env['ROLECALL_HOME'] ?? '', 'state');
  mkdirSync(state, { recursive: true });
  const lines = Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      time: new Date(Date.now() - 3_600_000 - i * 60_000).toISOString(),
      ...{ event: 'credentials', command: 'env', user: 'sam', instance: 'acme', account_id: '111111111111' },
      ...{
        role: 'AdministratorAccess',
        profile: admin,
        outcome: i % 5 === 0 ? 6 : 0,
        duration_ms: 40,
        pid: 1,
      },
    }),
  );
  appendFileSync(join(state, 'audit.jsonl'), `${lines.join('\n')}\n`);
};

const sentRequests = ({ emulator }: Journey): number =>
  emulator
    .metrics()
    .filter(({ datum }) => datum['MetricName'] === 'CredentialRequests')
    .reduce((sum, { datum }) => sum + Number((datum['StatisticValues'] as { Sum: number }).Sum), 0);

it('are off, and then sent once each, with the keys of the profile that is named', async () => {
  const journey = await startSignedIn();
  const { program, emulator } = journey;
  remember(journey, 700);
  expect(await runInside(program, ['metrics', 'send'])).toMatchObject({ status: 1 });
  expect(emulator.metrics()).toEqual([]);

  await prepare(program, ['config', 'set', 'metrics.cloudwatch.profile', 'nobody']);
  const unknown = await runInside(program, ['metrics', 'send']);
  expect(unknown).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('names no role of yours: nobody'),
  });

  await prepare(program, ['config', 'set', 'metrics.cloudwatch.profile', 'acme-production-ReadOnlyAccess']);
  const denied = await runInside(program, ['metrics', 'send']);
  expect(denied).toMatchObject({ status: 1, stderr: expect.stringContaining('AccessDenied') });
  expect((await runInside(program, ['metrics'])).stdout).toMatch(/It failed: .*\n700 requests wait\./);

  await prepare(program, ['config', 'set', 'metrics.cloudwatch.profile', admin]);
  emulator.clearRequests();
  // The first call gets through, and the second does not: what has arrived is not sent again.
  emulator.fault({ operation: 'PutMetricData', delay: 1 });
  emulator.fault({ operation: 'PutMetricData', status: 403, error: 'AccessDenied' });
  expect(await runInside(program, ['metrics', 'send'])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(
      'CloudWatch refused (AccessDenied): the role needs cloudwatch:PutMetricData',
    ),
  });
  expect((await runInside(program, ['metrics'])).stdout).toContain('0 requests wait.');
  expect(sentRequests(journey)).toBe(700);
});

it('are sent in as many calls as they need', async () => {
  const journey = await startSignedIn();
  const { program, emulator } = journey;
  remember(journey, 700);
  await prepare(program, ['config', 'set', 'metrics.cloudwatch.profile', admin]);
  const sent = await runInside(program, ['metrics', 'send']);
  expect(sent).toMatchObject({ status: 0, stderr: 'Sent the figures of 700 requests.\n' });
  expect(sentRequests(journey)).toBe(700);
  // 700 counts and 560 durations: more than go into one call.
  expect(emulator.requests().filter(({ operation }) => operation === 'PutMetricData')).toHaveLength(2);
  expect(emulator.metrics()[0]).toMatchObject({
    namespace: 'Rolecall',
    accountId: '111111111111',
    datum: { Dimensions: [{ Name: 'Profile', Value: admin }, { Name: 'Success' }], Unit: 'Count' },
  });
  expect((await runInside(program, ['metrics', 'send'])).stderr).toBe('Sent the figures of 0 requests.\n');
  expect(sentRequests(journey)).toBe(700);
});

it('tell of failures too, where nothing else is asked for', async () => {
  const journey = await startSignedIn();
  const { program, emulator } = journey;
  remember(journey, 3);
  await prepare(program, ['config', 'set', 'metrics.cloudwatch.profile', admin]);
  expect((await program.run(['aws-cli-helper', '--profile', 'nobody'])).status).not.toBe(0);
  await vi.waitFor(() => expect(sentRequests(journey)).toBe(3), 10_000);
  expect(emulator.requests().filter(({ operation }) => operation === 'PutMetricData')).toHaveLength(1);
});

it('are sent by a process of their own after a command, at most every five minutes, however CloudWatch feels', async () => {
  const journey = await startSignedIn();
  const { program, emulator } = journey;
  remember(journey, 3);
  await prepare(program, ['config', 'set', 'metrics', 'cloudwatch']);
  const env = ['env', '--profile', admin, '--format', 'json'];
  emulator.fault({ operation: 'PutMetricData', hang: true });
  expect(await program.run(env)).toMatchObject({ status: 0, stderr: '' });
  await vi.waitFor(() => {
    expect(emulator.requests().some(({ operation }) => operation === 'PutMetricData')).toBe(true);
  });
  expect(await program.run(env)).toMatchObject({ status: 0, stderr: '' });
  expect(emulator.requests().filter(({ operation }) => operation === 'PutMetricData')).toHaveLength(1);
});
