// What was used is remembered, what is pinned stands first, and no process takes anything from another.
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';
import type { Program } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

const billing = 'acme-production-BillingAdmin';
const readOnly = 'acme-production-ReadOnlyAccess';
const developer = 'acme-dev-DeveloperAccess';

type Entry = {
  readonly profile: string | null;
  readonly uses: number;
  readonly pin: number | null;
  readonly last_used: string | null;
};

const entries = async (program: Program): Promise<readonly Entry[]> => {
  const { status, stdout } = await runInside(program, ['history', '--json']);
  expect(status).toBe(0);
  return JSON.parse(stdout);
};

const folder = (program: Program): string => join(program.home, 'rolecall');
const file = (program: Program): string => join(folder(program), 'state', 'history.json');
const configure = (program: Program, line: string): void =>
  appendFileSync(join(folder(program), 'config.yaml'), `${line}\n`);

describe('history', () => {
  it('counts what commands did with a role, and names the latest first', async () => {
    const { program } = await startSignedIn();
    expect((await program.run(['history'])).stderr).toBe('No role was used yet.\n');
    await program.run(['env', '--profile', billing]);
    await program.run(['exec', '--profile', billing, '--', 'true']);
    await program.run(['credentials', 'write', '-p', readOnly]);
    await program.run(['console', '--profile', developer, '--print']);
    const used = await entries(program);
    expect(used.map(({ profile, uses, pin }) => ({ profile, uses, pin }))).toEqual([
      { profile: developer, uses: 1, pin: null },
      { profile: readOnly, uses: 1, pin: null },
      { profile: billing, uses: 2, pin: null },
    ]);
    expect(used[0]?.last_used).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/);
    expect(readFileSync(file(program), 'utf8')).not.toMatch(/ASIA|secret|token/i);
    const table = await program.run(['history']);
    expect(table.stdout).toContain('PROFILE');
    expect(table.stdout).toMatch(new RegExp(`${billing}.* 2 `));
    expect((await program.run(['history', '--clear'])).status).toBe(0);
    expect(await entries(program)).toEqual([]);
  });

  it('leaves out what failed and what process answers, and all of it where it is off', async () => {
    const { program } = await startSignedIn();
    await program.run(['process', '--profile', billing]);
    expect((await program.run(['env', '--profile', 'nobody'])).status).toBe(1);
    expect(await entries(program)).toEqual([]);
    configure(program, 'history: off');
    await program.run(['env', '--profile', billing]);
    expect(existsSync(file(program))).toBe(false);
    expect((await program.run(['history'])).stderr).toContain('history is off');
  });

  it('loses no use of programs that run at once', async () => {
    const { program } = await startSignedIn();
    const runs = await Promise.all(
      Array.from({ length: 6 }, () => program.run(['env', '--profile', billing, '--format', 'json'])),
    );
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0]);
    expect((await entries(program))[0]?.uses).toBe(6);
  });

  it('that is damaged is put aside with a warning, and nothing fails', async () => {
    const { program } = await startSignedIn();
    await program.run(['pin', billing]);
    writeFileSync(file(program), '{"version": 1, "pins": [');
    const { status, stderr } = await program.run(['env', '--profile', billing]);
    expect(status).toBe(0);
    expect(stderr).toContain('put aside');
    const aside = readdirSync(join(folder(program), 'state')).filter((name) => name.includes('broken'));
    expect(aside).toHaveLength(1);
    expect((await entries(program)).map(({ uses }) => uses)).toEqual([1]);
  });
});

describe('pins', () => {
  it('are made and taken away by name and by number', async () => {
    const { program } = await startSignedIn();
    expect((await program.run(['pin', 'billing'])).stderr).toBe(`${billing} is pin 1.\n`);
    expect((await program.run(['pin', '--profile', developer])).stderr).toBe(`${developer} is pin 2.\n`);
    expect((await runInside(program, ['pin', 'billing'])).stderr).toBe(`${billing} is pin 1.\n`);
    expect((await entries(program)).map(({ profile, pin }) => [profile, pin])).toEqual([
      [billing, 1],
      [developer, 2],
    ]);
    expect((await runInside(program, ['unpin', 'readonly'])).stderr).toContain('No pinned role matches.');
    expect((await program.run(['unpin', '1'])).stderr).toBe('No longer pinned.\n');
    expect((await entries(program)).map(({ profile, pin }) => [profile, pin])).toEqual([[developer, 1]]);
    expect((await runInside(program, ['unpin'])).status).toBe(2);
    expect((await program.run(['unpin', '--all'])).status).toBe(0);
    expect(await entries(program)).toEqual([]);
  });

  it('stand first in the picker with what was used last, and Alt goes to them', async () => {
    const { program } = await startSignedIn();
    await program.run(['env', '--profile', readOnly]);
    await program.run(['pin', billing]);
    const terminal = program.open([]);
    await terminal.waitFor(
      /Pinned {2}1[\s\S]*1▌ acme-production-BillingAdmin[\s\S]*Recent {2}1[\s\S]*All {2}4/,
    );
    terminal.press('dev dev');
    await terminal.waitFor(/▌ acme-dev-DeveloperAccess/);
    terminal.press('\u001bs');
    await terminal.waitFor('Pinned as 2: Alt-2 goes there.');
    terminal.press('\u001b1');
    await terminal.waitFor(/1▌ acme-production-BillingAdmin/);
    terminal.press('\u001b2');
    await terminal.waitFor(/2▌ acme-dev-DeveloperAccess/);
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
    expect((await entries(program)).map(({ profile, pin }) => [profile, pin])).toEqual([
      [billing, 1],
      [developer, 2],
      [readOnly, null],
    ]);
  });

  it('a group folds under the bar, and Enter opens it again', async () => {
    const { program } = await startSignedIn();
    configure(program, 'group_by: account');
    const terminal = program.open([]);
    await terminal.waitFor(/▾ acme-dev {2}2/);
    terminal.press('\u001bz');
    await terminal.waitFor(/▸▌Acme Production {2}3 roles, folded/);
    terminal.press(keys.enter);
    await terminal.waitFor(/▾ Acme Production {2}3/);
    terminal.press('\u001bg');
    await terminal.waitFor('Grouped by role.');
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
  });
});
