// A whole journey with the log on, and then a search of everything that was written, of every argv and environment that
// was seen meanwhile: no secret that the emulator gave out may stand there. Every secret of the emulator says what it is
// (src/emulator/fake-secrets.ts), so that none can be missed. stdout of `env`, `process` and `console --print`, and
// the environment of exec's child, are where they belong.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fakeSecretAccessKey, fakeSessionToken, fakeToken } from '../../src/emulator/fake-secrets.ts';
import { scriptedBrowser, setUp, startJourney } from '../support/journey.ts';
import { type Finished, masterKey, newProgram, type Program } from '../support/program.ts';
import { leakLines } from '../support/secret-forms.ts';

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

type Seen = {
  readonly commandLines: ReadonlySet<string>;
  readonly environments: ReadonlyMap<string, string>;
};

const readProc = (pid: string, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

/** Looks at every process whose home is the program's, again and again, until the test ends. */
const watchProcesses = (program: Program): Seen => {
  const commandLines = new Set<string>();
  const environments = new Map<string, string>();
  const look = (): void => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const environment = readProc(pid, 'environ');
      if (!environment.includes(`HOME=${program.home} `)) continue;
      const commandLine = readProc(pid, 'cmdline');
      // Empty while the program is being replaced, or has ended: what it is, the next look sees.
      if (commandLine === '') continue;
      commandLines.add(commandLine);
      environments.set(commandLine, environment);
    }
  };
  const timer = setInterval(look, 5);
  onTestFinished(() => clearInterval(timer));
  return { commandLines, environments };
};

const selector = ['--account', '111111111111', '--role', 'BillingAdmin'];
const arn = ['--instance', 'acme', '--arn', '111111111111:BillingAdmin'];

