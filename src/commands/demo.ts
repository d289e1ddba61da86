// A sample company on the embedded Identity Center, in a private home: nothing of the user's is read or written.
import { randomBytes } from 'node:crypto';
import { CommandPicked, OtherActionPicked, UsageError } from '../domain/errors.ts';
import { signIn } from '../engine/sign-in.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { demoConfig } from './demo-config.ts';
import { oneInstance, someInstances } from './instance-option.ts';
import { programWords } from './program-words.ts';

const help = `
The company has 40 accounts and about 160 roles. Picking one starts a subshell in which rolecall, the AWS CLI and
every AWS SDK get their answers from the emulator. Everything is removed at the end.

Examples:
  rolecall demo
  rolecall demo --accounts 500 --roles 8
  rolecall demo --sign-in               sign in by the emulator's page`;

const foreign = /^(AWS_|ROLECALL_|XDG_(CONFIG|CACHE|STATE)_HOME$)/;

/** The user's variables without what points at AWS or at their own rolecall. */
const privateEnv = (host: Host, home: string, emulatorEnv: Readonly<Record<string, string>>) => {
  const kept = Object.entries(host.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    ...emulatorEnv,
    AWS_CONFIG_FILE: `${home}/aws/config`,
    AWS_SHARED_CREDENTIALS_FILE: `${home}/aws/credentials`,
    AWS_EC2_METADATA_DISABLED: 'true',
    PATH: [`${home}/bin`, host.env['PATH']].filter(Boolean).join(host.platform === 'win32' ? ';' : ':'),
    ROLECALL_HOME: home,
    ROLECALL_MASTER_KEY: randomBytes(32).toString('base64'),
    ROLECALL_DEMO: '1',
  };
};

/** Without a terminal: the list, and how to go on. */
const showList = async (demo: Host): Promise<number> => {
  const { refreshWithProgress } = await import('./refresh.ts');
  const { list } = await import('./list.ts');
  await refreshWithProgress(demo, await someInstances(demo, {}));
  const status = await list.run(demo, [], {});
  demo.stderr.write(
    'This is the demo’s sample company. On a terminal, rolecall demo opens the picker on it.\n',
  );
  return status;
};

const explore = async (demo: Host): Promise<number> => {
  const { pick } = await import('./pick.ts');
  try {
    return await pick.run(demo, [], { action: 'exec' });
  } catch (error) {
    // Here, where the sample company is still there.
    if (error instanceof OtherActionPicked || error instanceof CommandPicked)
      return (await import('./carry-out.ts')).carryOutPicked(demo, error);
    throw error;
  }
};

const count = (options: Options, name: 'accounts' | 'roles'): number => {
  const number = Number(options[name]);
  if (Number.isInteger(number) && number > 0 && number <= 5000) return number;
  throw new UsageError(`--${name} is a number from 1 to 5000.`);
};

/** So that `rolecall` answers in the subshell, although nothing is installed. */
const shim = (host: Host): string => {
  const words = programWords(host).map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  return `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`;
};

export const demo: CommandModule = {
  configure: (command) =>
    void command
      .option('--accounts <n>', 'accounts of the sample company', '40')
      .option('--roles <n>', 'roles an account, at most', '5')
      .option('--sign-in', 'sign in by the emulator’s page instead of at once')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const { startEmulator } = await import('../emulator/start-emulator.ts');
    const isByPage = options['signIn'] === true;
    const emulator = await startEmulator({
      accounts: count(options, 'accounts'),
      roles: count(options, 'roles'),
      seed: 'rolecall',
      autoApprove: !isByPage,
    });
    const home = await host.privateFolder('rolecall-demo-');
    try {
      const demoHost = host.withEnv(privateEnv(host, home.path, emulator.env));
      await home.write('config.yaml', demoConfig(emulator));
      await home.write('bin/rolecall', shim(host), 0o700);
      const instance = await oneInstance(demoHost, {});
      if (!isByPage) {
        const onProgress = (): void => {};
        await signIn(demoHost.services, instance, {
          flow: 'device',
          isBrowserAllowed: false,
          force: false,
          onProgress,
        });
      }
      const isOnTerminal = demoHost.stderr.isTTY && demoHost.stdin.isTTY;
      return isOnTerminal ? await explore(demoHost) : await showList(demoHost);
    } finally {
      await emulator.close();
      await home.remove();
    }
  },
};
