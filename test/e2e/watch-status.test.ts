// `status --watch` in a real terminal: one line that counts down, an alarm in time, and a clean end.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { keys } from '../support/terminal.ts';

/** A shell that holds a role for so long (ms). */
const holding = (left: number): Readonly<Record<string, string>> => ({
  AWS_ACCESS_KEY_ID: 'ASIAFAKE0000000000TEST',
  AWS_CREDENTIAL_EXPIRATION: `${new Date(Date.now() + left).toISOString().slice(0, 19)}Z`,
  ROLECALL_KEY_ID: 'ASIAFAKE0000000000TEST',
  ROLECALL_PROFILE: 'acme-prod-Admin',
  ROLECALL_ROLE_ARN: 'arn:aws:iam::111111111111:role/Admin',
  ROLECALL_INSTANCE: 'acme',
});

const soon = 5 * 60_000 + 6_000;

describe('status --watch', () => {
  it('counts down on one line, rings before the end, and ends by Ctrl-C', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open(['status', '--watch'], { env: holding(soon), columns: 100 });
    await terminal.waitFor('acme-prod-Admin   credentials low 5m');
    expect(terminal.screen()).toMatch(/token \d+m, renews itself {3}session about [78]h/);
    await terminal.waitFor('credentials ending 4m 5');
    await vi.waitFor(() => expect(terminal.raw()).toContain('\u0007'), { timeout: 40_000 });
    expect(terminal.screen().trim().split('\n')).toHaveLength(1);
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(0);
  });

  it('tells by the desktop where the config asks for it', async () => {
    const { program } = await startSignedIn();
    const bin = join(program.home, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'notify-send'), '#!/bin/sh\nprintf "%s|" "$@" > "$HOME/told"\n');
    chmodSync(join(bin, 'notify-send'), 0o755);
    expect(await program.run(['config', 'set', 'notify', 'true'])).toMatchObject({ status: 0 });
    const env = { ...holding(soon), PATH: `${bin}:${process.env['PATH']}` };
    const terminal = program.open(['status', '--watch'], { env });
    const told = join(program.home, 'told');
    await vi.waitFor(() => expect(existsSync(told) && readFileSync(told, 'utf8')).toContain('5 minutes'), {
      timeout: 40_000,
    });
    expect(readFileSync(told, 'utf8')).toBe(
      '--app-name=rolecall|--|rolecall|acme-prod-Admin: credentials end in 5 minutes|',
    );
    expect(terminal.raw()).not.toContain('\u0007');
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(0);
  });

  it('says so and ends where the shell holds nothing, and takes no other form beside it', async () => {
    const { program } = await startSignedIn();
    expect(await program.run(['status', '--watch'])).toMatchObject({
      status: 1,
      stdout: 'No role in this shell.\n',
    });
    expect(await program.run(['status', '--watch', '--json'], { env: holding(soon) })).toMatchObject({
      status: 2,
    });
  });
});
