// `setup`: the wizard in a real terminal against the emulator, and the road by flags.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Journey, setUp, startJourney, startSignedIn } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';
import { keys, type TestTerminal } from '../support/terminal.ts';

const config = ({ program }: Journey): string => join(program.home, 'rolecall', 'config.yaml');
const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const secrets = ({ program }: Journey): readonly string[] => {
  const folder = join(program.home, 'rolecall', 'state', 'secrets');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.record')) : [];
};

const env = { SHELL: '/bin/bash' };

type Turn = readonly [question: string | RegExp, answer: string];

const answer = async (terminal: TestTerminal, ...turns: readonly Turn[]): Promise<void> => {
  for (const [question, pressed] of turns) {
    await terminal.waitFor(question);
    terminal.press(pressed);
  }
};

const toSignIn = (journey: Journey, name: string): readonly Turn[] => [
  ['Type a start URL', keys.enter],
  ['Where do you sign in?', `\u001b[200~ ${journey.emulator.startUrl}/#/ \u001b[201~`],
  ['Kept as', keys.enter],
  ['Which region', `virg${keys.enter}`],
  ['What shall it be called?', `${name}${keys.enter}`],
  ['How do you sign in?', keys.down + keys.down + keys.enter],
];

/** The step before it shows a new file too. */
const atReview = /Write it[\s\S]*New file/;

const toReview: readonly Turn[] = [
  ['Sign in now', keys.enter],
  ['6 roles in 3 accounts', keys.enter],
  ['Which region do your roles use?', `ireland${keys.enter}`],
  ['What are your profiles called?', keys.enter],
  ['What does Enter do', keys.down + keys.enter],
  ['Which colours?', keys.down + keys.down + keys.enter],
  ['puts roles into your shell', keys.enter],
];

