// `import`: what another tool knows, taken over into config.yaml, into our block of the AWS config and into the secret store.
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { type Found, type ImportTool, importTools } from '../domain/import/found.ts';
import { audited } from '../engine/audit.ts';
import type { UndoFile } from '../engine/import-undo.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { removeClearText } from './import-clear-text.ts';
import {
  foundOf,
  type Gathered,
  gather,
  isSomething,
  summaryOf,
  toolNamed,
  unreadText,
} from './import-gather.ts';
import { type Prepared, prepare } from './import-plan.ts';
import { jsonOf, show } from './import-show.ts';
import { undoImport } from './import-undo.ts';
import { beginUndo, writeImport } from './import-write.ts';

const help = `
  aws-sso-cli    its config.yaml, and its block of ~/.aws/config, which becomes ours under the same names
  aws-cli        [sso-session] sections and profiles with sso_session or sso_start_url
  granted        granted_sso_* profiles and ~/.granted/config
  aws-sso-util   its profiles
  leapp          what of it is readable
  aws-vault      profiles that assume roles; its keys by a pipe, which is printed
  credentials    lasting keys of ~/.aws/credentials, kept encrypted after AWS has taken them

Without a tool, all of them are looked for. What becomes what is shown before anything is written, with the
changes of config.yaml and of ~/.aws/config; what config.yaml says already is never changed. It can be run again.
A file that cannot be read is named with its line, the others are imported, and the exit code is 2.

Examples:
  rolecall import --dry-run
  rolecall import aws-sso-cli
  rolecall import aws-cli --only prod-admin dev-admin
  rolecall import aws-cli --replace-profiles
  rolecall import credentials --remove-clear-text
  rolecall import --undo`;

const isSet = (options: Options, name: string): boolean => options[name] === true;

const namesOf = (options: Options): readonly string[] | undefined => {
  const only = options['only'];
  return Array.isArray(only) ? only : undefined;
};

/** Asks which tools, where several have something; otherwise all of them. */
const chosenTools = async (host: Host, gathered: Gathered, options: Options): Promise<Gathered> => {
  const able = [...gathered.byTool].filter(([, found]) => isSomething(found));
  const asks =
    host.isInteractive && !isSet(options, 'yes') && !isSet(options, 'dryRun') && !isSet(options, 'json');
  if (!asks || able.length < 2 || namesOf(options) !== undefined) return gathered;
  const chosen: (readonly [ImportTool, Found])[] = [...gathered.byTool].filter(
    ([, found]) => !isSomething(found),
  );
  for (const [tool, found] of able)
    if (await host.confirm(`Import from ${tool} (${summaryOf(found)})?`)) chosen.push([tool, found]);
  return { ...gathered, byTool: new Map(chosen) };
};

/** After an earlier import that moved everything, that is as it should be. */
const nothingThere = async (host: Host, tool: ImportTool | undefined): Promise<number> => {
  const { instances } = await (await host.services.configStore()).load();
  const begin = instances.length === 0 ? ' Begin with: rolecall setup' : '';
  host.stderr.write(
    tool === undefined
      ? `Nothing to import: no tool has left anything that rolecall can read.${begin}\n`
      : `Nothing of ${tool} was found.${begin}\n`,
  );
  return instances.length === 0 ? exitCodes.failed : exitCodes.ok;
};

const isUpToDate = ({ plan, config, aws, tried }: Prepared): boolean =>
  config === undefined &&
  plan.uses.size === 0 &&
  aws.before === aws.after &&
  tried.keys.every(({ isKept }) => isKept);

const counted = (count: number, one: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`];

const historyText = ({ uses }: Prepared['plan']): string =>
  `the history of ${counted(uses.size, 'role').join('')}`;

const questionOf = ({ plan, aws }: Prepared, path: string): string => {
  const fresh = plan.items.filter(({ state }) => state === 'new');
  // Two tools may know the same instance.
  const count = (what: string): number =>
    new Set(fresh.filter((item) => item.what === what).map(({ path }) => path.join('/'))).size;
  const parts = [
    ...counted(count('instance'), 'instance'),
    ...counted(count('account'), 'account'),
    ...counted(count('role'), 'role'),
    ...counted(count('keys'), 'pair of keys').map((text) => text.replace('pair of keyss', 'pairs of keys')),
    ...counted(count('setting'), 'setting'),
  ];
  const moves =
    aws.moved.length === 0
      ? ''
      : `, and give ${counted(aws.moved.length, 'profile').join('')} of ~/.aws/config to rolecall`;
  const uses = plan.uses.size === 0 ? '' : historyText(plan);
  if (parts.length === 0 && moves === '' && uses !== '') return `Take over ${uses}?`;
  return `Write ${parts.join(', ') || 'this'} to ${path}${moves}${uses === '' ? '' : `, and take over ${uses}`}?`;
};

const upToDateText = ({ plan }: Prepared): string =>
  plan.items.some(({ state }) => state === 'there')
    ? 'Nothing to change: all that can be taken over is here already.\n'
    : `Nothing of it can be taken over${plan.items.length > 0 ? ' yet' : ''}: see above.\n`;

const isAgreed = async (host: Host, options: Options, prepared: Prepared): Promise<boolean> => {
  if (isSet(options, 'yes')) return true;
  if (!host.isInteractive)
    throw new UsageError(
      'There is no terminal to ask on, so nothing was written.',
      'Look with: rolecall import --dry-run\nThen write with: rolecall import --yes',
    );
  show(host, host.stderr, prepared.shown);
  return host.confirm(questionOf(prepared, (await host.services.configStore()).path));
};

const nextSteps = ({ plan, tried }: Prepared): string => {
  const instances = plan.items
    .filter(({ what, state }) => what === 'instance' && state === 'new')
    .map(({ path }) => path[1] ?? '');
  const failed = plan.items.filter(({ state }) => state === 'waiting').length;
  return [
    ...[...new Set(instances)].map((name) => `Next: rolecall login --instance ${name}`),
    ...(tried.keys.length > 0 ? ['Next: rolecall keys list'] : []),
    ...(failed > 0 ? [`${failed} of them could not be taken over yet: see above, then run it again.`] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
};

const written = ({ plan, config, aws }: Prepared, path: string): string => {
  const uses = plan.uses.size === 0 ? '' : ` Took over ${historyText(plan)}.`;
  const name =
    aws.moved.length === 0
      ? ''
      : ` ${counted(aws.moved.length, 'profile').join('')} of ~/.aws/config ${aws.moved.length === 1 ? 'is' : 'are'} rolecall's now.`;
  return `${config === undefined ? '' : `Imported into ${path}.`}${name}${uses} Put it back with: rolecall import --undo\n`.trimStart();
};