describe.skipIf(process.platform !== 'linux')('a whole journey', () => {
  it('leaves no secret in anything that it writes, nor in an argv or a log', async () => {
    const journey = await startJourney({ autoApprove: false, tokenTtl: 1200 });
    const { emulator, program } = journey;
    const seen = watchProcesses(program);
    const browser = scriptedBrowser(program);
    const logFile = join(program.home, 'trace.log');
    const said: [command: string, finished: Finished][] = [];
    const run = async (args: readonly string[], env: Record<string, string> = {}): Promise<Finished> => {
      const logged = { ...browser.env, ROLECALL_LOG: logFile, ...env };
      const finished = await program.run(args, { env: logged });
      said.push([args.join(' '), finished]);
      return finished;
    };
    await setUp(journey);
    expect(await run(['login', '--flow', 'pkce'])).toMatchObject({ status: 0, stdout: '' });
    const env = await run(['env', ...selector, '--shell', 'bash']);
    expect(leakLines('env', env.stdout).length).toBeGreaterThan(0);
    const child = ['sh', '-c', 'test -n "$AWS_SECRET_ACCESS_KEY" && sleep 0.2; exit 3'];
    expect(await run(['exec', ...selector, '--', ...child])).toMatchObject({ status: 3, stdout: '' });
    expect(await run(['process', ...arn])).toMatchObject({ status: 0 });
    expect(await run(['process', ...arn], { ROLECALL_LOG: '' })).toMatchObject({ status: 0, stderr: '' });
    expect((await run(['console', ...selector, '--print'])).stdout).toContain('SigninToken');
    expect(await run(['console', ...selector])).toMatchObject({ status: 0, stdout: '' });
    expect(await run(['profiles', 'write', '--yes'])).toMatchObject({ status: 0 });
    emulator.expireSessions('access-tokens');
    expect(await run(['refresh'])).toMatchObject({ status: 0 });
    expect(await run(['list', '--json', '--debug'], { ROLECALL_LOG: '' })).toMatchObject({ status: 0 });
    expect(await run(['process', '--arn', '111111111111:Nobody', '--instance', 'acme'])).toMatchObject({
      stdout: '',
    });
    expect(await run(['report', '--json'])).toMatchObject({ status: 0 });
    expect(await run(['logout'])).toMatchObject({ status: 0 });

    const printing = /^(env|process|console .*--print)/;
    const outputs = said.flatMap(([command, { stdout, stderr }]) => [
      ...leakLines(`stderr of ${command}`, stderr),
      ...(printing.test(command) ? [] : leakLines(`stdout of ${command}`, stdout)),
    ]);
    // What the scripted browser saw is the browser's.
    const files = filesUnder(program.home).filter((path) => !path.endsWith('browser.json'));
    const inFiles = files.flatMap((path) => leakLines(path, readFileSync(path, 'latin1')));
    expect([...outputs, ...inFiles]).toEqual([]);
    expect([...seen.commandLines].flatMap((line) => leakLines('argv', line))).toEqual([]);
    const others = [...seen.environments].filter(([line]) => !/^(sh -c|sleep) /.test(line));
    const own = others.map(([line, text]) => [line, text.replace(masterKey, '')] as const);
    expect(own.flatMap(([line, text]) => leakLines(`environment of ${line}`, text))).toEqual([]);
    expect([...seen.commandLines].some((line) => line.startsWith('sh -c'))).toBe(true);
    expect(files.map((path) => path.slice(program.home.length))).toEqual(
      expect.arrayContaining(['/trace.log', '/.aws/config', '/rolecall/state/audit.jsonl']),
    );

    const log = readFileSync(logFile, 'utf8');
    for (const name of ['getRoleCredentials', 'createToken', 'signinToken', 'lock.taken', 'http method=POST'])
      expect(log).toContain(name);
    expect(log).not.toMatch(/https?:\/\/\S*\?(?!\[redacted\])/);
    const audit = readFileSync(join(program.home, 'rolecall/state/audit.jsonl'), 'utf8');
    const events = audit
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const keyId = /AWS_ACCESS_KEY_ID='(\w+)'/.exec(env.stdout)?.[1] ?? 'none';
    expect(events.map(({ event, command, outcome }) => `${event} ${command} ${outcome}`)).toEqual([
      'config setup 0',
      'login login 0',
      'credentials env 0',
      'credentials exec 0',
      'exec-ended exec 3',
      'credentials process 0',
      'credentials process 0',
      'credentials console 0',
      'credentials console 0',
      'profiles profiles 0',
      'credentials process 5',
      'logout logout 0',
    ]);
    expect(events[2]).toMatchObject({
      instance: 'acme',
      account_id: '111111111111',
      role: 'BillingAdmin',
      profile: 'acme-production-BillingAdmin',
      key_id: `****${keyId.slice(-4)}`,
      source: 'fetched',
      parent: expect.any(String),
    });
    expect(events[6]).toMatchObject({ source: 'cache', key_id: `****${keyId.slice(-4)}` });
    expect(statSync(join(program.home, 'rolecall/state/audit.jsonl')).mode & 0o777).toBe(0o600);
    expect(statSync(logFile).mode & 0o777).toBe(0o600);
  });
});

describe('the search at the end of every test with the built program', () => {
  it('fails for a secret in a file, in the name of one, and in what was said', () => {
    const program = newProgram({});
    const folder = join(program.home, 'rolecall', 'state');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'deep.bin'), Buffer.from(`\0\u00ff${fakeSecretAccessKey()}`));
    writeFileSync(join(folder, fakeToken('access')), '');
    program.said('stderr of a command', `failed: ${encodeURIComponent(fakeSessionToken())}`);
    expect(() => program.remove()).toThrow(
      /^Secrets where none belong:\n.*deep\.bin: .*\nthe names of files: .*\nstderr of a command: .*$/,
    );
    expect(existsSync(program.home)).toBe(false);
  });

  it('fails for what a real program leaves on a screen, in stderr or in a file of the home', async () => {
    const program = newProgram({});
    const script = 'echo "$SECRET" >&2; echo "$SECRET" | base64 > "$HOME/left"';
    const terminal = program.openOther(['sh', '-c', script], { env: { SECRET: fakeSecretAccessKey() } });
    await terminal.exited();
    expect(() => program.remove()).toThrow(/left: .*base64 at 0.*\nthe screen of sh -c/);
  });

  it('leaves alone what is there for keys', () => {
    const program = newProgram({});
    const { AWS_SHARED_CREDENTIALS_FILE: credentials = '' } = program.env;
    mkdirSync(join(program.home, '.aws'));
    for (const path of [credentials, join(program.home, 'mine')]) writeFileSync(path, fakeSecretAccessKey());
    program.mayHoldSecrets(join(program.home, 'mine'));
    expect(() => program.remove()).not.toThrow();
  });
});