describe('the wizard', () => {
  it('goes from nothing to a signed-in instance with its roles, and writes what it showed', async () => {
    const journey = await startJourney();
    const { program } = journey;
    writeFileSync(join(program.home, '.bashrc'), 'export API_TOKEN=very-secret\n');
    const terminal = program.open(['setup'], { env, columns: 80, rows: 24 });
    await answer(terminal, ...toSignIn(journey, 'acme'), ...toReview);
    const review = await terminal.waitFor(atReview);
    expect(review).toMatch(/Name\s+acme/);
    expect(existsSync(config(journey))).toBe(false);
    terminal.press(keys.enter);
    await terminal.waitFor('Next: rolecall');
    expect(await terminal.exited()).toBe(0);
    expect(terminal.isAlternate()).toBe(false);
    expect(
      textOf(config(journey)),
    ).toBe(`# rolecall: where to sign in, and your own names, tags and regions. No secrets belong here.
instances:
  acme:
    start_url: ${journey.emulator.startUrl}
    region: us-east-1
    default_region: eu-west-1
    login: device
default_instance: acme
default_action: exec
theme: dark
`);
    expect(textOf(join(program.home, '.bashrc'))).toMatch(
      /^export API_TOKEN=very-secret\n\n# >>> rolecall >>>.*\n.*\n {2}eval "\$\(rolecall init bash\)"\nfi\n# <<< rolecall <<<\n$/,
    );
    expect(terminal.raw()).not.toContain('very-secret');
    const { stdout } = await program.run(['list', '--json']);
    expect(JSON.parse(stdout)).toHaveLength(6);
  });

  it('goes back and changes an answer; every other answer is as it was left', async () => {
    const journey = await startJourney();
    const terminal = journey.program.open(['setup'], { env });
    await answer(terminal, ...toSignIn(journey, 'wrong'));
    await answer(terminal, ['Sign in to wrong?', keys.escape], ['How do you sign in?', keys.escape]);
    await answer(terminal, ['What shall it be called?', `${keys.control('u')}right${keys.enter}`]);
    await answer(
      terminal,
      [/▌ Code on any device/, keys.enter],
      ['Sign in to right?', keys.down + keys.enter],
    );
    await answer(
      terminal,
      ['Which region do your roles use?', keys.enter],
      ['What are your profiles called?', `${keys.control('u')}{{ role_name }}-{{ account_id }}`],
    );
    await answer(terminal, [/AdministratorAccess-\d{12}/, keys.enter]);
    await answer(terminal, ['What does Enter do', keys.enter], ['Which colours?', keys.enter]);
    await answer(terminal, ['puts roles into your shell', keys.down + keys.down + keys.down + keys.enter]);
    await answer(terminal, [atReview, keys.down + keys.down + keys.enter]);
    await answer(terminal, ['Which region is Identity Center in?', `oregon${keys.enter}`]);
    await answer(terminal, [/▌ Write it[\s\S]*\+ {4}region: us-west-2/, keys.enter]);
    expect(await terminal.exited()).toBe(0);
    expect(textOf(config(journey))).toContain('  right:\n');
    expect(textOf(config(journey))).toContain('    region: us-west-2\n');
    expect(textOf(config(journey))).toContain('profile_template: "{{ role_name }}-{{ account_id }}"\n');
    expect(textOf(config(journey))).not.toContain('wrong');
    expect(existsSync(join(journey.program.home, '.bashrc'))).toBe(false);
  });

  it('left in the middle writes nothing, and keeps no session that was made on the way', async () => {
    const journey = await startJourney();
    const terminal = journey.program.open(['setup'], { env });
    await answer(terminal, ...toSignIn(journey, 'acme'), ...toReview);
    await terminal.waitFor(atReview);
    expect(secrets(journey)).not.toEqual([]);
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
    expect(existsSync(config(journey))).toBe(false);
    expect(existsSync(join(journey.program.home, '.bashrc'))).toBe(false);
    expect(secrets(journey)).toEqual([]);
  });

  it('left in the middle of a change leaves the instance and its session as they were', async () => {
    const journey = await startSignedIn();
    const before = textOf(config(journey));
    const terminal = journey.program.open(['setup'], { env });
    await answer(terminal, ['Change acme', keys.enter], ['Where do you sign in?', keys.enter]);
    await answer(terminal, ['Which region', keys.enter], ['How do you sign in?', keys.enter]);
    await answer(terminal, ['you are signed in', keys.control('c')]);
    expect(await terminal.exited()).toBe(130);
    expect(textOf(config(journey))).toBe(before);
    expect(await journey.program.run(['refresh'])).toMatchObject({ status: 0 });
  });

  it('offers what other tools know, and shows collisions of names among real roles', async () => {
    const journey = await startJourney();
    const { program, emulator } = journey;
    mkdirSync(join(program.home, '.aws'));
    writeFileSync(
      join(program.home, '.aws', 'config'),
      `[sso-session corp]\nsso_start_url = ${emulator.startUrl}#\nsso_region = us-east-1\n`,
    );
    const terminal = program.open(['setup'], { env });
    await answer(terminal, ['sso-session corp', keys.enter], ['Where do you sign in?', keys.enter]);
    await answer(terminal, ['found with the start URL', keys.enter], [/> corp/, keys.enter]);
    await answer(
      terminal,
      ['How do you sign in?', keys.down + keys.down + keys.enter],
      ['Sign in to corp?', keys.enter],
    );
    await answer(terminal, ['6 roles in 3 accounts', keys.enter], ['Which region', keys.enter]);
    await answer(terminal, ['Your 6 roles, each with a name', `${keys.control('u')}{{ role_name }}`]);
    await terminal.waitFor('4 of them share 2 names');
    await terminal.waitFor(/ReadOnlyAccess\s+shared/);
    terminal.press(keys.control('c'));
    expect(await terminal.exited()).toBe(130);
  });

  it('removes an instance after a yes: comments, the others and their order stay', async () => {
    const journey = await startSignedIn();
    writeFileSync(config(journey), `# mine\n${textOf(config(journey))}\n`);
    await journey.program.run([
      'setup',
      '--instance',
      'globex',
      '--start-url',
      journey.emulator.startUrl,
      '--region',
      'us-east-1',
    ]);
    writeFileSync(config(journey), textOf(config(journey)).replace('  globex:', '  # the other\n  globex:'));
    const terminal = journey.program.open(['setup'], { env });
    await answer(terminal, ['Remove acme', keys.down + keys.enter], ['Remove acme?', '']);
    await answer(
      terminal,
      ['-default_instance: acme', keys.down + keys.enter],
      ['Removed acme.', keys.escape],
    );
    expect(await terminal.exited()).toBe(0);
    const after = textOf(config(journey));
    expect(after).toContain('# mine\n');
    expect(after).toContain('  # the other\n  globex:\n');
    expect(after).toContain('default_instance: globex\n');
    expect(after).not.toContain('acme');
    expect(secrets(journey)).toEqual([]);
    expect((await journey.program.run(['list', '--json'])).stdout).toBe('[]\n');
  });

  it('is whole again after the terminal was made smaller and larger', async () => {
    const journey = await startJourney();
    const terminal = journey.program.open(['setup'], { env });
    await terminal.waitFor('Type a start URL');
    terminal.resize(60, 16);
    await terminal.waitFor((screen) => screen.includes('Welcome to rolecall') && !screen.includes('▸'));
    terminal.resize(120, 40);
    await terminal.waitFor((screen) => screen.includes('▸ Start') && screen.includes('Review and write'));
    terminal.press(keys.escape);
    expect(await terminal.exited()).toBe(130);
  });
});

