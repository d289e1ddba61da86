// `env --output FILE`: a role's keys in a file of variables, for tools that read nothing else.
import { renderDotenv, renderExports } from '../actions/render-variables.ts';
import { withEnvBlock, withoutEnvBlock } from '../domain/env-block.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Variables } from '../domain/export-variables.ts';
import { shownPath } from '../domain/folder-role.ts';
import type { Host } from '../host.ts';
import type { EnvFiles } from '../ports/env-files.ts';
import { findShell } from '../shells/registry.ts';
import type { Options } from './command.ts';

type FileFormat = { readonly format: 'dotenv' | 'shell'; readonly shell: string | undefined };

/** `.envrc` is bash, as direnv has it; other names are dotenv unless the flags say otherwise. */
const formatOf = (path: string, options: Options): FileFormat => {
  const { format, shell } = options;
  const named = typeof shell === 'string' ? shell : undefined;
  if (format === 'json')
    throw new UsageError(
      '--output goes with --format dotenv or shell.',
      'For JSON: rolecall env --format json > FILE',
    );
  if (format === 'dotenv') return { format, shell: undefined };
  if (named !== undefined && ['nushell', 'cmd'].includes(findShell(named).id))
    throw new UsageError(`A file that ${named} could read has no comments to keep the lines between.`);
  if (format === 'shell' || named !== undefined) return { format: 'shell', shell: named ?? 'bash' };
  return /(^|[/\\])\.envrc$/.test(path)
    ? { format: 'shell', shell: 'bash' }
    : { format: 'dotenv', shell: undefined };
};

const render = (variables: Variables, { format, shell }: FileFormat): string =>
  format === 'dotenv' ? renderDotenv(variables) : renderExports(findShell(shell ?? 'bash'), variables);

export type EnvOutput = {
  /** Writes the variables. Errors: UserError. */
  readonly write: (variables: Variables) => Promise<void>;
};

const exposed = (path: string): UserError =>
  new UserError(
    `${shownPath(path)} lies in a git work tree and is not ignored: a commit could take the keys up.`,
    {
      hint: 'Ignore it in .gitignore, or write it all the same: --force',
    },
  );

const refuseExposed = async (files: EnvFiles, path: string, options: Options): Promise<void> => {
  if (options['force'] !== true && (await files.isExposed(path))) throw exposed(files.fullPath(path));
};

/** `-` means standard output elsewhere: keys in a file of that name would surprise. Errors: UsageError. */
const checkName = (path: string): void => {
  if (path === '' || path === '-')
    throw new UsageError(
      '--output takes the name of a file.',
      'Without it the role goes to standard output.',
    );
};

/** Checked before any credentials are asked for. Errors: UsageError, UserError. */
export const openEnvOutput = async (host: Host, path: string, options: Options): Promise<EnvOutput> => {
  checkName(path);
  const format = formatOf(path, options);
  const files = await host.services.envFiles();
  await refuseExposed(files, path, options);
  await files.read(path);
  return {
    write: async (variables) => {
      const text = withEnvBlock((await files.read(path)) ?? '', render(variables, format));
      await files.write(path, text);
      const end = variables.set.find(([name]) => name === 'AWS_CREDENTIAL_EXPIRATION')?.[1];
      const until = end === undefined ? '' : ` until ${end}`;
      host.stderr.write(
        `The role is in ${shownPath(files.fullPath(path))}${until}, readable by you alone.\n`,
      );
    },
  };
};

/** `--clear --output FILE`: our lines go, the file stays. */
export const clearEnvOutput = async (host: Host, path: string): Promise<number> => {
  checkName(path);
  const files = await host.services.envFiles();
  const before = await files.read(path);
  const after = before === undefined ? undefined : withoutEnvBlock(before);
  if (after === undefined || after === before)
    throw new UserError(`${shownPath(files.fullPath(path))} holds no lines of rolecall.`);
  await files.write(path, after);
  host.stderr.write(`No keys are left in ${shownPath(files.fullPath(path))}.\n`);
  return exitCodes.ok;
};
