import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scriptedBrowser, setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { keys } from '../support/terminal.ts';

const operations = (requests: readonly { operation: string }[]): readonly string[] =>
  requests.map(({ operation }) => operation);

describe('signing in', () => {
  it('by PKCE, through a browser that allows it on the page', async () => {
    const journey = await startJourney({ autoApprove: false });
    await setUp(journey);
    const browser = scriptedBrowser(journey.program);
    const done = await journey.program.run(['login', '--flow', 'pkce', '--no-refresh'], { env: browser.env });
    expect(done).toMatchObject({ status: 0, stdout: '' });
    expect(done.stderr).toMatch(/Signed in to acme, for about (8h 0m|7h 59m)\./);
    const { visited, text } = await browser.saw();
    expect(new URL(visited[0] ?? '').searchParams.get('code_challenge_method')).toBe('S256');
    expect(visited.at(-1)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback\?/);
    expect(text).toContain('close');
    expect(operations(journey.emulator.requests())).toContain('CreateToken');
  });

  it('by a device code that is shown large, with a warning, and approved elsewhere', async () => {
    const journey = await startJourney({ autoApprove: false });
    await setUp(journey);
    const terminal = journey.program.open(['login', '--flow', 'device', '--no-browser', '--no-refresh']);
    await terminal.waitFor('Only continue there if you started this just now');
    const [pending] = journey.emulator.pendingSignIns();
    const code = pending?.userCode ?? 'none';
    expect(terminal.screen()).toContain([...code].join(' '));
    journey.emulator.decideSignIn(code, 'allow');
    await terminal.waitFor('Signed in to acme');
    expect(await terminal.exited()).toBe(0);
  });

  it('says that it was denied, and what to do', async () => {
    const journey = await startJourney({ autoApprove: false });
    await setUp(journey);
    const terminal = journey.program.open(['login', '--flow', 'device', '--no-browser']);
    await terminal.waitFor('Only continue there');
    journey.emulator.decideSignIn(journey.emulator.pendingSignIns()[0]?.userCode ?? '', 'deny');
    await terminal.waitFor(/denied/i);
    expect(await terminal.exited()).not.toBe(0);
  });

  it('happens once: a second login uses the session that is alive', async () => {
    const { emulator, program } = await startSignedIn();
    const before = operations(emulator.requests()).filter(
      (name) => name === 'StartDeviceAuthorization',
    ).length;
    const again = await program.run(['login', '--flow', 'device', '--no-browser']);
    expect(again).toMatchObject({ status: 0, stderr: expect.stringContaining('Already signed in') });
    const after = operations(emulator.requests()).filter(
      (name) => name === 'StartDeviceAuthorization',
    ).length;
    expect(after).toBe(before);
  });

  it('is renewed in the background, without a browser, when the access token has ended', async () => {
    const { emulator, program } = await startSignedIn({ tokenTtl: 1200, roleTtl: 3600 });
    expect(emulator.expireSessions('access-tokens')).toBeGreaterThan(0);
    const { status, stdout } = await program.run([
      'process',
      '--account',
      '111111111111',
      '--role',
      'BillingAdmin',
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ Version: 1, AccountId: '111111111111' });
  });

  it('an expired session ends a command with 4 and a line that says what to run; the picker offers to sign in', async () => {
    const { emulator, program } = await startSignedIn();
    emulator.expireSessions();
    const selector = ['--account', '111111111111', '--role', 'BillingAdmin'];
    const failed = await program.run(['process', ...selector]);
    expect(failed).toMatchObject({ status: 4, stdout: '' });
    expect(failed.stderr).toMatch(/^rolecall: .*rolecall login --instance acme\n$/);
    const terminal = program.open(['env', '--shell', 'bash']);
    await terminal.waitFor('acme-dev');
    terminal.press('billing\r');
    await terminal.waitFor("export AWS_ACCESS_KEY_ID='ASIAFAKE");
    expect(await terminal.exited()).toBe(0);
  });

  it('a session that AWS has ended is renewed by a sign-in in the picker, and the pick goes on', async () => {
    const { emulator, program } = await startSignedIn();
    emulator.expireSessions();
    const terminal = program.open(['env', '--shell', 'bash']);
    await terminal.waitFor('6 / 6');
    terminal.press('billing');
    await terminal.waitFor('1 / 6');
    terminal.press('\r');
    await terminal.waitFor("export ROLECALL_ROLE_NAME='BillingAdmin'");
    expect(await terminal.exited()).toBe(0);
    expect(
      operations(emulator.requests()).filter((name) => name === 'StartDeviceAuthorization'),
    ).toHaveLength(2);
  });

  it('goes on above the list of the picker while one searches on, and the first choice follows it', async () => {
    const { emulator, program } = await startJourney({ autoApprove: false });
    await setUp({ emulator, program });
    const approve = async (seen: () => Promise<unknown>): Promise<void> => {
      await seen();
      emulator.decideSignIn(emulator.pendingSignIns()[0]?.userCode ?? '', 'allow');
    };
    const login = program.open(['login', '--flow', 'device', '--no-browser']);
    await approve(() => login.waitFor('Only continue there'));
    expect(await login.exited()).toBe(0);
    await program.run(['logout']);
    const terminal = program.open(['env', '--shell', 'bash']);
    await terminal.waitFor('6 / 6');
    terminal.press('billing');
    await terminal.waitFor('1 / 6');
    terminal.press('\r');
    await terminal.waitFor('then export acme-production-BillingAdmin');
    terminal.press(keys.control('u'));
    await terminal.waitFor('6 / 6');
    terminal.press('dev');
    await approve(() => terminal.waitFor(/Signing in to acme {3}\w{4}-\w{4}[\s\S]*acme-dev-DeveloperAccess/));
    await terminal.waitFor("export ROLECALL_ROLE_NAME='BillingAdmin'");
    expect(await terminal.exited()).toBe(0);
  });

  it('a store behind a passphrase is unlocked from within the picker', async () => {
    const journey = await startJourney();
    await setUp(journey);
    const env = { ROLECALL_MASTER_KEY: '', DBUS_SESSION_BUS_ADDRESS: '' };
    const path = `${journey.program.home}/rolecall/config.yaml`;
    appendFileSync(path, 'secret_store: {backend: passphrase}\n');
    const terminal = journey.program.open(['env', '--shell', 'bash'], { env });
    await terminal.waitFor(/Enter\s+sign in/);
    terminal.press('\r');
    await terminal.waitFor(/passphrase/i);
    terminal.press('correct horse\r');
    await terminal.waitFor('The same again');
    terminal.press('correct horse\r');
    await terminal.waitFor('6 / 6');
    terminal.press('billing');
    await terminal.waitFor('1 / 6');
    terminal.press('\r');
    await terminal.waitFor("export ROLECALL_ROLE_NAME='BillingAdmin'");
    expect(await terminal.exited()).toBe(0);
    expect(terminal.raw()).not.toContain('correct horse');
    const locked = await journey.program.run(['process', '--arn', '111111111111:BillingAdmin'], { env });
    expect(locked).toMatchObject({ status: 7, stdout: '' });
    const wrong = await journey.program.run(['process', '--arn', '111111111111:BillingAdmin'], {
      env: { ...env, ROLECALL_PASSPHRASE: 'wrong' },
    });
    expect(wrong).toMatchObject({ status: 7, stdout: '' });
  });

  it('logout ends the session at AWS and wipes what is stored', async () => {
    const { emulator, program } = await startSignedIn();
    const out = await program.run(['logout']);
    expect(out).toMatchObject({ status: 0, stderr: 'Signed out of acme.\n' });
    expect(operations(emulator.requests())).toContain('Logout');
    expect(
      await program.run(['process', '--account', '012345678901', '--role', 'DeveloperAccess']),
    ).toMatchObject({ status: 4 });
  });
});