/** Something was there and could not be used: the rest was. */
const codeFor = ({ tried, shown }: Prepared): number => {
  if (shown.unread.length > 0) return exitCodes.usage;
  return tried.notes.length > 0 ? exitCodes.failed : exitCodes.ok;
};

const carryOut = async (host: Host, prepared: Prepared, options: Options): Promise<number> => {
  const undo = await beginUndo(host);
  const { path } = await host.services.configStore();
  const { tried, shown } = prepared;
  const isDone = isUpToDate(prepared);
  if (isDone) {
    if (!isSet(options, 'json')) show(host, host.stderr, shown);
    host.stderr.write(upToDateText(prepared));
  } else if (await isAgreed(host, options, prepared)) {
    await audited(host.services, {
      subject: { event: 'import' },
      run: () => writeImport(host, prepared, undo),
    });
    host.stderr.write(written(prepared, path));
  } else {
    host.stderr.write('Nothing was changed.\n');
    return exitCodes.cancelled;
  }
  const keep = (files: readonly UndoFile[]): Promise<void> => undo.keep({ files });
  const hasRemoved = await removeClearText(host, { options, tried: tried.keys, keep });
  if (!isDone || hasRemoved) {
    await undo.keep({ isDone: true });
    host.stderr.write(nextSteps(prepared));
  }
  if (isSet(options, 'json')) host.stdout.write(jsonOf(shown, !isDone || hasRemoved));
  return codeFor(prepared);
};

const isLookOnly = (options: Options): boolean =>
  isSet(options, 'dryRun') || (isSet(options, 'json') && !isSet(options, 'yes'));

const look = (host: Host, prepared: Prepared, options: Options): number => {
  if (isSet(options, 'json')) host.stdout.write(jsonOf(prepared.shown, false));
  else show(host, host.stdout, prepared.shown);
  host.stderr.write(isUpToDate(prepared) ? upToDateText(prepared) : 'Nothing was written.\n');
  return prepared.shown.unread.length > 0 ? exitCodes.usage : exitCodes.ok;
};

const refuseStray = (args: readonly string[], options: Options): void => {
  const stray = ['only', 'replaceProfiles', 'removeClearText'].some((name) => options[name] !== undefined);
  if (isSet(options, 'undo') && (args.length > 0 || stray))
    throw new UserError('--undo puts back the whole last import, and takes no tool and no names.', {
      exitCode: exitCodes.usage,
    });
};

export const importCommand: CommandModule = {
  configure: (command) =>
    void command
      .argument('[tool]', importTools.join(', '))
      .option('--dry-run', 'show what would become what; write nothing')
      .option('--only <names...>', 'only these profiles, instances or keys')
      .option('--replace-profiles', 'move profiles written by hand into rolecall’s block')
      .option('--remove-clear-text', 'take keys that were kept out of the files in clear text')
      .option('--undo', 'put back what the last import changed')
      .option('-y, --yes', 'write without asking')
      .option('--json', 'JSON; writes only with --yes')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    refuseStray(args, options);
    if (isSet(options, 'undo')) return undoImport(host, options);
    const tool = toolNamed(args);
    const gathered = await gather(host, tool);
    for (const file of gathered.unread) host.stderr.write(`${unreadText(file)}\n`);
    const hasNotes = [...gathered.byTool.values()].some(
      ({ notes, handOvers }) => notes.length + handOvers.size > 0,
    );
    if (![...gathered.byTool.values()].some(isSomething) && !hasNotes)
      return gathered.unread.length > 0 ? exitCodes.usage : nothingThere(host, tool);
    const chosen = await chosenTools(host, gathered, options);
    const prepared = await prepare(host, foundOf(chosen, namesOf(options)), { options, gathered });
    return isLookOnly(options) ? look(host, prepared, options) : carryOut(host, prepared, options);
  },
};
