// The helper stands on rolecall's own commands: it says their words, and passes on how they end.
import { Command } from 'commander';
import { exitCodes } from '../../domain/exit-codes.ts';
import type { Host } from '../../host.ts';
import type { CommandModule, Options } from '../command.ts';
import { sayError } from '../say-error.ts';

export type Ran = { readonly status: number; readonly stdout: string; readonly stderr: string };

const modules = {
  customer: async () => (await import('../customer.ts')).customer,
  env: async () => (await import('../env.ts')).env,
  import: async () => (await import('../import.ts')).importCommand,
  keys: async () => (await import('../keys.ts')).keys,
  login: async () => (await import('../login.ts')).login,
  process: async () => (await import('../process.ts')).process,
  report: async () => (await import('../report.ts')).report,
  setup: async () => (await import('../setup.ts')).setup,
  'support-access': async () => (await import('../support-access.ts')).supportAccess,
  validate: async () => (await import('../validate.ts')).validate,
  whoami: async () => (await import('../whoami.ts')).whoami,
} satisfies Readonly<Record<string, () => Promise<CommandModule>>>;

export type Words = readonly [command: keyof typeof modules, ...rest: readonly string[]];

/** Answers the exit code. Errors: those of the command. */
export const runWords = async (host: Host, [name, ...rest]: Words): Promise<number> => {
  const module = await modules[name]();
  const command = new Command(name).exitOverride();
  let status: number = exitCodes.ok;
  module.configure(command);
  command.action(async () => {
    (await host.services.audit()).began(name);
    // `argv` is where a command finds what stands behind `--`.
    status = await module.run({ ...host, argv: [name, ...rest] }, command.args, command.opts<Options>());
  });
  await command.parseAsync([...rest], { from: 'user' });
  return status;
};

/** The same, with what it says kept instead of shown. Errors become their message. */
export const runQuietly = async (host: Host, words: Words): Promise<Ran> => {
  const said = { stdout: '', stderr: '' };
  const output = (real: NodeJS.WriteStream, name: 'stdout' | 'stderr'): NodeJS.WriteStream =>
    Object.assign(Object.create(real) as NodeJS.WriteStream, {
      isTTY: false,
      write: (text: string | Uint8Array) => {
        said[name] += String(text);
        return true;
      },
    });
  const quiet = { ...host, stdout: output(host.stdout, 'stdout'), stderr: output(host.stderr, 'stderr') };
  const status = await runWords(quiet, words).catch((error: unknown) => sayError(quiet, error));
  return { status, ...said };
};