describe('setup by flags', () => {
  const all = (journey: Journey, ...more: readonly string[]): readonly string[] => [
    'setup',
    '--instance',
    'acme',
    '--start-url',
    `${journey.emulator.startUrl}/`,
    '--region',
    'us-east-1',
    ...more,
  ];

  it('answers everything, without a terminal', async () => {
    const journey = await startJourney();
    const { program } = journey;
    const { status, stderr } = await program.run([
      ...all(journey, '--default-region', 'eu-west-1', '--login', 'device', '--sign-in', '--yes'),
      ...[
        '--template',
        '{{ account_id }}-{{ role_name }}',
        '--default-action',
        'console',
        '--theme',
        'light',
      ],
      ...['--shell-integration', 'fish'],
    ]);
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('6 roles in 3 accounts'),
    });
    const { stdout } = await program.run(['config', 'get', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      default_instance: 'acme',
      profile_template: '{{ account_id }}-{{ role_name }}',
      default_action: 'console',
      theme: 'light',
      instances: {
        acme: {
          start_url: journey.emulator.startUrl,
          region: 'us-east-1',
          default_region: 'eu-west-1',
          login: 'device',
        },
      },
    });
    expect(textOf(join(program.home, '.config', 'fish', 'config.fish'))).toContain(
      'rolecall init fish | source',
    );
  });

  it('draws nothing on a terminal when the three are given', async () => {
    const journey = await startJourney();
    const terminal = journey.program.open(all(journey), { env });
    expect(await terminal.exited()).toBe(0);
    expect(terminal.raw()).not.toContain('\u001b[?1049h');
    expect(terminal.screen()).toContain('Next: rolecall login --instance acme');
  });

  it('changes what is named and leaves the rest', async () => {
    const journey = await startJourney();
    await setUp(journey);
    const { program } = journey;
    const before = textOf(config(journey));
    expect(
      await program.run(['setup', '--instance', 'acme', '--default-region', 'eu-north-1']),
    ).toMatchObject({ status: 0 });
    expect(await program.run(['setup', '--theme', 'dark'])).toMatchObject({ status: 0 });
    expect(textOf(config(journey))).toBe(`${before.replace('eu-west-1', 'eu-north-1')}theme: dark\n`);
  });

  it('changes a startup file only when it is told to, once, behind its link', async () => {
    const journey = await startJourney();
    const { program } = journey;
    const rc = join(program.home, '.zshrc');
    writeFileSync(join(program.home, 'dotfile'), '# mine\n');
    symlinkSync('dotfile', rc);
    const args = ['setup', '--shell-integration', 'zsh'];
    expect(await program.run(args)).toMatchObject({ status: 2, stderr: expect.stringContaining('--yes') });
    expect(textOf(rc)).toBe('# mine\n');
    expect(await program.run([...args, '--yes'])).toMatchObject({ status: 0 });
    const once = textOf(rc);
    expect(once).toMatch(/^# mine\n\n# >>> rolecall >>>/);
    expect(await program.run([...args, '--yes'])).toMatchObject({
      stderr: expect.stringContaining('already'),
    });
    expect(textOf(rc)).toBe(once);
    expect(lstatSync(rc).isSymbolicLink()).toBe(true);
  });

  it('removes an instance, its session and its roles', async () => {
    const journey = await startSignedIn();
    const { program } = journey;
    expect(await runInside(program, ['setup', '--remove', 'acme'])).toMatchObject({ status: 2 });
    expect(await runInside(program, ['setup', '--remove', 'nope', '--yes'])).toMatchObject({ status: 2 });
    expect(await program.run(['setup', '--remove', 'acme', '--yes'])).toMatchObject({ status: 0 });
    expect(textOf(config(journey))).toContain('instances: {}\n');
    expect(textOf(config(journey))).not.toContain('acme');
    expect(secrets(journey)).toEqual([]);
  });

  it.each([
    [['--theme', 'pink'], '--theme is one of'],
    [['--default-action', 'dance'], '--default-action is one of'],
    [['--shell-integration', 'cmd'], '--shell-integration is one of'],
    [['--template', '{{ nope }}'], 'there is no variable nope'],
    [['--region', 'mars'], 'mars is not an AWS region'],
    [['--remove', 'a', '--theme', 'dark'], 'no other answer'],
    [['--instance', 'new'], 'setup needs --start-url'],
  ] as const)('refuses %j, and writes nothing', async (args, message) => {
    const journey = await startJourney();
    const { status, stderr } = await runInside(journey.program, ['setup', ...args]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
    expect(existsSync(config(journey))).toBe(false);
  });
});
