import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptedBrowser, startSignedIn } from '../support/journey.ts';
import { ownLine } from '../support/program.ts';
import { keys } from '../support/terminal.ts';

describe('the picker in a real terminal', () => {
  it('keeps query and selection when the terminal is resized', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press('admin');
    await terminal.waitFor('3 / 6');
    terminal.press(keys.down);
    await terminal.waitFor(/▌\s+\S*acme-production-BillingAdmin|▌\s+\S*acme-production-AdministratorAccess/);
    const selected = /▌\s+(\S+)/.exec(terminal.screen())?.[1] ?? 'none';
    for (const [columns, rows] of [
      [80, 24],
      [200, 60],
      [60, 16],
    ] as const) {
      terminal.resize(columns, rows);
      await terminal.waitFor(
        (screen) =>
          screen.includes('3 / 6') && /▌\s+(\S+)/.exec(screen)?.[1]?.slice(0, 6) === selected.slice(0, 6),
      );
      expect(terminal.screen()).toContain('> admin');
    }
    terminal.resize(30, 8);
    await terminal.waitFor('Too small');
    terminal.resize(120, 40);
    await terminal.waitFor('3 / 6');
  });

  it('Ctrl-C leaves at once with 130, an empty stdout and the screen as it was', async () => {
    const { program } = await startSignedIn();
    const script = `${ownLine} env > ${program.home}/out; echo "status $?"`;
    const terminal = program.openOther(['/bin/sh', '-c', script]);
    await terminal.waitFor('6 / 6');
    expect(terminal.isAlternate()).toBe(true);
    terminal.press('adm');
    await terminal.waitFor('> adm');
    terminal.press(keys.control('c'));
    await terminal.waitFor('status 130');
    expect(terminal.isAlternate()).toBe(false);
    expect(readFileSync(`${program.home}/out`, 'utf8')).toBe('');
    expect(terminal.raw()).toContain('\u001b[?25h');
  });

  it('Esc clears the query first, then leaves', async () => {
    const { program } = await startSignedIn();
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press('zzzz');
    await terminal.waitFor('No role matches');
    terminal.press(keys.escape);
    await terminal.waitFor('6 / 6');
    terminal.press(keys.escape);
    expect(await terminal.exited()).toBe(130);
  });

  it('filters by tags from the panel, and shows the filter as text', async () => {
    const { program } = await startSignedIn();
    appendFileSync(
      join(program.home, 'rolecall', 'config.yaml'),
      'tag_rules:\n  - match: {account_name: "*dev*"}\n    tags: {env: dev}\n  - match: {account_name: "*Prod*"}\n    tags: {env: prod}\n',
    );
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press(keys.control('t'));
    await terminal.waitFor(/env[\s\S]*prod\s+3/);
    for (let tries = 0; tries < 5 && !/▌.*prod/.test(terminal.screen()); tries += 1) {
      const before = terminal.screen();
      terminal.press(keys.down);
      await terminal.waitFor((screen) => screen !== before);
    }
    terminal.press(keys.enter);
    await terminal.waitFor('3 / 6');
    expect(terminal.screen()).toContain('> env:');
    terminal.press(keys.escape);
    await terminal.waitFor((screen) => screen.includes('3 / 6') && !screen.includes(' Tags '));
    expect(terminal.screen()).not.toContain('acme-dev-DeveloperAccess');
    terminal.press(keys.control('u'));
    await terminal.waitFor('6 / 6');
  });

  it('opens the console through a redirect that holds no secret, signed in as the role', async () => {
    const { program } = await startSignedIn();
    const browser = scriptedBrowser(program);
    const terminal = program.open([], { env: browser.env });
    await terminal.waitFor('6 / 6');
    terminal.press('billing');
    await terminal.waitFor('1 / 6');
    terminal.press(keys.control('o'));
    await terminal.waitFor('The console is open as BillingAdmin in Acme Production.');
    expect(await terminal.exited()).toBe(0);
    const { visited, text } = await browser.saw();
    expect(visited[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]+$/);
    expect(visited[1]).toContain('SigninToken=');
    expect(text).toContain('BillingAdmin');
    expect(text).toContain('111111111111');
    expect(terminal.raw()).not.toContain('SigninToken');
  });

  it('draws hostile names inert', async () => {
    const { program, emulator } = await startSignedIn();
    emulator.assign({
      action: 'add-account',
      account: {
        id: '333333333333',
        name: 'evil\u001b]52;c;AAAA\u0007\u001b[31m\u202ename',
        email: 'e@acme.example',
        roles: ['Admin'],
      },
    });
    const terminal = program.open([]);
    await terminal.waitFor('6 / 6');
    terminal.press(keys.control('r'));
    await terminal.waitFor('7 / 7');
    terminal.press('evil');
    await terminal.waitFor('1 / 7');
    expect(terminal.raw()).not.toContain('\u001b]52');
    expect(terminal.raw()).not.toContain('\u202e');
  });
});
