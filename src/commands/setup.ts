import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { planRemoval, removeInstance } from '../engine/remove-instance.ts';
import type { Host } from '../host.ts';
import type { Answers } from '../setup/state.ts';
import type { CommandModule, Options } from './command.ts';
import { findInstance } from './instance-option.ts';
import { addSetupOptions, givenAnswers } from './setup-options.ts';
import { agree, setUpByFlags } from './setup-unattended.ts';

const canDraw = ({ env }: Host): boolean => env['TERM'] !== 'dumb';

const isAnswered = ({ name, startUrl, region }: Partial<Answers>): boolean =>
  name !== undefined && startUrl !== undefined && region !== undefined;

/** What the picker's first-run screen leads to. Errors: Cancelled when it was left. */
export const setUpInstance = async (host: Host): Promise<void> => {
  const { runWizard } = await import('./setup-wizard.ts');
  await runWizard(host, {});
};

const remove = async (host: Host, name: string, isAgreed: boolean): Promise<number> => {
  const { services } = host;
  const store = await services.configStore();
  const instance = findInstance(await store.load(), name);
  const edit = await planRemoval(services, name);
  const plan = { file: store.path, edit };
  if (
    !(await agree(host, plan, {
      isAgreed,
      question: `Remove ${name}, its session and what is cached of it?`,
    }))
  ) {
    host.stderr.write('Nothing was changed.\n');
    return exitCodes.cancelled;
  }
  const problems = await removeInstance(services, instance, edit);
  host.stderr.write(`${name} is removed from ${store.path}.\n`);
  for (const problem of problems) host.stderr.write(`${problem}\n`);
  if (instance.base?.kind === 'keys')
    host.stderr.write(
      `Its keys are kept still. Forget them with: rolecall keys remove ${instance.base.name}\n`,
    );
  return problems.length === 0 ? exitCodes.ok : exitCodes.failed;
};

const goOn = async (host: Host, name: string, wantsSignIn: boolean): Promise<number> => {
  if (wantsSignIn) {
    const { login } = await import('./login.ts');
    return login.run(host, [], { instance: name });
  }
  host.stderr.write(`Next: rolecall login --instance ${name}\n`);
  return exitCodes.ok;
};

const byWizard = async (host: Host, given: Partial<Answers>): Promise<number> => {
  const { runWizard } = await import('./setup-wizard.ts');
  const outcome = await runWizard(host, given);
  if (outcome.kind === 'removed') return exitCodes.ok;
  host.stderr.write(
    outcome.isSignedIn ? 'Next: rolecall\n' : `Next: rolecall login --instance ${outcome.name}\n`,
  );
  return exitCodes.ok;
};

const run = async (host: Host, _args: readonly string[], options: Options): Promise<number> => {
  const isAgreed = options['yes'] === true;
  const given = givenAnswers(options);
  const { remove: removed } = options;
  if (typeof removed === 'string') {
    if (Object.keys(given).length > 0) throw new UsageError('--remove goes with no other answer.');
    return remove(host, removed, isAgreed);
  }
  if (host.isInteractive && canDraw(host) && !isAgreed && !isAnswered(given)) return byWizard(host, given);
  const name = await setUpByFlags(host, { given, isAgreed });
  return name === undefined ? exitCodes.ok : goOn(host, name, given.wantsSignIn === true);
};

export const setup: CommandModule = { configure: (command) => void addSetupOptions(command), run };
