// Consoles side by side: each role in its own container or profile, by whatever program the config names.
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeBrowsers } from '../support/fake-browser.ts';
import { type Journey, startSignedIn } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';
import { keys } from '../support/terminal.ts';

huntWithLog();

const dev = ['console', '--profile', 'acme-dev-DeveloperAccess'];
const hostile = ['console', '--account', '222222222222', '--role', 'ReadOnlyAccess'];

const configure = (journey: Journey, text: string): void =>
  appendFileSync(join(journey.program.home, 'rolecall', 'config.yaml'), text);

it('opens each role in a container or a profile of its own', async () => {
  const { program } = await startSignedIn();
  const { env, starts } = fakeBrowsers(program, ['firefox', 'google-chrome', 'brave-browser']);
  for (const name of ['granted-containers', 'open-url-in-container', 'chrome', 'brave', 'firefox'])
    expect(await program.run([...dev, '--browser', name], { env })).toMatchObject({ status: 0 });
  const [granted, container, chrome, brave, firefox] = await starts(5);
  expect(granted?.[1]).toMatch(
    /^ext\+granted-containers:name=acme-dev-DeveloperAccess&url=http%3A%2F%2F127\.0\.0\.1%3A\d+%2F[^&]+&color=[a-z]+&icon=[a-z]+$/,
  );
  expect(container?.[1]).toMatch(/^ext\+container:name=acme-dev-DeveloperAccess&url=http%3A/);
  expect(chrome?.slice(0, 2)).toEqual([
    'google-chrome',
    '--profile-directory=rolecall-acme-dev-DeveloperAccess',
  ]);
  expect(brave?.slice(0, 2)).toEqual([
    'brave-browser',
    '--profile-directory=rolecall-acme-dev-DeveloperAccess',
  ]);
  expect(firefox?.slice(0, 2)).toEqual(['firefox', '--profile']);
  const folders = readdirSync(join(program.home, 'rolecall', 'state', 'browsers'));
  expect(folders).toEqual(['rolecall-acme-dev-DeveloperAccess']);
});

it('takes the browser that is nearest to the role, also from the picker', async () => {
  const journey = await startSignedIn();
  const { program } = journey;
  configure(
    journey,
    `
browser: chrome
browsers:
  boxes: {kind: granted-containers, name: "{account} {role}", color: red, icon: briefcase}
tag_rules:
  - {match: {account_name: "acme-dev"}, browser: boxes}
`,
  );
  const { env, starts } = fakeBrowsers(program, ['firefox', 'google-chrome']);
  expect(await program.run(dev, { env })).toMatchObject({ status: 0 });
  const terminal = program.open(['pick', '--query', 'acme production billing'], { env });
  await terminal.waitFor('BillingAdmin');
  terminal.press(keys.control('o'));
  expect(await terminal.exited()).toBe(0);
  const [first, second] = await starts(2);
  expect(first?.[1]).toMatch(
    /^ext\+granted-containers:name=acme-dev%20DeveloperAccess&url=http[^&]+&color=red&icon=briefcase$/,
  );
  expect(second?.slice(0, 2)).toEqual([
    'google-chrome',
    '--profile-directory=rolecall-acme-production-BillingAdmin',
  ]);
});

it('gives a command its fields as words, whatever a name holds', async () => {
  const journey = await startSignedIn();
  const { program } = journey;
  configure(journey, '\nbrowser: [box, "{account}", "--title={role} in {account}", "{url}"]\n');
  const { env, starts } = fakeBrowsers(program, ['box', 'google-chrome']);
  expect(await program.run(hostile, { env })).toMatchObject({ status: 0 });
  expect(await program.run([...hostile, '--browser', 'chrome'], { env })).toMatchObject({ status: 0 });
  const [box, chrome] = await starts(2);
  const name = "O'Brien $(touch /tmp/rolecall-pwned) `x`";
  expect(box?.slice(0, 3)).toEqual(['box', name, `--title=ReadOnlyAccess in ${name}`]);
  expect(chrome?.[1]).toMatch(/^--profile-directory=rolecall-[\w.-]+$/);
});

it('opens the link of the access portal, which holds no secret', async () => {
  const journey = await startSignedIn();
  const { program, emulator } = journey;
  const { env, starts } = fakeBrowsers(program, ['google-chrome']);
  const link = `${emulator.startUrl.replace(/\/$/, '')}/#/console?account_id=012345678901&role_name=DeveloperAccess`;
  const { status, stdout } = await program.run([...dev, '--portal', '--print']);
  expect({ status, isLink: stdout.startsWith(link) }).toEqual({ status: 0, isLink: true });
  expect(new URLSearchParams(stdout.trim().split('?')[1]).get('destination')).toMatch(/region=eu-west-1$/);
  configure(journey, '\nconsole_link: portal\n');
  expect(await program.run([...dev, '--browser', 'chrome'], { env })).toMatchObject({ status: 0 });
  const [chrome] = await starts(1);
  expect(chrome?.at(-1)).toBe(stdout.trim());
  expect(await program.run([...dev, '--portal', '--duration', '60'])).toMatchObject({ status: 2 });
});

it('says which browsers there are, and that one cannot be opened', async () => {
  const journey = await startSignedIn();
  const { program } = journey;
  configure(journey, '\nbrowsers:\n  work: [box, "{url}"]\n');
  const unknown = await program.run([...dev, '--browser', 'crome']);
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).toContain('There is no browser crome. Did you mean chrome?');
  expect(unknown.stderr).toContain('There are: work, firefox, chrome');
  const none = await program.run([...dev, '--browser', 'chrome'], {
    env: { DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  expect(none.status).toBe(1);
  expect(none.stderr).toContain('No browser can be opened from here.');
});
